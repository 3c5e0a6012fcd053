"""The table of attempts, and the grades as a line."""

from __future__ import annotations

from tests.exchange.histories import BANK, History
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import attempts_on
from tpm_tui.core.reports.history.attempts import Attempt, list_attempts
from tpm_tui.exchange.history.attempts_text import attempts_table, grades_line
from tpm_tui.exchange.text_table import cells


def attempts() -> tuple[Attempt, ...]:
    """Return three attempts at the example question."""
    history = History()
    history.answer(grade=Grade.AGAIN, answer="", covered=(), missed=())
    history.answer(grade=Grade.HARD, covered=("a",), missed=("b", "c"))
    history.answer(grade=Grade.GOOD, covered=("a", "b"), missed=("c",))
    return list_attempts(attempts_on(history.entries, "late-program"), BANK)


def test_table_has_a_header_and_a_row_for_each_attempt() -> None:
    header, first, second, _ = attempts_table(attempts(), 80)
    assert header.split() == ["#", "date", "grade", "points", "time", "answer"]
    assert first.split() == ["1", "2026-11-22", "again", "-", "2:00", "0", "words"]
    assert second.split()[:6] == ["2", "2026-11-22", "hard", "1", "of", "3"]


def test_narrow_table_fits() -> None:
    for width in range(20, 80):
        assert max(map(cells, attempts_table(attempts(), width))) <= width
    assert attempts_table(attempts(), 30)[2] == "2  2026-11-22  hard   1 of 3"


def test_oldest_grades_are_left_out_first() -> None:
    assert grades_line(attempts(), 80) == "again, hard, good"
    assert grades_line(attempts(), 16) == "..., hard, good"
    assert grades_line(attempts(), 1) == "..., good"
