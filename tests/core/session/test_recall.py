"""The recall drill: order of the cards, and a missed one comes again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import NOW, RULES, TODAY
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question, Recall
from tpm_tui.core.cards.events import Recalled
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.session.recall import RecallCard, RecallDrill, recall_cards


def question(id: str, *asked: str) -> Question:
    cards = tuple(Recall(q=q, a=q.lower()) for q in asked)
    return Question(id=id, prompt="?", topic="t", key_points=(KeyPoint(name="p"),), recall=cards)


BANK = Bank(
    topics=(Topic(id="t"),), questions=(question("one", "A", "B"), question("two", "C"), question("three"))
)


def recalled(card: str, made: bool, seq: int, question: str = "one") -> Recalled:
    return Recalled(
        id=f"k{seq}", seq=seq, at=NOW, day=TODAY, session="s", question=question, card=card, made=made
    )


def asked(*entries: Recalled, within: tuple[str, ...] = BANK.order) -> str:
    return "".join(card.ask for card in recall_cards(BANK, entries, within))


def test_missed_cards_come_first_then_new_ones_then_those_made_longest_ago() -> None:
    assert asked() == "ABC"
    assert asked(recalled("C", False, 1, "two")) == "CAB"
    assert asked(recalled("A", True, 1), recalled("C", True, 2, "two")) == "BAC"
    assert asked(recalled("A", True, 3), recalled("B", True, 1), recalled("C", True, 2, "two")) == "BCA"


def test_the_newest_answer_to_a_card_decides() -> None:
    assert asked(recalled("B", True, 2), recalled("B", False, 1)) == "ACB"
    assert asked(recalled("B", False, 2), recalled("B", True, 1)) == "BAC"


def test_only_cards_of_the_chosen_questions_are_asked() -> None:
    assert asked(within=("two",)) == "C"


def test_no_box_knows_of_recall_cards() -> None:
    assert replay([recalled("A", True, 1)], RULES) == {}


@given(st.lists(st.booleans(), max_size=30))
def test_a_drill_ends_when_every_card_was_made_and_missed_ones_come_again(answers: list[bool]) -> None:
    cards = tuple(RecallCard("one", letter, "") for letter in "ABC")
    drill, made = RecallDrill(cards), 0
    for answer in answers:
        if drill.card is None:
            break
        first = drill.card
        drill = drill.show().answered(answer)
        made += answer
        assert not drill.shown
        assert (first in drill.waiting) is not answer
    assert drill.made == made == len(cards) - len(drill.waiting)
    assert (drill.card is None) is (made == 3)
