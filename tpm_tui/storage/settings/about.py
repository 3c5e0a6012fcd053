"""The description of a setting, and the checks of values that their types alone cannot do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol, TypeAlias

from msgspec import Struct

NONE_VALUES = ("", "none", "null", "~")
"""Values of `interview`, and of settings that may be none, that mean that there is none."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

InvalidParts: TypeAlias = Iterator[tuple[str, str]]
"""The invalid parts of a value: the path below the setting ("" or "[2].day"), and what is wrong."""


class About(Struct, frozen=True):
    """The description of a setting."""

    description: str
    """What it does, in one or two sentences."""
    example: object
    """A valid value."""
    hint: str = ""
    """How to write a value, for the message about a wrong one; the example by default."""
    check: Callable[..., InvalidParts] | None = None
    """Checks what the type alone cannot: takes the value."""
    independent: bool = False
    """Whether the entries of its list or mapping do not depend on each other: then an invalid one is left
    out, and the others stay in force."""
    environment: tuple[str, ...] = ()
    """Environment variables with the value to use while the setting has its default."""
    group: str = ""
    """The heading under which the settings screen lists it."""
    restart: bool = False
    """Whether a running app uses a new value only after a restart."""


class HasDay(Protocol):
    """An additional date."""

    @property
    def day(self) -> str:
        """The date as text."""


def is_date(text: str) -> bool:
    """Return whether a text is an ISO date."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def weekday(name: str) -> str:
    """Return the first three letters of a day off, which name a weekday unless it is a date."""
    return name.strip().lower()[:3]


def check_interview(value: str) -> InvalidParts:
    """Check the date of the interview."""
    if value.lower() not in NONE_VALUES and not is_date(value):
        yield "", f"invalid date {value!r}"


def check_days_off(names: tuple[str, ...]) -> InvalidParts:
    """Check days off: weekdays or dates."""
    for index, name in enumerate(names):
        if weekday(name) not in WEEKDAYS and not is_date(name.strip()):
            yield f"[{index}]", f"invalid day off {name!r}"


def check_dates(dates: Iterable[HasDay]) -> InvalidParts:
    """Check the days of additional dates."""
    for index, each in enumerate(dates):
        if not is_date(each.day):
            yield f"[{index}].day", f"invalid date {each.day!r}"


def check_time_zone(name: str) -> InvalidParts:
    """Check that a time zone exists."""
    if name != "system":
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(name)
        except (LookupError, ValueError, OSError):
            yield "", f"unknown time zone {name!r}"


def check_intervals(intervals: tuple[int, ...]) -> InvalidParts:
    """Check that intervals do not decrease."""
    if list(intervals) != sorted(intervals):
        yield "", "the intervals decrease"
