"""How many new questions are introduced before each date, without simulating any day.

As long as more new questions are left than fit before some date, the room for new questions is used
completely every day, nearest date first. From the moment all fit, never fewer are introduced than must be, so
that all are seen by their dates. Both hold for any grades.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from tpm_tui.core.cards.day import days_after
from tpm_tui.core.plan.deadline import Deadline, Questions
from tpm_tui.core.plan.settings import PlanSettings


def count_introduced(
    deadlines: Sequence[Deadline],
    questions: Questions,
    new: Sequence[str],
    queue: Collection[str],
    today: date,
    settings: PlanSettings,
) -> list[int]:
    """Return how many new questions that each date covers are introduced before it.

    Args:
        deadlines: the future target dates, nearest first.
        questions: topic by question id.
        new: ids of the new questions that are not suspended, in the order in which they are introduced.
        queue: ids of the questions that are answered today.
        today: the study day.
        settings: the plan settings.
    """
    met = [question for question in new if question in queue]
    waiting = [question for question in new if question not in queue]
    place = {question: number for number, question in enumerate(waiting)}
    dates = settings.dates_by_topic(questions, today)
    calendar = settings.calendar(questions, today)
    start, fits, found = days_after(today, 1), False, []
    for deadline in deadlines:
        if deadline.day == today:
            found.append(0)
            continue
        if not fits:
            targets = {t: next((d for d in days if d >= deadline.day), date.max) for t, days in dates.items()}
            counts = Counter(targets[questions[question]] for question in waiting)
            days_left = {day: calendar.study_days(start, day) for day in {*counts, deadline.day} - {date.max}}
            fits = _all_fit(counts, days_left, settings.new_a_day)
        if fits:
            found.append(sum(deadline.covers(questions[question]) for question in (*met, *waiting)))
            continue
        waiting.sort(key=lambda question: (targets[questions[question]], place[question]))
        room = settings.new_a_day * days_left[deadline.day]
        met, waiting = met + waiting[:room], waiting[room:]
        found.append(sum(deadline.covers(questions[question]) for question in met))
        start = max(start, deadline.day)
    return found


def _all_fit(new: Mapping[date, int], days_left: Mapping[date, int], new_a_day: int) -> bool:
    """Return whether all new questions with a date can be introduced before it."""
    total = 0
    for day in sorted(days_left):
        total += new.get(day, 0)
        if total > new_a_day * days_left[day]:
            return False
    return True
