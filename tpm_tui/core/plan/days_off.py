"""Days off: dates or weekdays on which nothing is planned, and the study days between them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.day import days_after

DAYS_PER_WEEK = 7


class DaysOff(Struct, frozen=True):
    """Days on which nothing is planned. What is due on a day off stays due and becomes staler."""

    weekdays: frozenset[int] = frozenset()
    """0 is Monday, 6 is Sunday."""
    dates: frozenset[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        return day in self.dates or day.weekday() in self.weekdays

    def study_days(self, start: date, end: date) -> int:
        """Return the number of study days from `start` (inclusive) to `end` (exclusive)."""
        span = max(0, (end - start).days)
        if not self.weekdays and not self.dates:
            return span
        weeks, rest = divmod(span, DAYS_PER_WEEK)
        study_days_per_week = DAYS_PER_WEEK - len(self.weekdays)
        extra = sum((start.weekday() + k) % DAYS_PER_WEEK not in self.weekdays for k in range(rest))
        dates_off = sum(start <= day < end and day.weekday() not in self.weekdays for day in self.dates)
        return weeks * study_days_per_week + extra - dates_off

    def study_day_from(self, day: date) -> date | None:
        """Return the first study day on or after `day`; None if there is none."""
        for offset in range(DAYS_PER_WEEK + len(self.dates)):
            candidate = days_after(day, offset)
            if candidate not in self:
                return candidate
        return None
