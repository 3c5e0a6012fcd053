"""Figures in words."""

from __future__ import annotations

import pytest

from tpm_tui.exchange.phrases import duration, percent, plural


@pytest.mark.parametrize(
    ("share", "told"), [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")]
)
def test_only_all_is_a_hundred_percent_and_only_nothing_is_none(share: float, told: str) -> None:
    assert percent(share) == told


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "under a minute"),
        (29, "under a minute"),
        (60, "1 min"),
        (3570, "1 h"),
        (3660, "1 h 1 min"),
        (22_320, "6 h 12 min"),
    ],
)
def test_durations_are_in_minutes_and_hours(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_one_thing_has_no_s() -> None:
    assert [plural(count, "day") for count in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
