"""The recall drill: the order of the cards, and the repetition of missed ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import NOW, RULES, TODAY
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question, Recall
from tpm_tui.core.cards.events import Recalled
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.session.recall import RecallCard, RecallDrill, select_recall_cards


def question(id: str, *prompts: str) -> Question:
    cards = tuple(Recall(q=q, a=q.lower()) for q in prompts)
    return Question(id=id, prompt="?", topic="t", key_points=(KeyPoint(name="p"),), recall=cards)


BANK = Bank(
    topics=(Topic(id="t"),), questions=(question("one", "A", "B"), question("two", "C"), question("three"))
)


def recalled(card: str, made: bool, seq: int, question: str = "one") -> Recalled:
    return Recalled(
        id=f"k{seq}", seq=seq, at=NOW, day=TODAY, session="s", question=question, card=card, made=made
    )


def order_of(*entries: Recalled, within: tuple[str, ...] = BANK.order) -> str:
    return "".join(card.ask for card in select_recall_cards(BANK, entries, within))


def test_cards_are_ordered_missed_new_then_made_longest_ago() -> None:
    assert order_of() == "ABC"
    assert order_of(recalled("C", False, 1, "two")) == "CAB"
    assert order_of(recalled("A", True, 1), recalled("C", True, 2, "two")) == "BAC"
    assert order_of(recalled("A", True, 3), recalled("B", True, 1), recalled("C", True, 2, "two")) == "BCA"


def test_newest_answer_decides_order() -> None:
    assert order_of(recalled("B", True, 2), recalled("B", False, 1)) == "ACB"
    assert order_of(recalled("B", False, 2), recalled("B", True, 1)) == "BAC"


def test_only_cards_of_selected_questions_are_asked() -> None:
    assert order_of(within=("two",)) == "C"


def test_recall_answers_change_no_box() -> None:
    assert replay([recalled("A", True, 1)], RULES) == {}


@given(st.lists(st.booleans(), max_size=30))
def test_drill_repeats_missed_cards_until_all_are_made(answers: list[bool]) -> None:
    cards = tuple(RecallCard("one", letter, "") for letter in "ABC")
    drill, made = RecallDrill(cards), 0
    for answer in answers:
        if drill.card is None:
            break
        first = drill.card
        drill = drill.show().record(answer)
        made += answer
        assert not drill.shown
        assert (first in drill.waiting) is not answer
    assert drill.made == made == len(cards) - len(drill.waiting)
    assert (drill.card is None) is (made == 3)
