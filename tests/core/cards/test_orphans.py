"""Questions that left the bank, found again by their wording."""

from __future__ import annotations

from msgspec.structs import replace

from tests.core.strategies import TODAY, review
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.orphans import likely, orphans, same_wording, wordings


def question(id: str, prompt: str, *variants: str) -> Question:
    return Question(id=id, prompt=prompt, variants=variants, key_points=(KeyPoint(name="a"),))


HERE = question("here", "What did you cut?", "And what went?")
OTHER = question("other", "Who was told first?")


def test_an_orphan_has_a_history_and_no_question() -> None:
    cards = {
        "here": Card("here", attempts=1),
        "gone": Card("gone", attempts=1),
        "starred": Card("starred", starred=True),
        "untouched": Card("untouched"),
    }
    assert orphans(cards, Bank((), (HERE,))) == ["gone", "starred"]


def test_wordings_are_those_of_the_orphans_answers() -> None:
    asked = [replace(review(name, day=TODAY, id=name), prompt=f"  {name.upper()}\n ?") for name in "abc"]
    assert wordings([*asked, asked[0]], ["a", "c", "never"]) == {"a": {"a ?"}, "c": {"c ?"}, "never": set()}


def test_ids_that_no_question_can_have_come_to_none() -> None:
    """Files are named after ids, and a merged history may name anything."""
    strange = ["../../evil", "Up Case", "", "x" * 61, "a\n", "gone"]
    asked = [replace(review("a", day=TODAY, id=str(n)), question=id) for n, id in enumerate(strange)]
    assert wordings(asked, strange).keys() == {"gone"}


def test_the_same_wording_is_of_the_same_question_each_once() -> None:
    asked = {"gone": {"what did you cut?"}, "too": {"and what went?"}, "else": {"and then?"}}
    assert same_wording(asked, [HERE, OTHER]) == {"gone": HERE}


def test_a_wording_that_was_mended_is_likely_of_the_same_question() -> None:
    asked = {"gone": {"what did you cut ?!"}, "else": {"how many bridges has the city?"}}
    assert likely(asked, [HERE, OTHER]) == {"gone": HERE}
    assert likely(asked, []) == {}
