"""Dates in settings may be typed in words; the settings file gets them as ISO dates."""

from __future__ import annotations

from datetime import date

import pytest

from tpm_tui.core.text.typed_date import DATE_EXAMPLES
from tpm_tui.storage.settings.edit import SettingError
from tpm_tui.storage.settings.typed_dates import resolve_dates

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("interview", "9 dec", "2026-12-09"),
        ("interview", "2026-12-09", "2026-12-09"),
        ("interview", " in 10 days", "2026-12-02"),
        ("interview", "none", "none"),
        ("interview", "None", "none"),
        ("interview", "null", "none"),
        ("days_off", "sun, 25 dec", "sun, 2026-12-25"),
        ("days_off", "sat sun 2026-12-25", "sat sun 2026-12-25"),
        ("days_off", "sat,sun", "sat, sun"),
        ("days_off", "[mon, tomorrow]", "mon, 2026-11-23"),
        ("days_off", "2025-12-25", "2025-12-25"),
        ("days_off", "", ""),
        ("theme", "9 dec", "9 dec"),
    ],
)
def test_dates_of_a_setting_are_resolved(name: str, text: str, expected: str) -> None:
    assert resolve_dates(name, text, TODAY) == expected


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("interview", "2025-12-03", "2025-12-03 is past"),
        ("interview", "", "the date is missing; write {}, or none to remove the date"),
        ("interview", "soon", "invalid date 'soon'; write {}, or none to remove the date"),
        ("days_off", "someday", "invalid day off 'someday'; write mon to sun, or a date: {}"),
        ("days_off", "mon, 9/12", "9/12 can mean two dates; write mon to sun, or a date: {}"),
    ],
)
def test_error_says_what_the_setting_can_be(name: str, text: str, error: str) -> None:
    with pytest.raises(SettingError) as raised:
        resolve_dates(name, text, TODAY)
    assert str(raised.value) == error.format(DATE_EXAMPLES)
