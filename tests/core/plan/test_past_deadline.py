"""After the last target date has passed, there is one question about it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import TODAY
from tpm_tui.core.plan.deadline import Deadline, find_past_deadline

PAST, OLDER, FUTURE = (TODAY + timedelta(days=days) for days in (-1, -9, 1))


@pytest.mark.parametrize(
    ("days", "asked", "found"),
    [
        ([], None, None),
        ([PAST], None, PAST),
        ([OLDER, PAST], None, PAST),
        ([PAST, OLDER], OLDER, PAST),
        ([PAST], PAST, None),
        ([OLDER], PAST, None),
        ([TODAY], None, None),
        ([FUTURE], None, None),
        ([PAST, FUTURE], None, PAST),
        ([PAST, TODAY], None, PAST),
        ([OLDER, PAST, FUTURE], PAST, None),
    ],
)
def test_newest_date_is_asked_about_once(days: list[date], asked: date | None, found: date | None) -> None:
    deadline = find_past_deadline(map(Deadline, days), TODAY, asked)
    assert (deadline.day if deadline else None) == found


@given(st.lists(st.dates(), max_size=4), st.dates(max_value=date(9999, 12, 30)))
def test_no_date_is_asked_about_twice(days: list[date], today: date) -> None:
    deadlines = [Deadline(day) for day in days]
    found = find_past_deadline(deadlines, today, None)
    if found is not None:
        assert found.day < today
        assert find_past_deadline(deadlines, today, found.day) is None
        tomorrow = find_past_deadline(deadlines, today + timedelta(days=1), found.day)
        assert tomorrow is None or tomorrow.day == today
