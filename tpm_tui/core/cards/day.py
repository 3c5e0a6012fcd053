"""The study day: a calendar day that starts at 04:00, so that a late evening counts to the same day."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

ROLLOVER_HOUR = 4
"""Anki's default hour for the next day to start."""


def study_day(now: datetime, zone: tzinfo, rollover_hour: int = ROLLOVER_HOUR) -> date:
    """The study day of an instant, seen from a time zone.

    The subtraction is on the wall clock, not on elapsed time: the day starts when the clock on the
    wall shows the rollover hour, also where daylight saving moves it that night.

    Args:
        now: an aware datetime.
        zone: the learner's time zone.
        rollover_hour: 0 to 23.

    Raises:
        ValueError: `now` has no time zone.
    """
    if now.utcoffset() is None:
        raise ValueError("a study day needs a time with a zone")
    wall = in_zone(now, zone).replace(tzinfo=None)
    if wall - datetime.min < timedelta(hours=rollover_hour):
        return wall.date()
    return (wall - timedelta(hours=rollover_hour)).date()


def in_zone(at: datetime, zone: tzinfo | None) -> datetime:
    """An instant on the clocks of a time zone; without one, on the clock that told it.

    In the first and last hours of the calendar, which a clock that was wrong may have told, also on that.
    """
    try:
        return at.astimezone(zone) if zone else at
    except OverflowError:
        return at


def days_before(day: date, days: int) -> date:
    """The day so many days earlier, or the calendar's first where there is none."""
    return day - timedelta(days=min(days, (day - date.min).days))


def days_after(day: date, days: int) -> date:
    """The day so many days later, or the calendar's last where there is none."""
    return day + timedelta(days=min(days, (date.max - day).days))


def days_between(earlier: date, later: date) -> int:
    """Whole days from one day to another; a clock that was set back counts as no time at all."""
    return max(0, (later - earlier).days)
