"""The streak: how many study days in a row have an answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tpm_tui.core.cards.day import days_after
from tpm_tui.core.plan.days_off import DaysOff

NO_DAYS_OFF = DaysOff()


def count_streak(days: Collection[date], today: date, off: DaysOff = NO_DAYS_OFF) -> int:
    """Count the days in a row up to today, or up to the last study day while today has no answer.

    Args:
        days: the study days with an answer; those after today are ignored.
        today: the study day.
        off: days off, which break no streak; one with an answer counts.
    """
    length, end = 0, today
    for day in sorted({day for day in days if day <= today}, reverse=True):
        if day < today and off.study_days(days_after(day, 1), end):
            break
        length, end = length + 1, day
    return length
