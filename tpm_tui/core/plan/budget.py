"""The daily budget: how many answers fit into a day, in total and by kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.events import Review

RECENT_ANSWERS = 30
"""Number of recent answers from which the time per answer is estimated."""

FIRST_SECONDS = 180.0
"""Assumed time of an answer before any was timed."""


class Caps(Struct, frozen=True):
    """Daily limits for new questions and reviews, within the budget; None means no limit."""

    max_new: int | None = None
    """Most new questions per day; 0 introduces none."""
    max_reviews: int | None = None
    """Most reviews per day."""


def seconds_per_answer(reviews: Iterable[Review], today: date) -> float:
    """Return the median time of the last 30 answers before today, in seconds.

    If there are fewer, each missing one counts as 180 s, so that the estimate moves gradually from the
    default to the learner's own pace. Today's answers are ignored, so that the budget does not change
    during the day. Drills, which are not part of the plan, and answers without a time are ignored too.

    Args:
        reviews: the active reviews, oldest first.
        today: the study day.
    """
    counted = (review for review in reviews if review.day < today and not review.drill)
    from statistics import median  # slow to import, and only needed for a budget in minutes

    times = [review.seconds for review in counted if review.seconds > 0][-RECENT_ANSWERS:]
    return median(times + [FIRST_SECONDS] * (RECENT_ANSWERS - len(times)))


def daily_budget(minutes: int, reviews: Iterable[Review], today: date) -> int:
    """Return how many answers fit into the minutes of a day, at least 1.

    Args:
        minutes: study time per day.
        reviews: as in `seconds_per_answer`.
        today: the study day.
    """
    return max(1, int(minutes * 60 // seconds_per_answer(reviews, today)))
