"""Attempts are numbered, and compared by the current names of their points."""

from __future__ import annotations

from msgspec.structs import replace

from tests.exchange.histories import BANK, History, question
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import KeyPoint
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import attempts_on
from tpm_tui.core.reports.history.attempts import (
    Attempt,
    PointChanges,
    attempt_before,
    compare_points,
    list_attempts,
)


def attempts_of(history: History, bank: Bank = BANK) -> tuple[Attempt, ...]:
    """Return the attempts at the example question."""
    return list_attempts(attempts_on(history.entries, "late-program"), bank)


def test_attempts_are_numbered_from_the_oldest() -> None:
    history = History()
    history.answer(grade=Grade.AGAIN, covered=(), missed=("a", "b"))
    history.answer("dates")
    history.answer(grade=Grade.GOOD, covered=("a",), missed=("b",))
    first, second = attempts_of(history)
    assert [(each.number, each.grade, each.made, each.points) for each in (first, second)] == [
        (1, Grade.AGAIN, 0, 2),
        (2, Grade.GOOD, 1, 2),
    ]
    assert attempt_before((first, second), 2) is first
    assert attempt_before((first, second), 1) is None
    assert attempt_before((first, second), 3) is None


def test_points_have_their_current_names() -> None:
    points = (KeyPoint("cause", formerly=("size", "reason")), KeyPoint("notice"))
    bank = Bank(BANK.topics, (replace(question("late-program"), key_points=points),))
    history = History()
    history.answer(covered=("size",), missed=("reason", "notice"))
    (attempt,) = attempts_of(history, bank)
    assert (attempt.review.covered, attempt.review.missed) == (("cause",), ("notice",))


def test_points_are_gained_lost_kept_and_missed() -> None:
    history = History()
    history.answer(covered=("kept", "lost", "removed"), missed=("gained", "missed"))
    history.answer(covered=("kept", "gained", "added"), missed=("lost", "missed", "new"))
    assert compare_points(*attempts_of(history)) == PointChanges(
        ("gained",), ("lost",), ("kept",), ("missed",)
    )


def test_typed_answer_is_not_spoken() -> None:
    history = History()
    history.answer()
    (attempt,) = attempts_of(history)
    assert not attempt.is_spoken
    assert Attempt(1, replace(attempt.review, spoken=True)).is_spoken
