"""Answers and minutes a day, and how busy each day was, for a calendar of the last weeks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from tpm_tui.core.cards.day import days_after, days_before
from tpm_tui.core.cards.events import Review
from tpm_tui.core.plan.days_off import DAYS_PER_WEEK

ACTIVITY_DAYS = 84
"""Days of the calendar: twelve weeks."""

HIGHEST_LEVEL = 4
"""Level of the busiest days; 0 is a day without an answer."""


class DayActivity(Struct, frozen=True):
    """What was practised on one day."""

    day: date
    answers: int
    minutes: float
    """Minutes spent answering, without pauses."""


def list_activity(
    reviews: Iterable[Review], today: date, days: int = ACTIVITY_DAYS
) -> tuple[DayActivity, ...]:
    """Return the activity of each of the last days, the oldest first and today last.

    Args:
        reviews: the active reviews.
        today: the study day.
        days: how many days, at least 1; fewer are returned at the start of the calendar.
    """
    answers: Counter[date] = Counter()
    seconds: defaultdict[date, float] = defaultdict(float)
    for review in reviews:
        answers[review.day] += 1
        seconds[review.day] += review.seconds
    start = days_before(today, days - 1)
    shown = (days_after(start, offset) for offset in range((today - start).days + 1))
    return tuple(DayActivity(day, answers[day], seconds[day] / 60) for day in shown)


def level_bounds(most: int) -> tuple[tuple[int, int], ...]:
    """Return the fewest and the most answers of the levels 1, 2, ... if the busiest day has `most`.

    Up to four answers, each level is one answer.
    """
    most = max(most, HIGHEST_LEVEL)
    ends = [level * most // HIGHEST_LEVEL for level in range(HIGHEST_LEVEL + 1)]
    return tuple((low + 1, high) for low, high in pairwise(ends))


def find_level(answers: int, most: int) -> int:
    """Return the level of a day, 0 to 4, by its share of the answers of the busiest day."""
    return -(-HIGHEST_LEVEL * answers // max(most, HIGHEST_LEVEL))


def arrange_weeks(activity: Sequence[DayActivity]) -> tuple[tuple[DayActivity | None, ...], ...]:
    """Return a calendar: a row for each weekday, Monday first, with a column for each week.

    Args:
        activity: consecutive days, oldest first.

    Returns:
        The rows, all of the same length; None where the calendar has no day.
    """
    if not activity:
        return ((),) * DAYS_PER_WEEK
    before = activity[0].day.weekday()
    cells: list[DayActivity | None] = [None] * before + list(activity)
    cells += [None] * (-len(cells) % DAYS_PER_WEEK)
    return tuple(tuple(cells[weekday::DAYS_PER_WEEK]) for weekday in range(DAYS_PER_WEEK))
