"""Numbers, durations and shares as text."""

from __future__ import annotations

import pytest

from tpm_tui.exchange.phrases import duration, percent, plural


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


def test_plural_of_one_has_no_s() -> None:
    assert [plural(count, "day") for count in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
