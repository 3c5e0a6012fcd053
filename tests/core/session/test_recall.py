"""The recall drill: the order of the cards, and the repetition of missed ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.strategies import NOW, RULES, TODAY, review
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question, Recall
from tpm_tui.core.cards.events import Recalled, Review
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.session.missed_recall import missed_point_cards, missed_points
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


def test_undone_answer_does_not_change_the_order() -> None:
    made = recalled("A", True, 1)
    undo = replace(recalled("A", False, 2), undoes=made.id)
    assert order_of(made, undo) == order_of()


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


@given(st.lists(st.booleans(), min_size=3, max_size=3))
def test_drill_without_repeats_collects_missed_cards(answers: list[bool]) -> None:
    cards = tuple(RecallCard("one", letter, "") for letter in "ABC")
    drill = RecallDrill(cards, repeats=False)
    for number, answer in enumerate(answers):
        assert (drill.answered, len(drill.waiting)) == (number, 3 - number)
        drill = drill.show().record(answer)
    missed = tuple(card for card, made in zip(cards, answers, strict=True) if not made)
    assert (drill.card, drill.missed_cards) == (None, missed)
    assert (drill.made, drill.missed) == (3 - len(missed), len(missed))
    again = drill.ask_missed()
    assert (again.waiting, again.missed_cards, again.answered) == (missed, (), 0)
    assert (again.made, again.missed) == (drill.made, drill.missed)


def point(name: str, **fields: object) -> KeyPoint:
    return KeyPoint(name=name, **fields)  # type: ignore[arg-type]


POINTS = (
    point("notice", cue="says who heard it", quote="I rang the quay."),
    point("size", must=True, cue="gives a range", formerly=("slip",)),
    point("owner", details=("one name", "one date")),
    point("price"),
)
HARBOUR = Bank(
    topics=(Topic(id="t"),),
    questions=(
        Question(id="crane", prompt="?", topic="t", key_points=POINTS),
        Question(id="berth", prompt="?", topic="t", key_points=(point("rule", must=True), point("both"))),
    ),
)


def missing(question: str, *missed: str, covered: tuple[str, ...] = ()) -> Review:
    return replace(review(question), missed=missed, covered=covered)


def test_card_of_missed_point_asks_how_to_make_it() -> None:
    cards = missed_point_cards([missing("crane", "notice", "owner", "price")], HARBOUR)
    assert cards == [
        RecallCard("crane", "How do you make this point: notice?", "I rang the quay."),
        RecallCard("crane", "How do you make this point: owner?", "one name; one date"),
        RecallCard("crane", "How do you make this point: price?", "price"),
    ]


def test_missed_must_points_come_first() -> None:
    reviews = [missing("berth", "both"), missing("crane", "notice", "size")]
    assert [(question, point.name) for question, point in missed_points(reviews, HARBOUR)] == [
        ("crane", "size"),
        ("berth", "both"),
        ("crane", "notice"),
    ]


def test_point_made_in_a_later_answer_is_not_missed() -> None:
    reviews = [missing("berth", "rule", "both"), missing("berth", "both", covered=("rule",))]
    assert [point.name for _, point in missed_points(reviews, HARBOUR)] == ["both"]


def test_renamed_point_is_found_and_removed_ones_are_left_out() -> None:
    reviews = [missing("crane", "slip", "gone"), missing("deleted", "any")]
    assert [point.name for _, point in missed_points(reviews, HARBOUR)] == ["size"]
