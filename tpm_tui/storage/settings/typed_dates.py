"""Dates in a setting, as typed on the command line or in a prompt; the settings file gets ISO dates."""

from __future__ import annotations

from datetime import date

from tpm_tui.core.text.typed_date import DATE_EXAMPLES, TypedDateError, parse_date
from tpm_tui.storage.settings.about import NONE_VALUES, WEEKDAYS, is_date, weekday
from tpm_tui.storage.settings.edit import SettingError


def resolve_dates(name: str, text: str, today: date) -> str:
    """Return the value of a setting with ISO dates in place of dates such as `9 dec`.

    Args:
        name: the name of the setting; settings without dates are returned as they are.
        text: its value as typed.
        today: the study day.

    Raises:
        SettingError: a date is past, unclear or missing.
    """
    match name:
        case "interview":
            return _resolve_interview(text, today)
        case "days_off":
            parts = text.strip().removeprefix("[").removesuffix("]").split(",")
            return ", ".join(_resolve_day_off(part.strip(), today) for part in parts)
    return text


def _resolve_interview(text: str, today: date) -> str:
    value = text.strip().lower()
    if value and value in NONE_VALUES:
        return "none"
    try:
        return parse_date(text, today).isoformat()
    except TypedDateError as error:
        hint = f"; write {DATE_EXAMPLES}, or none to remove the date" if error.is_unclear else ""
        raise SettingError(error.reason + hint) from error


def _resolve_day_off(text: str, today: date) -> str:
    """Return weekdays and ISO dates, also past ones, as they are; any other text is one date."""
    if all(weekday(word) in WEEKDAYS or is_date(word) for word in text.split()):
        return text
    try:
        return parse_date(text, today).isoformat()
    except TypedDateError as error:
        reason = error.reason.replace("invalid date", "invalid day off", 1)
        raise SettingError(f"{reason}; write mon to sun, or a date: {DATE_EXAMPLES}") from error
