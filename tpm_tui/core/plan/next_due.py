"""The next day on which a question is planned."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.leitner import Rules, Schedule, due_day, is_due
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.daily import NO_CAPS, NO_DAYS_OFF, lap_days, study_days_left, upcoming_dates
from tpm_tui.core.plan.days_off import DaysOff


def next_due(
    schedules: Mapping[str, Schedule],
    planned: Collection[str],
    today: date,
    budget: int,
    rules: Rules,
    interview: date | None = None,
    *,
    caps: Caps = NO_CAPS,
    off: DaysOff = NO_DAYS_OFF,
    dates: Mapping[str, date] | None = None,
) -> date | None:
    """Return the next day after today that plans a question outside today's queue; None if there is none.

    Args:
        schedules: schedule of every question that is not suspended, after today's answers.
        planned: ids of the questions still to be asked today.
        today: the study day.
        budget: answers per day.
        rules: the Leitner rules.
        interview: the target date, as in `plan_day`.
        caps: limits for new questions and reviews.
        off: days on which nothing is planned.
        dates: target date by question id, as in `plan_day`.
    """
    tomorrow = days_after(today, 1)
    room = {True: caps.reviews(budget), False: caps.new(budget)}
    others = {q: s for q, s in schedules.items() if q not in planned and room[s.seen]}
    candidates = [off.study_day_from(_first_day(s, today, tomorrow, rules)) for s in others.values()]
    ready_by = upcoming_dates(schedules, today, interview, dates)
    seen = Counter(day for q, day in ready_by.items() if schedules[q].seen or q in planned)
    for day in {ready_by[q] for q, s in others.items() if s.seen and q in ready_by} - {today}:
        candidates.append(
            _lap_start(day, lap_days(seen[day], caps.reviews(budget)), tomorrow, set(ready_by.values()), off)
        )
    return min((day for day in candidates if day), default=None)


def _first_day(schedule: Schedule, today: date, tomorrow: date, rules: Rules) -> date:
    due = due_day(schedule, rules)
    return tomorrow if due is None or is_due(schedule, today, rules) else max(due, tomorrow)


def _lap_start(
    interview: date, length: int, start: date, interviews: Collection[date], off: DaysOff
) -> date | None:
    """Return the first study day on or after `start` in the final lap, the interview day included."""

    def in_lap(offset: int) -> bool:
        return study_days_left(interviews, days_after(start, offset), off)[interview] <= length

    first = off.study_day_from(
        days_after(start, bisect_left(range((interview - start).days), True, key=in_lap))
    )
    return first if first and first <= interview else None
