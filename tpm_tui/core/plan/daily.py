"""The plan of the day: three rules on top of Leitner boxes, in integer arithmetic only.

1. Pace: introduce enough new questions per day to have seen all of them by the target date, slightly
   ahead of an even pace.
2. Staleness: ask due questions stalest first, where staleness is days since the last answer divided by
   the interval of the box. Questions that do not fit stay due and become staler.
3. Final lap: shortly before the date, ask every seen question once more, due or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import lcm

from tpm_tui.core.cards.leitner import Rules, Schedule, is_due, staleness
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings

NO_DATE_HORIZON = 30
"""Days over which new questions are spread when there is no interview date."""


def plan_day(
    questions: Questions, schedules: Mapping[str, Schedule], today: date, settings: PlanSettings
) -> list[str]:
    """Return the ids of the day's questions in the order of asking, from the schedules at its start.

    If questions have different target dates, new ones are introduced by date, at the fastest pace required
    by any date for all questions up to it. Questions of a final lap come before other due questions. An
    interview day does not count as a study day for later dates.

    Args:
        questions: topic by question id.
        schedules: schedule by id of every question that may be asked, in the order in which new questions
            are introduced.
        today: the study day.
        settings: the plan settings. Past dates are ignored; the pace and the final lap do not count days
            off.
    """
    if today in settings.off:
        return []
    room, rules = settings.room, settings.rules
    ready_by = settings.target_dates({q: questions[q] for q in schedules}, today)
    left = study_days_left(ready_by.values(), today, settings.off)
    new = [question for question, schedule in schedules.items() if not schedule.seen]
    new.sort(key=lambda q: ready_by.get(q, date.max))
    seen = [question for question, schedule in schedules.items() if schedule.seen]
    lap = {
        day
        for day, count in Counter(ready_by[q] for q in seen if q in ready_by).items()
        if left[day] <= lap_days(count, settings.reviews_a_day)
    }
    pace = 0 if today in left else _pace(Counter(ready_by.get(q) for q in new), left)
    quota = min(len(new), settings.new_a_day, pace)
    pool = [q for q in seen if ready_by.get(q) in lap or is_due(schedules[q], today, rules)]
    pool.sort(key=lambda q: staleness_key(q, schedules[q], today, rules))
    pool.sort(key=lambda q: ready_by[q] if ready_by.get(q) in lap else date.max)
    pool = pool[: min(settings.reviews_a_day, room.reviews_beside(quota))]
    return _interleave(pool, new[: min(settings.new_a_day, room.new_beside(len(pool)))])


def study_days_left(days: Iterable[date], today: date, off: DaysOff) -> dict[date, int]:
    """Return the study days from today until each interview, without days off and other interview days."""
    future = sorted(day for day in set(days) if day >= today)
    interview_days = [day for day in future if day not in off]
    return {day: off.study_days(today, day) - sum(other < day for other in interview_days) for day in future}


def lap_days(seen: int, reviews: int) -> int:
    """Return the length of the final lap in days: every seen question once, `reviews` per day."""
    return -(-seen // max(1, reviews))


def staleness_key(question: str, schedule: Schedule, today: date, rules: Rules) -> tuple[int, int, str]:
    """Return a sort key that puts the stalest question first.

    Staleness is days over the interval, scaled to an integer by the least common multiple of them.
    """
    days, interval = staleness(schedule, today, rules)
    return -days * (lcm(*rules.intervals) // interval), schedule.box, question


def _pace(new: Mapping[date | None, int], left: Mapping[date, int]) -> int:
    """Return how many new questions to introduce: 1.5 times the even pace of the busiest date, rounded up."""
    no_date = max([NO_DATE_HORIZON, *left.values()])
    pace = total = 0
    for day, remaining in (*sorted(left.items()), (None, no_date)):
        if count := new.get(day, 0):
            total += count
            pace = max(pace, -(-3 * total // (2 * remaining)))
    return pace


def _interleave(reviews: Sequence[str], new: Sequence[str]) -> list[str]:
    """Interleave both lists evenly: item k of n is placed at (k + 1/2) / n, reviews first on a tie."""
    unit = lcm(len(reviews) or 1, len(new) or 1)
    places = [
        ((2 * k + 1) * unit // len(group), which, question)
        for which, group in enumerate((reviews, new))
        for k, question in enumerate(group)
    ]
    return [question for _, _, question in sorted(places, key=lambda place: place[:2])]
