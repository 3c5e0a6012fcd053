"""Spaced answers: what counts as one, undo, and the newest of all questions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import NOW, RULES, TODAY, Log, card_of, grades, logs, review
from tpm_tui.core.cards.card import Card, OutOfOrder, apply_entry
from tpm_tui.core.cards.events import CardActionKind, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.cards.spaced import RECENT_SPACED, SPACED_KEPT, add_spaced, newest_spaced

AGAIN, HARD, GOOD, EASY = Grade


def outcomes(card: Card) -> list[tuple[date, bool]]:
    """Return the day of each spaced answer, and whether it was good."""
    return [(date.fromordinal(each // 2), each % 2 == 1) for each in card.spaced]


def answered(*steps: tuple[int, Grade]) -> Card:
    """Return the card after answers, each on a day counted from today."""
    card = Card("late")
    for number, (offset, grade) in enumerate(steps):
        entry = review("late", grade, TODAY + timedelta(days=offset), f"r{number}", number)
        card = apply_entry(card, entry, RULES)
    return card


def test_answer_two_days_after_the_last_is_spaced() -> None:
    card = answered((0, GOOD), (1, GOOD), (3, AGAIN), (3, GOOD), (5, HARD), (12, EASY), (11, AGAIN))
    days = [TODAY + timedelta(days=offset) for offset in (3, 5, 12)]
    assert outcomes(card) == list(zip(days, (False, True, True), strict=True))


def test_drill_is_no_spaced_answer() -> None:
    log = Log()
    log.answer("late", GOOD)
    log.wait(4)
    log.drill("late", GOOD)
    assert replay(log.entries, RULES)["late"].spaced == ()


def test_reset_keeps_spaced_answers() -> None:
    log = Log()
    for _ in range(2):
        log.answer("late", GOOD)
        log.wait(4)
    log.act("late", CardActionKind.RESET)
    log.answer("late", AGAIN)
    assert outcomes(replay(log.entries, RULES)["late"]) == [(TODAY + timedelta(days=4), True)]


@given(logs(questions=("late",), clock_back=True), grades)
def test_undo_restores_spaced_answers(log: Log, grade: Grade) -> None:
    before = card_of(replay(log.entries, RULES), "late")
    after = apply_entry(before, review("late", grade, log.day, "new"), RULES)
    undo = Undo(id="u", seq=99, at=NOW, day=log.day, review="new", question="late")
    assert apply_entry(after, undo, RULES).spaced == before.spaced


def test_undo_of_full_list_needs_whole_history() -> None:
    full = answered(*((2 * number, GOOD) for number in range(SPACED_KEPT + 2)))
    assert len(full.spaced) == SPACED_KEPT
    last = Undo(id="u", seq=99, at=NOW, day=TODAY, review=full.schedule.review, question="late")
    with pytest.raises(OutOfOrder):
        apply_entry(full, last, RULES)


decks = st.dictionaries(
    st.sampled_from("abcdef"),
    st.lists(st.tuples(st.integers(-30, 0), grades), max_size=50).map(lambda found: sorted(found)),
)


@given(decks)
def test_newest_are_of_all_questions_before_today(found: dict[str, list[tuple[int, Grade]]]) -> None:
    every = sorted(
        (offset, question, place, grade)
        for question, answers in found.items()
        for place, (offset, grade) in enumerate(answers)
        if offset < 0
    )
    expected = [grade is not AGAIN for *_, grade in every[::-1][:RECENT_SPACED]]
    spaced = []
    for question, answers in found.items():
        kept: tuple[int, ...] = ()
        for offset, grade in answers:
            kept = add_spaced(kept, grade, TODAY + timedelta(days=offset))
        spaced.append((question, kept))
    newest = newest_spaced(spaced, TODAY)
    assert len(newest) <= RECENT_SPACED
    if all(len({offset for offset, _ in answers}) == len(answers) for answers in found.values()):
        assert newest == expected
    assert newest == newest_spaced(reversed(spaced), TODAY)
