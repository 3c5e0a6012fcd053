"""Answers and minutes a day, and the calendar of the last weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import TODAY, Log, logs
from tests.exchange.histories import History
from tpm_tui.core.cards.history import all_attempts
from tpm_tui.core.reports.activity import (
    ACTIVITY_DAYS,
    HIGHEST_LEVEL,
    DayActivity,
    arrange_weeks,
    find_level,
    level_bounds,
    list_activity,
)


def test_activity_has_answers_and_minutes_of_each_day() -> None:
    history = History()
    history.answer(seconds=90)
    history.answer("dates", seconds=60)
    history.wait(2)
    history.undo(history.answer("silence"))
    activity = list_activity(all_attempts(history.entries), history.day, 4)
    days = [history.day - timedelta(days=ago) for ago in (3, 2, 1, 0)]
    assert activity == tuple(
        DayActivity(day, *figures)
        for day, figures in zip(days, [(0, 0.0), (2, 2.5), (0, 0.0), (0, 0.0)], strict=True)
    )


@given(logs(clock_back=True))
def test_activity_counts_every_recent_answer_once(log: Log) -> None:
    activity = list_activity(log.active, log.day)
    assert len(activity) == ACTIVITY_DAYS
    assert [day.day for day in activity] == sorted({day.day for day in activity})
    assert activity[-1].day == log.day
    recent = [each for each in log.active if 0 <= (log.day - each.day).days < ACTIVITY_DAYS]
    assert sum(day.answers for day in activity) == len(recent)


def test_activity_starts_with_the_calendar() -> None:
    assert [day.day for day in list_activity([], date.min)] == [date.min]


@given(st.integers(0, 2000))
def test_levels_are_within_their_bounds(most: int) -> None:
    bounds = [(0, 0), *level_bounds(most)]
    assert len(bounds) == HIGHEST_LEVEL + 1
    for answers in range(most + 1):
        low, high = bounds[find_level(answers, most)]
        assert low <= answers <= high


@pytest.mark.parametrize(
    ("answers", "most", "level"),
    [(0, 0, 0), (1, 1, 1), (4, 4, 4), (1, 8, 1), (2, 8, 1), (3, 8, 2), (8, 8, 4)],
)
def test_level_is_a_quarter_of_the_busiest_day(answers: int, most: int, level: int) -> None:
    assert find_level(answers, most) == level


@given(st.integers(0, 30), st.integers(1, 100))
def test_calendar_has_each_day_in_the_row_of_its_weekday(ago: int, days: int) -> None:
    activity = list_activity([], TODAY - timedelta(days=ago), days)
    rows = arrange_weeks(activity)
    assert (len(rows), len({len(row) for row in rows})) == (7, 1)
    by_column = [day for week in zip(*rows, strict=True) for day in week if day]
    assert tuple(by_column) == activity
    assert all(day is None or day.day.weekday() == place for place, row in enumerate(rows) for day in row)


def test_calendar_without_days_is_empty() -> None:
    assert arrange_weeks(()) == ((),) * 7
