"""Charts of characters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.reports.activity import DayActivity
from tpm_tui.core.reports.next_days import NextDay
from tpm_tui.exchange.progress.charts import (
    ASCII_MARKS,
    UNICODE_MARKS,
    calendar_lines,
    calendar_values,
    column_chart,
    forecast_chart,
    forecast_labels,
    month_names,
)
from tpm_tui.exchange.text_table import cells

FIRST = date(2026, 9, 28)  # a Monday


def activity(*answers: int) -> list[DayActivity]:
    return [DayActivity(FIRST + timedelta(days=n), count, 0.0) for n, count in enumerate(answers)]


def next_days(*answers: int, interviews: tuple[int, ...] = ()) -> list[NextDay]:
    return [
        NextDay(FIRST + timedelta(days=n), count, 0, interview=n in interviews)
        for n, count in enumerate(answers)
    ]


def test_calendar_counts_answers_or_whole_minutes() -> None:
    days = [DayActivity(FIRST, 3, 12.6), DayActivity(FIRST + timedelta(days=1), 0, 0.0)]
    assert list(calendar_values(days).values()) == [3, 0]
    assert list(calendar_values(days, minutes=True).values()) == [13, 0]


def test_calendar_has_a_mark_for_each_day() -> None:
    assert calendar_lines(activity(0, 1, 2, 3, 4, 5, 6, 7, 8), blocks=False) == [
        "     Oct",
        "Mon  . #",
        "Tue  - #",
        "Wed  -",
        "Thu  +",
        "Fri  +",
        "Sat  *",
        "Sun  *",
        "     . 0  - 1-2  + 3-4  * 5-6  # 7-8",
    ]


def test_calendar_of_few_answers_has_a_level_for_each_number() -> None:
    assert calendar_lines(activity(1, 0), blocks=False)[-1] == "     . 0  - 1  + 2  * 3  # 4"
    assert calendar_lines(activity(1, 0), blocks=False)[1:3] == ["Mon  -", "Tue  ."]


def test_months_are_above_the_week_of_their_first_day() -> None:
    assert month_names(activity(*[0] * 70)) == "Oct     Nov       Dec"


@pytest.mark.parametrize("marks", [UNICODE_MARKS, ASCII_MARKS])
def test_marks_differ_and_are_one_cell_wide(marks: object) -> None:
    for name in ("levels", "columns"):
        text = getattr(marks, name)
        assert len(set(text)) == len(text) == cells(text)
    assert all(mark.isascii() for mark in (*ASCII_MARKS.levels, *ASCII_MARKS.columns))
    assert (len(UNICODE_MARKS.levels), len(UNICODE_MARKS.columns)) == (5, len(ASCII_MARKS.columns))


def test_columns_are_as_high_as_their_values() -> None:
    assert column_chart([0, 0.5, None, 1], 1) == "▁▅ █"
    assert column_chart([0, 4, 8], 8, blocks=False) == "_=#"
    assert column_chart([0, 0], 0) == "▁▁"


@given(st.lists(st.none() | st.integers(0, 50)), st.booleans())
def test_chart_has_one_cell_for_each_value(values: list[int | None], blocks: bool) -> None:
    chart = column_chart(values, 50, blocks)
    assert cells(chart) == len(values)
    marks = (UNICODE_MARKS if blocks else ASCII_MARKS).columns
    known = [
        (value, marks.index(mark)) for value, mark in zip(values, chart, strict=True) if value is not None
    ]
    assert [height for _, height in sorted(known)] == sorted(height for _, height in known)


def test_forecast_marks_interviews_and_days_without_answers() -> None:
    days = next_days(8, 0, 4, 2, interviews=(2,))
    assert forecast_chart(days, blocks=False) == "#.!-"
    assert forecast_chart(days) == "█·◆▃"
    assert forecast_chart([]) == ""


@pytest.mark.parametrize(
    ("interviews", "labels"),
    [
        ((), "today"),
        ((12,), "today       10 Oct"),
        ((0,), "28 Sep"),
        ((3,), "today"),
        ((8, 10, 20), "today   6 Oct       18 Oct"),
    ],
)
def test_labels_are_below_the_interviews(interviews: tuple[int, ...], labels: str) -> None:
    assert forecast_labels(next_days(*[1] * 30, interviews=interviews)) == labels
