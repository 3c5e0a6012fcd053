"""Minutes: how long the learner's answers take, and how many minutes a day are needed by the dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.events import Review
from tpm_tui.core.plan.budget import AnswerTimes
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.text.median import median

RECENT_ANSWERS = 30
"""Number of recent answers of each kind from which its time is estimated."""

REVIEWS_NEEDED = 10 * RECENT_ANSWERS
"""Number of newest reviews among which these are looked for."""

FEW_ANSWERS = 10
"""Each answer missing up to this number counts as one with the default time, so that a few answers do not
decide the estimate."""

SHORTEST, LONGEST = 20, 1200
"""Limits of an estimate in seconds: an answer that was only thought, and a break that was not noticed."""


def estimate_answer_times(reviews: Iterable[Review], today: date) -> AnswerTimes:
    """Return the median times of the last 30 new and the last 30 repeated answers before today.

    A repeated answer is assumed to take half the time of a new one, as long as there are few. Today's answers
    are ignored, so that the plan does not change during the day. Drills, which are not part of the plan, and
    answers without a time are ignored too.

    Args:
        reviews: the active reviews, oldest first; `REVIEWS_NEEDED` are enough.
        today: the study day.
    """
    timed = [review for review in reviews if review.day < today and not review.drill and review.seconds > 0]
    new = _median([each.seconds for each in timed if each.box_before == 0], AnswerTimes().new)
    return AnswerTimes(new, _median([each.seconds for each in timed if each.box_before > 0], new // 2))


def estimate_minutes(due: int, new: int, times: AnswerTimes) -> int:
    """Return about how many minutes some answers take, rounded up.

    Args:
        due: number of repeated answers.
        new: number of first answers.
        times: how long the learner's answers take.
    """
    return -(-(due * times.repeated + new * times.new) // 60)


def recommend_minutes(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    settings: PlanSettings,
    times: AnswerTimes,
    *,
    is_done: bool = False,
) -> int | None:
    """Return the minutes per day with which every new question is introduced by its date.

    They are counted from a full day. New questions come before reviews, so that these take what is left.

    Args:
        questions: topic by question id.
        cards: progress.
        today: the study day.
        settings: the dates, days off and caps; its budget is ignored.
        times: how long the answers take.
        is_done: nothing is left in today's plan, so that today does not count as a study day.

    Returns:
        None if no question is left to introduce by a date, or if no number of minutes is enough: there is no
        study day left, or the cap of new questions is too low.
    """
    needed = _new_a_day_needed(questions, cards, today, settings, is_done)
    cap = settings.caps.max_new
    if not needed or (cap is not None and cap < needed):
        return None
    return -(-needed * times.new // 60)


def _new_a_day_needed(
    questions: Questions, cards: Mapping[str, Card], today: date, settings: PlanSettings, is_done: bool
) -> int | None:
    """Return how many new questions a day are needed by the dates after today; None if no day is left."""
    new = {q: topic for q, topic in questions.items() if q not in cards or _is_open(cards[q])}
    targets = Counter(settings.target_dates(new, today).values())
    calendar = settings.calendar(questions, today)
    start = days_after(today, 1) if is_done else today
    needed = total = 0
    for day in sorted(day for day in targets if day > today):
        left = calendar.study_days(start, day)
        if not left:
            return None
        total += targets[day]
        needed = max(needed, -(-total // left))
    return needed


def _is_open(card: Card) -> bool:
    return not card.schedule.seen and not card.suspended


def _median(times: list[float], default: int) -> int:
    missing = max(0, FEW_ANSWERS - len(times))
    return max(SHORTEST, min(LONGEST, round(median(times[-RECENT_ANSWERS:] + [default] * missing))))
