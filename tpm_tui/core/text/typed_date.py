"""Dates as people type them: `tomorrow`, `in 10 days`, `9 dec`, `fri`, `2026-12-09`.

The libraries for this do not fit. dateparser installs 14 MB, takes 50 ms to import, and reads `9/12` as
12 September without a warning; parsedatetime has had no release since 2020, and finds a date in `may be`.
Weeks are planned with this date, so unclear text is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from tpm_tui.core.errors import TpmError

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

DATE_EXAMPLES = "2027-12-09, 9 dec, fri, tomorrow or in 10 days"

DAYS_IN_WEEK = 7
LEAP_YEARS_APART = 8
"""Most years from one 29 February to the next."""

MAX_TYPED_SHOWN = 40
"""Characters of the text that an error shows."""

_WEEKDAY = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|" + "|".join(WEEKDAY_NAMES) + ")"
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|" + "|".join(MONTHS) + r")\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|[nr]d|th|\.)?"
_YEAR = r"(?:,? (?P<year>[0-9]{4}))?"
_NAMED = rf"(?:(?P<weekday>{_WEEKDAY}),? )?"


class TypedDateError(TpmError):
    """The text is not the date of a coming day; the message says why, and how to write one."""

    def __init__(self, reason: str, *, is_unclear: bool = True) -> None:
        """
        Args:
            reason: what is wrong with the date.
            is_unclear: whether examples help.
        """
        super().__init__(f"{reason}; write {DATE_EXAMPLES}" if is_unclear else reason)
        self.reason = reason
        self.is_unclear = is_unclear


def full_day(day: date) -> str:
    """Return a date such as `Wed 9 December 2026`; `parse_date` reads it back."""
    return f"{WEEKDAY_NAMES[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_and_day(day: date) -> str:
    """Return a near date such as `Sun 29 Nov`."""
    return f"{WEEKDAY_NAMES[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def parse_date(text: str, today: date) -> date:
    """Return the day that a text means, today or later.

    A weekday is the next one after today, and with `next` the one in the week after this, which starts on
    Monday. A day and a month without a year are the next such day.

    Args:
        text: what was typed.
        today: the study day.

    Raises:
        TypedDateError: the date is past, unclear, or missing.
    """
    words = " ".join(text.split())
    if not words:
        raise TypedDateError("the date is missing")
    for pattern, read in _FORMS:
        if (match := re.fullmatch(pattern, words, re.IGNORECASE | re.ASCII)) is None:
            continue
        try:
            day = read(match, today)
        except OverflowError as error:
            raise TypedDateError(f"{words[:MAX_TYPED_SHOWN]} is too far ahead", is_unclear=False) from error
        if day < today:
            raise TypedDateError(f"{day} is past", is_unclear=False)
        return day
    raise TypedDateError(f"invalid date {words[:MAX_TYPED_SHOWN]!r}")


def _relative(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=_OFFSETS[match[0].lower().removeprefix("the ")])


def _counted(match: re.Match[str], today: date) -> date:
    count = 1 if match["count"].lower() == "a" else int(match["count"])
    return today + timedelta(days=count * (DAYS_IN_WEEK if match["unit"].lower() == "week" else 1))


def _weekday(match: re.Match[str], today: date) -> date:
    weekday = _find(WEEKDAY_NAMES, match["weekday"])
    if match["next"]:
        return today + timedelta(days=DAYS_IN_WEEK - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % DAYS_IN_WEEK + 1)


def _month_and_day(match: re.Match[str], today: date) -> date:
    month, day = _find(MONTHS, match["month"]) + 1, int(match["day"])
    year = match["year"]
    found = _make_day(int(year), month, day) if year else _next_day(month, day, today)
    if match["weekday"] and _find(WEEKDAY_NAMES, match["weekday"]) != found.weekday():
        raise TypedDateError(f"{found} is a {WEEKDAY_NAMES[found.weekday()]}")
    return found


def _next_day(month: int, day: int, today: date) -> date:
    """Return the first such day that is today or later."""
    for year in range(today.year, today.year + LEAP_YEARS_APART + 1):
        if year > date.max.year:
            raise OverflowError
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise TypedDateError(f"{MONTHS[month - 1]} has no day {day}")


def _year_first(match: re.Match[str], today: date) -> date:
    month = int(match["month"])
    if not 1 <= month <= len(MONTHS):
        raise TypedDateError(f"invalid date {match[0]!r}")
    return _make_day(int(match["year"]), month, int(match["day"]))


def _make_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise TypedDateError(f"{MONTHS[month - 1]} {year} has no day {day}") from error


def _iso(match: re.Match[str], today: date) -> date:
    try:
        return date.fromisoformat(match[0].upper())
    except ValueError as error:
        raise TypedDateError(f"invalid date {match[0]!r}") from error


def _ambiguous(match: re.Match[str], today: date) -> date:
    raise TypedDateError(f"{match[0]} can mean two dates")


def _find(names: tuple[str, ...], text: str) -> int:
    """Return the index of the name that starts with the first three letters of a text."""
    return next(index for index, name in enumerate(names) if name[:3].lower() == text[:3].lower())


_OFFSETS = {"yesterday": -1, "today": 0, "tomorrow": 1, "day after tomorrow": 2}

_Read = Callable[[re.Match[str], date], date]

# Compiled on first use: this module is imported at every start, and a date is rarely typed.
_FORMS: tuple[tuple[str, _Read], ...] = (
    (r"yesterday|today|tomorrow|(?:the )?day after tomorrow", _relative),
    (r"(?:in )?(?P<count>[0-9]{1,4}|a) (?P<unit>day|week)s?", _counted),
    (rf"(?:on |this |(?P<next>next ))?(?P<weekday>{_WEEKDAY})", _weekday),
    (rf"{_NAMED}(?:the )?{_DAY} (?:of )?{_MONTH}{_YEAR}", _month_and_day),
    (rf"{_NAMED}{_MONTH} (?:the )?{_DAY}{_YEAR}", _month_and_day),
    (r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})", _year_first),
    (r"[0-9]{8}|[0-9]{4}-?W[0-9]{2}-?[0-9]", _iso),
    (r"[0-9]{1,2}[-/.][0-9]{1,2}(?:[-/.](?:[0-9]{2}|[0-9]{4})?)?", _ambiguous),
)
