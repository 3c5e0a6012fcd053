"""Days off: dates or weekdays on which nothing is planned, and the study days that are left between them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.day import days_after

WEEK = 7


class DaysOff(Struct, frozen=True):
    """Days on which nothing is planned. What is due on one stays due, and comes back staler."""

    weekdays: frozenset[int] = frozenset()
    """0 is Monday, 6 is Sunday."""
    dates: frozenset[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        return day in self.dates or day.weekday() in self.weekdays

    def study_days(self, start: date, end: date) -> int:
        """How many days are not off, from the start up to the end and without it."""
        span = max(0, (end - start).days)
        if not self.weekdays and not self.dates:
            return span
        weeks, rest = divmod(span, WEEK)
        kept = WEEK - len(self.weekdays)
        over = sum((start.weekday() + k) % WEEK not in self.weekdays for k in range(rest))
        single = sum(start <= day < end and day.weekday() not in self.weekdays for day in self.dates)
        return weeks * kept + over - single

    def study_day_from(self, day: date) -> date | None:
        """That day or the first one after it that is not off; None where the calendar has none."""
        for offset in range(WEEK + len(self.dates)):
            found = days_after(day, offset)
            if found not in self:
                return found
        return None
