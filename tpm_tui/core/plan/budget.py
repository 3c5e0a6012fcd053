"""How much a day may hold: answers in all, and of each kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.events import Review

RECENT = 30
"""Answers that tell how long one takes."""

FIRST_SECONDS = 180.0
"""How long an answer takes as long as nothing else is known."""


class Caps(Struct, frozen=True):
    """The most that a day may hold of each kind, within its budget; None is no limit."""

    max_new: int | None = None
    """Questions to be met; 0 introduces none."""
    max_reviews: int | None = None
    """Questions to be answered again."""

    def new(self, budget: int) -> int:
        """The most questions that a day of that budget can introduce."""
        return budget if self.max_new is None else max(0, min(budget, self.max_new))

    def reviews(self, budget: int) -> int:
        """The most questions that a day of that budget can ask again."""
        return budget if self.max_reviews is None else max(0, min(budget, self.max_reviews))


def seconds_per_answer(reviews: Iterable[Review], today: date) -> float:
    """The median time of the last thirty answers before today, in seconds.

    Where there are fewer, each missing one counts as three minutes, so that the figure moves from there
    to the learner's own. Today's answers are left out, so that a day's budget stays what it was in the
    morning; so are drills, which are no part of the plan, and answers without a time.

    Args:
        reviews: the answers that stand, oldest first.
        today: the study day.
    """
    counted = (review for review in reviews if review.day < today and not review.drill)
    from statistics import median  # takes long to import, and only a budget in minutes needs it

    times = [review.seconds for review in counted if review.seconds > 0][-RECENT:]
    return median(times + [FIRST_SECONDS] * (RECENT - len(times)))


def daily_budget(minutes: int, reviews: Iterable[Review], today: date) -> int:
    """How many answers fit into so many minutes a day, at least one.

    Args:
        minutes: what the learner has a day.
        reviews: as in `seconds_per_answer`.
        today: the study day.
    """
    return max(1, int(minutes * 60 // seconds_per_answer(reviews, today)))
