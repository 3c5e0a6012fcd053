"""The plan of the day: three rules on top of Leitner boxes, in integer arithmetic only.

1. Pace: introduce enough new questions per day to have seen all of them by the target date, earlier if the
   learner's earlier answers stick (`tpm_tui.core.plan.pace`).
2. Staleness: ask due questions stalest first, where staleness is days since the last answer divided by
   the interval of the box. Questions that do not fit stay due and become staler.
3. Final lap: shortly before the date, ask every seen question once more, due or not. On the day itself there
   is only a short warm-up with well-known questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import lcm

from msgspec.structs import replace

from tpm_tui.core.cards.leitner import Rules, Schedule, is_due, staleness
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.pace import NO_RETENTION, Retention, new_quota
from tpm_tui.core.plan.settings import PlanSettings

WARM_UP = 10
"""Most questions on the day of an interview."""


def plan_day(
    questions: Questions,
    schedules: Mapping[str, Schedule],
    today: date,
    settings: PlanSettings,
    retention: Retention = NO_RETENTION,
) -> list[str]:
    """Return the ids of the day's questions in the order of asking, from the schedules at its start.

    If questions have different target dates, new ones are introduced by date, at a pace by which all
    questions up to each date can be seen. Questions of a final lap come before other due questions. An
    interview day has only its warm-up, and does not count as a study day for later dates.

    Args:
        questions: topic by question id.
        schedules: schedule by id of every question that may be asked, in the order in which new questions
            are introduced.
        today: the study day.
        settings: the plan settings. Past dates are ignored; the pace and the final lap do not count days
            off.
        retention: what sticks of earlier answers, at the start of the day.
    """
    if today in settings.off:
        return []
    interviews = settings.interview_days(questions, today)
    ready_by = settings.target_dates({q: questions[q] for q in schedules}, today) if interviews else {}
    if today in interviews:
        return _warm_up(schedules, ready_by, today, settings)
    room, rules = settings.room, settings.rules
    left = study_days_left(interviews, today, settings.off)
    # Thousands of questions may be new: few of the steps below are done for each of them.
    seen = [question for question, schedule in schedules.items() if schedule.seen]
    answered = frozenset(seen)
    new = [question for question in schedules if question not in answered]
    if ready_by:
        new.sort(key=lambda q: ready_by.get(q, date.max))
    lap = {
        day
        for day, count in Counter(ready_by[q] for q in seen if q in ready_by).items()
        if left[day] <= lap_days(count, settings.reviews_a_day)
    }
    quota = new_quota(Counter(map(ready_by.get, new)), left, settings.new_a_day, retention)
    pool = [q for q in seen if ready_by.get(q) in lap or is_due(schedules[q], today, rules)]
    pool.sort(key=lambda q: staleness_key(q, schedules[q], today, rules))
    pool.sort(key=lambda q: ready_by[q] if ready_by.get(q) in lap else date.max)
    pool = pool[: min(settings.reviews_a_day, room.reviews_beside(quota))]
    return _interleave(pool, new[: min(settings.new_a_day, room.new_beside(len(pool)))])


def study_days_left(days: Iterable[date], today: date, off: DaysOff) -> dict[date, int]:
    """Return the study days from today until each interview, without days off and other interview days."""
    future = {day for day in days if day >= today}
    study = replace(off, dates=off.dates | future)
    return {day: study.study_days(today, day) for day in future}


def lap_days(seen: int, reviews: int) -> int:
    """Return the length of the final lap in days: every seen question once, `reviews` per day."""
    return -(-seen // max(1, reviews))


def staleness_key(question: str, schedule: Schedule, today: date, rules: Rules) -> tuple[int, int, str]:
    """Return a sort key that puts the stalest question first.

    Staleness is days over the interval, scaled to an integer by the least common multiple of them.
    """
    days, interval = staleness(schedule, today, rules)
    return -days * (lcm(*rules.intervals) // interval), schedule.box, question


def _warm_up(
    schedules: Mapping[str, Schedule], ready_by: Mapping[str, date], today: date, settings: PlanSettings
) -> list[str]:
    """Return the questions of an interview day: highest box first, then longest not seen, and none new."""
    known = [q for q, schedule in schedules.items() if schedule.seen and ready_by.get(q) == today]
    known.sort(key=lambda q: (-schedules[q].box, -staleness(schedules[q], today, settings.rules)[0], q))
    return known[: min(WARM_UP, settings.reviews_a_day)]


def _interleave(reviews: Sequence[str], new: Sequence[str]) -> list[str]:
    """Interleave both lists evenly: item k of n is placed at (k + 1/2) / n, reviews first on a tie."""
    unit = lcm(len(reviews) or 1, len(new) or 1)
    places = [
        ((2 * k + 1) * unit // len(group), which, question)
        for which, group in enumerate((reviews, new))
        for k, question in enumerate(group)
    ]
    return [question for _, _, question in sorted(places, key=lambda place: place[:2])]
