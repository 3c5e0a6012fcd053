"""Answers that stand."""

from __future__ import annotations

from msgspec.structs import replace

from tests.exchange.histories import History
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import answers, attempts


def test_attempts_are_those_at_one_question_oldest_first() -> None:
    history = History()
    first = history.answer("dates")
    history.answer("conflict")
    second = history.answer("dates", Grade.AGAIN)
    assert attempts(history.entries, "dates") == [first, second]
    assert attempts(history.entries, "silence") == []


def test_an_answer_taken_back_is_no_attempt() -> None:
    history = History()
    first = history.answer("dates")
    history.undo(history.answer("dates"))
    assert attempts(history.entries, "dates") == [first]


def test_the_order_is_of_the_log_and_merged_copies_count_once() -> None:
    history = History()
    first, second = (replace(history.answer(), id=id) for id in ("z", "a"))
    assert answers([second, first, second]) == [first, second]
