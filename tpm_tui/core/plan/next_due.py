"""The next day with something to answer."""

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
    """The next day after today on which a question that is not planned for today comes up, if any does.

    Args:
        schedules: of every question that is not suspended, today's answers counted in.
        planned: those still to be asked today.
        today: the study day.
        budget: answers a day.
        rules: the boxes.
        interview: as in `plan_of_day`, like all that follows.
        caps: the most of each kind.
        off: days on which nothing is planned.
        dates: the day that each question is to be ready for.
    """
    tomorrow = days_after(today, 1)
    room = {True: caps.reviews(budget), False: caps.new(budget)}
    others = {q: s for q, s in schedules.items() if q not in planned and room[s.met]}
    found = [off.study_day_from(_comes_up(s, today, tomorrow, rules)) for s in others.values()]
    ready_by = upcoming_dates(schedules, today, interview, dates)
    met = Counter(day for q, day in ready_by.items() if schedules[q].met or q in planned)
    for day in {ready_by[q] for q, s in others.items() if s.met and q in ready_by} - {today}:
        found.append(
            _lap_begins(day, lap_days(met[day], caps.reviews(budget)), tomorrow, set(ready_by.values()), off)
        )
    return min((day for day in found if day), default=None)


def _comes_up(schedule: Schedule, today: date, tomorrow: date, rules: Rules) -> date:
    due = due_day(schedule, rules)
    return tomorrow if due is None or is_due(schedule, today, rules) else max(due, tomorrow)


def _lap_begins(
    interview: date, length: int, start: date, interviews: Collection[date], off: DaysOff
) -> date | None:
    """The first study day from the start on that is in the final lap, the interview's own among them."""

    def in_lap(offset: int) -> bool:
        return study_days_left(interviews, days_after(start, offset), off)[interview] <= length

    begins = off.study_day_from(
        days_after(start, bisect_left(range((interview - start).days), True, key=in_lap))
    )
    return begins if begins and begins <= interview else None
