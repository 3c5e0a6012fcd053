"""When a question is asked again, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.ahead.expectation import Expectation
from tpm_tui.exchange.plan.expected_text import (
    describe_expected,
    expected_line,
    expected_sentence,
    grade_notes,
    grade_texts,
)

TODAY = date(2026, 11, 5)
DUE = date(2026, 11, 7)
AS_DUE = Expectation(TODAY, DUE, DUE)
LATER = replace(AS_DUE, day=date(2026, 11, 9))
BEFORE_DATE = replace(LATER, has_date=True)
AFTER_DATE = replace(BEFORE_DATE, day=None)
REVIEW = Review(
    id="r1",
    at=datetime(2026, 11, 5, 9, 0, tzinfo=UTC),
    day=TODAY,
    session="s1",
    question="late",
    prompt="Late?",
    answer="",
    grade=Grade.GOOD,
    box_after=2,
    due=DUE,
)


@pytest.mark.parametrize(
    ("expected", "text", "notes"),
    [
        (AS_DUE, "2d", ("2d",)),
        (LATER, "about Mon 9 Nov", ("~9 Nov", "9 Nov", "4d")),
        (BEFORE_DATE, "about Mon 9 Nov", ("~9 Nov", "9 Nov", "4d")),
        (replace(AS_DUE, has_date=True), "about Sat 7 Nov", ("~7 Nov", "7 Nov", "2d")),
        (AFTER_DATE, "after the interview", ("after interview", "after", "-")),
        (replace(LATER, day=None), "in over a year", ("over a year", ">1y")),
        (
            replace(LATER, day=date(2027, 11, 9)),
            "about Tue 9 Nov 2027",
            ("~9 Nov 2027", "9 Nov 2027", "369d"),
        ),
    ],
)
def test_grade_label_names_the_day_of_the_plan(
    expected: Expectation, text: str, notes: tuple[str, ...]
) -> None:
    assert grade_texts(dict.fromkeys(Grade, expected)) == dict.fromkeys(Grade, text)
    assert grade_notes(dict.fromkeys(Grade, expected)) == dict.fromkeys(Grade, notes)


def test_all_labels_are_days_of_the_plan_if_one_differs() -> None:
    by_grade = {Grade.AGAIN: AS_DUE, Grade.GOOD: LATER}
    assert grade_texts(by_grade) == {Grade.AGAIN: "Sat 7 Nov", Grade.GOOD: "about Mon 9 Nov"}


def test_no_label_without_expectation() -> None:
    assert grade_texts({}) == {}
    assert grade_notes({}) == {}


@pytest.mark.parametrize(
    ("expected", "sentence", "line"),
    [
        (AS_DUE, ", again Sat 7 Nov", ""),
        (LATER, ", again about Mon 9 Nov", "expected late: 2026-11-09"),
        (AFTER_DATE, ", again after the interview", "expected late: after the interview"),
        (replace(LATER, day=None), ", again in over a year", "expected late: in over a year"),
        (None, "", ""),
    ],
)
def test_grade_says_what_the_plan_expects(expected: Expectation | None, sentence: str, line: str) -> None:
    assert expected_sentence(REVIEW, expected) == sentence
    assert expected_line(REVIEW, expected) == line


def test_review_without_due_day_promises_nothing() -> None:
    review = replace(REVIEW, due=None)
    assert (expected_sentence(review, LATER), expected_line(review, LATER)) == ("", "")


def test_description_names_the_day() -> None:
    assert describe_expected(LATER) == "about Mon 9 Nov"
    assert describe_expected(LATER, is_long=True) == "about 9 November 2026"
