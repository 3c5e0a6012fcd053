"""Numbers, durations and shares as text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tpm_tui.exchange.phrases import day_and_month, duration, past_day, percent


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")]
)
def test_percent_rounds_only_exact_shares_to_0_or_100(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "under a minute"),
        (29, "under a minute"),
        (60, "1 min"),
        (3570, "1 h"),
        (3660, "1 h 1 min"),
        (22_320, "6 h 12 min"),
    ],
)
def test_duration_is_in_minutes_and_hours(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (59, "59 days ago"),
        (60, "1 Nov"),
        (400, "26 Nov 2025"),
    ],
)
def test_past_day_is_counted_then_dated(ago: int, text: str) -> None:
    today = date(2026, 12, 31)
    assert past_day(today - timedelta(days=ago), today) == text


def test_short_day_of_another_year_has_it_unless_near() -> None:
    assert day_and_month(date(2026, 12, 30), date(2027, 1, 2)) == "30 Dec"
    assert day_and_month(date(2025, 12, 30), date(2027, 1, 2)) == "30 Dec 2025"
