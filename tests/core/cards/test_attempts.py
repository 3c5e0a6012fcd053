"""Queries for active reviews."""

from __future__ import annotations

from msgspec.structs import replace

from tests.exchange.histories import History
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import all_attempts, attempts_on


def test_attempts_on_question_are_oldest_first() -> None:
    history = History()
    first = history.answer("dates")
    history.answer("conflict")
    second = history.answer("dates", Grade.AGAIN)
    assert attempts_on(history.entries, "dates") == [first, second]
    assert attempts_on(history.entries, "silence") == []


def test_undone_review_is_no_attempt() -> None:
    history = History()
    first = history.answer("dates")
    history.undo(history.answer("dates"))
    assert attempts_on(history.entries, "dates") == [first]


def test_attempts_are_in_log_order_without_duplicates() -> None:
    history = History()
    first, second = (replace(history.answer(), id=id) for id in ("z", "a"))
    assert all_attempts([second, first, second]) == [first, second]
