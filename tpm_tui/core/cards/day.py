"""The study day: a calendar day that starts at 04:00, so that answers after midnight still belong to it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

ROLLOVER_HOUR = 4
"""Default hour at which the next day starts, as in Anki."""


def study_day(now: datetime, zone: tzinfo, rollover_hour: int = ROLLOVER_HOUR) -> date:
    """Return the study day of an instant in a time zone.

    The subtraction uses wall-clock time, not elapsed time: the day starts when the wall clock shows the
    rollover hour, also on nights when daylight saving time starts or ends.

    Args:
        now: an aware datetime.
        zone: the learner's time zone.
        rollover_hour: 0 to 23.

    Raises:
        ValueError: `now` has no time zone.
    """
    if now.utcoffset() is None:
        raise ValueError("study_day requires a datetime with a time zone")
    wall = in_zone(now, zone).replace(tzinfo=None)
    if wall - datetime.min < timedelta(hours=rollover_hour):
        return wall.date()
    return (wall - timedelta(hours=rollover_hour)).date()


def in_zone(at: datetime, zone: tzinfo | None) -> datetime:
    """Convert an instant to a time zone; return it unchanged without a zone or if the result is out of range.

    A wrong clock can give times in the first and last hours of the calendar, which cannot be converted.
    """
    try:
        return at.astimezone(zone) if zone else at
    except OverflowError:
        return at


def days_before(day: date, days: int) -> date:
    """Return the day `days` days earlier, limited to `date.min`."""
    return day - timedelta(days=min(days, (day - date.min).days))


def days_after(day: date, days: int) -> date:
    """Return the day `days` days later, limited to `date.max`."""
    return day + timedelta(days=min(days, (date.max - day).days))


def days_between(earlier: date, later: date) -> int:
    """Return the days from `earlier` to `later`, 0 if `later` comes first (the clock was set back)."""
    return max(0, (later - earlier).days)
