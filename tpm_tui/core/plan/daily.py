"""The plan of the day: three rules over classic boxes, in whole numbers only.

1. Pace: as many questions are met for the first time as it takes to have met all by the date, a little
   ahead of the even pace.
2. Staleness: due questions come stalest first, by days since the last answer over the interval of the
   box. What does not fit stays due and grows staler.
3. Final lap: shortly before the date every question that was met is asked once more, due or not.
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
"""Days that the pace of new questions assumes where there is no interview date."""

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
    """The day's questions in the order of asking, from where the cards stood as the day began.

    Args:
        schedules: of every question that may be asked, in the order in which unmet ones come.
        today: the study day.
        budget: answers a day.
        rules: the boxes.
        interview: the date everything is to be ready for, if there is one; a date gone by is none.
        caps: the most of each kind.
        off: days on which nothing is planned, and which the pace and the lap do not count on.
        dates: where questions have dates of their own, the day of each that has one; it takes the place
            of `interview`. New questions then come by date; the pace is the quickest that any date asks
            of all questions up to it; a lap goes before what is merely due; and a day with an interview
            is no study day for the later ones.
    """
    if today in off:
        return []
    ready_by = upcoming_dates(schedules, today, interview, dates)
    left = study_days_left(ready_by.values(), today, off)
    unmet = [question for question, schedule in schedules.items() if not schedule.met]
    unmet.sort(key=lambda q: ready_by.get(q, date.max))
    met = [question for question, schedule in schedules.items() if schedule.met]
    lap = {
        day
        for day, count in Counter(ready_by[q] for q in met if q in ready_by).items()
        if left[day] <= lap_days(count, caps.reviews(budget))
    }
    pace = 0 if today in left else _pace(Counter(ready_by.get(q) for q in unmet), left)
    quota = min(len(unmet), caps.new(budget), pace)
    pool = [q for q in met if ready_by.get(q) in lap or is_due(schedules[q], today, rules)]
    pool.sort(key=lambda q: stalest_first(q, schedules[q], today, rules))
    pool.sort(key=lambda q: ready_by[q] if ready_by.get(q) in lap else date.max)
    pool = pool[: min(caps.reviews(budget), budget - quota)]
    return _spread(pool, unmet[: min(caps.new(budget), budget - len(pool))])


def upcoming_dates(
    questions: Iterable[str], today: date, interview: date | None, dates: Mapping[str, date] | None
) -> dict[str, date]:
    """The day that each question is to be ready for, those without one left out; as in `plan_day`."""
    if dates is not None:
        return {q: dates[q] for q in questions if q in dates and dates[q] >= today}
    return dict.fromkeys(questions, interview) if interview and interview >= today else {}


def study_days_left(days: Iterable[date], today: date, off: DaysOff = NO_DAYS_OFF) -> dict[date, int]:
    """Study days from today on before each interview, days off and days with another one not counted."""
    ahead = sorted(day for day in set(days) if day >= today)
    busy = [day for day in ahead if day not in off]
    return {day: off.study_days(today, day) - sum(other < day for other in busy) for day in ahead}


def lap_days(met: int, reviews: int) -> int:
    """Days that the final lap takes: as many as asking every met question once, so many a day."""
    return -(-met // max(1, reviews))


def stalest_first(question: str, schedule: Schedule, today: date, rules: Rules) -> tuple[int, int, str]:
    """Sorts by staleness as a whole number: days over the interval, in units that divide all intervals."""
    days, interval = staleness(schedule, today, rules)
    return -days * (lcm(*rules.intervals) // interval), schedule.box, question


def _pace(unmet: Mapping[date | None, int], left: Mapping[date, int]) -> int:
    """New questions due today: one and a half times the even pace, rounded up, to the busiest date."""
    no_date = max([NO_DATE_HORIZON, *left.values()])
    pace = total = 0
    for day, remaining in (*sorted(left.items()), (None, no_date)):
        if count := unmet.get(day, 0):
            total += count
            pace = max(pace, -(-3 * total // (2 * remaining)))
    return pace


def _spread(reviews: Sequence[str], new: Sequence[str]) -> list[str]:
    """Both lists evenly mixed: the k-th of n sits at (k + 1/2) / n, reviews first on a tie."""
    unit = lcm(len(reviews) or 1, len(new) or 1)
    places = [
        ((2 * k + 1) * unit // len(group), which, question)
        for which, group in enumerate((reviews, new))
        for k, question in enumerate(group)
    ]
    return [question for _, _, question in sorted(places, key=lambda place: place[:2])]
