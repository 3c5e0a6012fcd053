"""Days off and study days, compared with counting day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.core.plan.plan_cases import days_off
from tests.core.strategies import TODAY
from tpm_tui.core.plan.days_off import DaysOff

offsets = st.integers(-5, 30).map(lambda days: TODAY + timedelta(days=days))


@given(days_off, offsets, offsets)
def test_study_days_count_days_that_are_not_off(off: DaysOff, start: date, end: date) -> None:
    span = [start + timedelta(days=number) for number in range((end - start).days)]
    assert off.study_days(start, end) == sum(day not in off for day in span)


@given(days_off, offsets)
def test_day_is_off_by_date_or_weekday(off: DaysOff, day: date) -> None:
    assert (day in off) == (day in off.dates or day.weekday() in off.weekdays)


@given(days_off, offsets)
def test_next_study_day_is_the_first_day_not_off(off: DaysOff, day: date) -> None:
    next_day = off.study_day_from(day)
    assert next_day is not None
    assert next_day not in off
    assert all(day + timedelta(days=number) in off for number in range((next_day - day).days))


def test_next_study_day_is_found_after_long_absence() -> None:
    away = frozenset(TODAY + timedelta(days=number) for number in range(20))
    assert DaysOff(dates=away).study_day_from(TODAY) == TODAY + timedelta(days=20)


def test_next_study_day_is_none_if_every_weekday_is_off() -> None:
    off = DaysOff(weekdays=frozenset(range(7)))
    assert off.study_day_from(TODAY) is None
    assert off.study_days(TODAY, date.max) == 0


def test_study_days_work_at_end_of_calendar() -> None:
    off = DaysOff(dates=frozenset({date.max}))
    assert off.study_day_from(date.max) is None
    assert DaysOff().study_days(TODAY, date.max) == (date.max - TODAY).days
