"""The day on which the plan asks a question again, in words: for grade labels and after a grade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.ahead.expectation import Expectation
from tpm_tui.core.text.typed_date import MONTHS, weekday_and_day
from tpm_tui.exchange.phrases import long_day

AFTER_INTERVIEW = "after the interview"
IN_OVER_A_YEAR = "in over a year"

_NEAR_DAYS = 330
"""Days within which a day and a month name one date only."""


def describe_expected(expected: Expectation, *, is_long: bool = False) -> str:
    """Return when a question is asked again: `about Mon 9 Nov`, `after the interview`, `in over a year`.

    Without `about` the day is that of the box, whatever the plan is.

    Args:
        expected: the expectation.
        is_long: write the date as in a report: `about 9 November 2026`.
    """
    if expected.day is None:
        return AFTER_INTERVIEW if expected.has_date else IN_OVER_A_YEAR
    about = "" if expected.is_exact else "about "
    if is_long:
        return f"{about}{long_day(expected.day)}"
    return f"{about}{weekday_and_day(expected.day)}{_year(expected.day, expected.today)}"


def grade_texts(by_grade: Mapping[Grade, Expectation]) -> dict[Grade, str]:
    """Return for each grade when the question is asked again.

    Without a date, and if the plan keeps the due days, these are days such as `4d`.
    """
    if _are_due_days(by_grade):
        return {grade: _interval(expected) for grade, expected in by_grade.items()}
    return {grade: describe_expected(expected) for grade, expected in by_grade.items()}


def grade_notes(by_grade: Mapping[Grade, Expectation]) -> dict[Grade, tuple[str, ...]]:
    """Return short forms of `grade_texts` for the footer, the longest first."""
    if _are_due_days(by_grade):
        return {grade: (_interval(expected),) for grade, expected in by_grade.items()}
    return {grade: _notes(expected) for grade, expected in by_grade.items()}


def expected_sentence(review: Review, expected: Expectation | None) -> str:
    """Return the end of the sentence about a grade: `, again Tue 24 Nov` or `, again about Mon 9 Nov`.

    Empty if nothing is known.
    """
    if expected is None or review.due is None:
        return ""
    return f", again {describe_expected(expected)}"


def expected_line(review: Review, expected: Expectation | None) -> str:
    """Return the line for scripts below `graded ...` if the plan does not ask on the due day, else "".

    `expected late-program-recovery: 2026-12-09`
    """
    if expected is None or review.due is None or expected.day == review.due:
        return ""
    day = expected.day.isoformat() if expected.day else describe_expected(expected)
    return f"expected {review.question}: {day}"


def _are_due_days(by_grade: Mapping[Grade, Expectation]) -> bool:
    return all(expected.is_exact for expected in by_grade.values())


def _interval(expected: Expectation) -> str:
    return f"{(expected.due - expected.today).days}d" if expected.due else ""


def _notes(expected: Expectation) -> tuple[str, ...]:
    if expected.day is None:
        return ("after interview", "after", "-") if expected.has_date else ("over a year", ">1y")
    day = _day(expected.day, expected.today)
    return f"~{day}", day, f"{(expected.day - expected.today).days}d"


def _day(day: date, today: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}{_year(day, today)}"


def _year(day: date, today: date) -> str:
    return "" if (day - today).days <= _NEAR_DAYS else f" {day.year}"
