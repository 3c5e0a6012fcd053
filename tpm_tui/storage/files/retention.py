"""Which old backups to remove: keep many recent ones and few old ones, as Anki does.

https://github.com/ankitects/anki-manual/blob/main/src/backups.md
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from msgspec import Struct

RECENT = timedelta(days=2)
"""Younger backups are always kept."""


class RetentionPolicy(Struct, frozen=True):
    """How many backups older than `RECENT` to keep: first daily, then weekly, then monthly ones."""

    daily: int = 12
    weekly: int = 10
    monthly: int = 9


def expired_backups(moments: Collection[datetime], now: datetime, keep: RetentionPolicy) -> set[datetime]:
    """Return the backups to remove; the newest of each day, week and month is kept, and the newest of all.

    How often this is called does not change which backups are kept, except for the day on which a week or
    month ends. A backup dated in the future, by a wrong clock, counts as recent.

    Args:
        moments: when the backups were written, as local times without a zone.
        now: the current local time without a zone.
        keep: how many backups to keep.
    """
    expired: set[datetime] = set()
    remaining = {"day": keep.daily, "week": keep.weekly, "month": keep.monthly}
    last: datetime | None = None
    for moment in sorted(set(moments), reverse=True):
        if now - moment <= RECENT:
            last = moment
            continue
        stage = next((stage for stage, count in remaining.items() if count), None)
        if stage is None or (last and _period(stage, moment) == _period(stage, last)):
            expired.add(moment)
            continue
        remaining[stage] -= 1
        last = moment
    return expired - {max(moments, default=now)}


def _period(stage: str, moment: datetime) -> tuple[int, ...]:
    if stage == "day":
        return (moment.toordinal(),)
    if stage == "week":
        return moment.isocalendar()[:2]
    return moment.year, moment.month
