"""The next day on which a question is planned."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from msgspec.structs import replace

from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.leitner import Rules, Schedule, due_day, is_due
from tpm_tui.core.plan.daily import lap_days
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings


def find_next_day(
    questions: Questions,
    schedules: Mapping[str, Schedule],
    planned: Collection[str],
    today: date,
    settings: PlanSettings,
) -> date | None:
    """Return the next day after today that plans a question outside today's queue; None if there is none.

    Args:
        questions: topic by question id.
        schedules: schedule of every question that is not suspended, after today's answers.
        planned: ids of the questions still to be asked today.
        today: the study day.
        settings: the plan settings.
    """
    tomorrow, off, rules = days_after(today, 1), settings.off, settings.rules
    interviews = settings.interview_days(questions, tomorrow)
    study = replace(off, dates=off.dates | interviews)
    room = {True: settings.reviews_a_day, False: settings.new_a_day}
    # New questions share one schedule, and there may be thousands of them.
    distinct = {id(s): s for q, s in schedules.items() if q not in planned}.values()
    firsts = {_first_day(s, today, tomorrow, rules) for s in distinct if room[s.seen]}
    candidates = [study.study_day_from(day) for day in firsts]
    if not interviews:
        return min((day for day in candidates if day), default=None)
    ready_by = settings.target_dates({q: questions[q] for q in schedules}, tomorrow)
    seen = Counter(day for q, day in ready_by.items() if schedules[q].seen or q in planned)
    others = (q for q, s in schedules.items() if s.seen and q not in planned and room[True])
    for day in {ready_by[q] for q in others if q in ready_by}:
        lap = _lap_start(day, lap_days(seen[day], settings.reviews_a_day), tomorrow, study)
        candidates += [lap, None if day in off else day]
    return min((day for day in candidates if day), default=None)


def _first_day(schedule: Schedule, today: date, tomorrow: date, rules: Rules) -> date:
    due = due_day(schedule, rules)
    return tomorrow if due is None or is_due(schedule, today, rules) else max(due, tomorrow)


def _lap_start(interview: date, length: int, start: date, study: DaysOff) -> date | None:
    """Return the first study day from `start` on in the final lap; None if there is none before the date."""

    def in_lap(offset: int) -> bool:
        return study.study_days(days_after(start, offset), interview) <= length

    first = study.study_day_from(
        days_after(start, bisect_left(range((interview - start).days), True, key=in_lap))
    )
    return first if first and first < interview else None
