"""Days in a row, with days off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.plan.plan_cases import days_off
from tests.core.strategies import TODAY
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.reports.streak import count_streak

answered = st.frozensets(st.integers(-40, 3).map(lambda days: TODAY + timedelta(days=days)))


@pytest.mark.parametrize(
    ("ago", "length"),
    [([], 0), ([0], 1), ([1], 1), ([2], 0), ([0, 1, 2, 4], 3), ([1, 2, 3], 3), ([0, 2], 1), ([-1, 0], 1)],
)
def test_streak_counts_back_from_today_or_yesterday(ago: list[int], length: int) -> None:
    assert count_streak([TODAY - timedelta(days=days) for days in ago], TODAY) == length


def test_streak_stops_at_start_of_calendar() -> None:
    assert count_streak([date.min], date.min) == 1
    assert count_streak([], date.min) == 0


@pytest.mark.parametrize(("ago", "length"), [([0, 2], 2), ([2], 1), ([0, 1, 2], 3), ([3], 0), ([0, 3], 1)])
def test_day_off_breaks_no_streak(ago: list[int], length: int) -> None:
    yesterday_off = DaysOff(dates=frozenset({TODAY - timedelta(days=1)}))
    assert count_streak([TODAY - timedelta(days=days) for days in ago], TODAY, yesterday_off) == length


@given(answered, days_off)
def test_streak_is_counted_day_by_day(days: frozenset[date], off: DaysOff) -> None:
    length, day = 0, TODAY
    while day >= min(days, default=TODAY) and (day in days or day in off or day == TODAY):
        length += day in days
        day -= timedelta(days=1)
    assert count_streak(days, TODAY, off) == length


@given(answered, days_off)
def test_answer_today_never_shortens_the_streak(days: frozenset[date], off: DaysOff) -> None:
    before = count_streak(days - {TODAY}, TODAY, off)
    assert count_streak(days | {TODAY}, TODAY, off) == before + 1


@given(answered, days_off, st.integers(1, 40))
def test_more_days_off_never_shorten_the_streak(days: frozenset[date], off: DaysOff, ago: int) -> None:
    more = DaysOff(off.weekdays, off.dates | {TODAY - timedelta(days=ago)})
    assert count_streak(days, TODAY, more) >= count_streak(days, TODAY, off)
