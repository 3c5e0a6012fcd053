"""Orphans, and their recovery by wording."""

from __future__ import annotations

from msgspec.structs import replace

from tests.core.strategies import TODAY, review
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.orphans import collect_wordings, find_orphans, match_similar_wording, match_wording


def question(id: str, prompt: str, *variants: str) -> Question:
    return Question(id=id, prompt=prompt, variants=variants, key_points=(KeyPoint(name="a"),))


HERE = question("here", "What did you cut?", "And what went?")
OTHER = question("other", "Who was asked first?")


def test_orphan_has_history_and_no_question() -> None:
    cards = {
        "here": Card("here", attempts=1),
        "gone": Card("gone", attempts=1),
        "starred": Card("starred", starred=True),
        "untouched": Card("untouched"),
    }
    assert find_orphans(cards, Bank((), (HERE,))) == ["gone", "starred"]


def test_wordings_are_collected_from_reviews() -> None:
    asked = [replace(review(name, day=TODAY, id=name), prompt=f"  {name.upper()}\n ?") for name in "abc"]
    assert collect_wordings([*asked, asked[0]], ["a", "c", "never"]) == {
        "a": {"a ?"},
        "c": {"c ?"},
        "never": set(),
    }


def test_invalid_ids_have_no_wordings() -> None:
    """File names contain ids, and a merged history may contain any text as an id."""
    strange = ["../../evil", "Up Case", "", "x" * 61, "a\n", "gone"]
    asked = [replace(review("a", day=TODAY, id=str(n)), question=id) for n, id in enumerate(strange)]
    assert collect_wordings(asked, strange).keys() == {"gone"}


def test_same_wording_matches_each_question_once() -> None:
    asked = {"gone": {"what did you cut?"}, "too": {"and what went?"}, "else": {"and then?"}}
    assert match_wording(asked, [HERE, OTHER]) == {"gone": HERE}


def test_similar_wording_matches_question() -> None:
    asked = {"gone": {"what did you cut ?!"}, "else": {"how many bridges has the city?"}}
    assert match_similar_wording(asked, [HERE, OTHER]) == {"gone": HERE}
    assert match_similar_wording(asked, []) == {}
