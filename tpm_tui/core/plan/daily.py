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
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.days_off import DaysOff

NO_DATE_HORIZON = 30
"""Days over which new questions are spread when there is no interview date."""

NO_CAPS = Caps()
NO_DAYS_OFF = DaysOff()


def plan_day(
    schedules: Mapping[str, Schedule],
    today: date,
    budget: int,
    rules: Rules,
    interview: date | None = None,
    *,
    caps: Caps = NO_CAPS,
    off: DaysOff = NO_DAYS_OFF,
    dates: Mapping[str, date] | None = None,
) -> list[str]:
    """Return the ids of the day's questions in the order of asking, from the schedules at its start.

    Args:
        schedules: schedule by id of every question that may be asked, in the order in which new questions
            are introduced.
        today: the study day.
        budget: answers per day.
        rules: the Leitner rules.
        interview: the target date for every question, or None; a past date counts as None.
        caps: limits for new questions and reviews.
        off: days on which nothing is planned; the pace and the final lap do not count them.
        dates: target date by question id, used instead of `interview` when questions have different
            dates. New questions are then introduced by date. The pace is the fastest one required by any
            date for all questions up to it. Questions of a final lap come before other due questions. An
            interview day does not count as a study day for later dates.
    """
    if today in off:
        return []
    ready_by = upcoming_dates(schedules, today, interview, dates)
    left = study_days_left(ready_by.values(), today, off)
    new = [question for question, schedule in schedules.items() if not schedule.seen]
    new.sort(key=lambda q: ready_by.get(q, date.max))
    seen = [question for question, schedule in schedules.items() if schedule.seen]
    lap = {
        day
        for day, count in Counter(ready_by[q] for q in seen if q in ready_by).items()
        if left[day] <= lap_days(count, caps.reviews(budget))
    }
    pace = 0 if today in left else _pace(Counter(ready_by.get(q) for q in new), left)
    quota = min(len(new), caps.new(budget), pace)
    pool = [q for q in seen if ready_by.get(q) in lap or is_due(schedules[q], today, rules)]
    pool.sort(key=lambda q: staleness_key(q, schedules[q], today, rules))
    pool.sort(key=lambda q: ready_by[q] if ready_by.get(q) in lap else date.max)
    pool = pool[: min(caps.reviews(budget), budget - quota)]
    return _interleave(pool, new[: min(caps.new(budget), budget - len(pool))])


def upcoming_dates(
    questions: Iterable[str], today: date, interview: date | None, dates: Mapping[str, date] | None
) -> dict[str, date]:
    """Return the target date by question id, without past and missing dates; arguments as in `plan_day`."""
    if dates is not None:
        return {q: dates[q] for q in questions if q in dates and dates[q] >= today}
    return dict.fromkeys(questions, interview) if interview and interview >= today else {}


def study_days_left(days: Iterable[date], today: date, off: DaysOff = NO_DAYS_OFF) -> dict[date, int]:
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
