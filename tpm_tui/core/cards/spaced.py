"""Spaced answers: counted answers two or more study days after the one before, which show what sticks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tpm_tui.core.cards.day import days_between
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Schedule

SPACED_DAYS = 2
"""Fewest study days between a spaced answer and the one before it to the same question."""

RECENT_SPACED = 40
"""Number of the newest spaced answers, over all questions, from which the retention is measured."""

SPACED_KEPT = RECENT_SPACED + 1
"""Spaced answers kept of a question: `RECENT_SPACED` before today, and today's."""

Spaced = tuple[int, ...]
"""A question's spaced answers, oldest first: each is twice the ordinal of its study day, plus 1 unless it was
graded again. A plain number, as the progress file has thousands of them."""


def is_spaced(before: Schedule, day: date) -> bool:
    """Return whether a counted answer on `day` is spaced, from the schedule before it."""
    return before.last is not None and days_between(before.last, day) >= SPACED_DAYS


def add_spaced(spaced: Spaced, grade: Grade, day: date) -> Spaced:
    """Return the spaced answers with one more; the oldest is left out if there are too many."""
    outcome = 2 * day.toordinal() + (grade is not Grade.AGAIN)
    return (*spaced, outcome)[-SPACED_KEPT:]


def newest_spaced(decks: Iterable[tuple[str, Spaced]], today: date) -> list[bool]:
    """Return whether the newest `RECENT_SPACED` spaced answers before today were good, newest first.

    Answers of one day are ordered by question id, so that the result does not depend on the order of `decks`.

    Args:
        decks: question id and spaced answers of each question.
        today: the study day.
    """
    from heapq import nlargest

    limit = 2 * today.toordinal()
    outcomes = (
        (outcome // 2, question, outcome)
        for question, spaced in decks
        for outcome in spaced
        if outcome < limit
    )
    return [outcome % 2 == 1 for _, _, outcome in nlargest(RECENT_SPACED, outcomes)]
