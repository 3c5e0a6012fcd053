"""Which old backups to let go: many of the last days, few of long ago, as Anki does it.

https://github.com/ankitects/anki-manual/blob/main/src/backups.md
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from msgspec import Struct

RECENT = timedelta(days=2)
"""Everything younger is kept."""


class RetentionPolicy(Struct, frozen=True):
    """How many backups older than that are kept: one a day first, then one a week, then one a month."""

    daily: int = 12
    weekly: int = 10
    monthly: int = 9


def expired_backups(moments: Collection[datetime], now: datetime, keep: RetentionPolicy) -> set[datetime]:
    """The backups to let go; of each day, week and month the newest one stays, and the newest of all.

    Thinning often keeps what thinning seldom keeps, but for the day on which a week or month is seen to
    end. A backup dated ahead of `now`, by a clock that was wrong, counts as recent.

    Args:
        moments: when the backups were made, on the learner's clock, without a zone.
        now: the same of now.
        keep: how many.
    """
    gone: set[datetime] = set()
    left = {"day": keep.daily, "week": keep.weekly, "month": keep.monthly}
    last: datetime | None = None
    for moment in sorted(set(moments), reverse=True):
        if now - moment <= RECENT:
            last = moment
            continue
        stage = next((stage for stage, count in left.items() if count), None)
        if stage is None or (last and _period(stage, moment) == _period(stage, last)):
            gone.add(moment)
            continue
        left[stage] -= 1
        last = moment
    return gone - {max(moments, default=now)}


def _period(stage: str, moment: datetime) -> tuple[int, ...]:
    if stage == "day":
        return (moment.toordinal(),)
    if stage == "week":
        return moment.isocalendar()[:2]
    return moment.year, moment.month
