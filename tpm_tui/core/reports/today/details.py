"""The part of Today that needs more of the history, so that it is shown after the first frame."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import Review
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.reports.missed_points import PointStatistics, count_missed_points, select_weak_points
from tpm_tui.core.reports.session_results import compare_last_session
from tpm_tui.core.reports.streak import count_streak

WEAK_POINTS_SHOWN = 3
"""Most weak key points named."""


class TodayDetails(Struct, frozen=True):
    """What Today shows after its first frame."""

    weak_points: tuple[PointStatistics, ...]
    """The weakest key points, as in the drill of weak points, each with its question."""
    difference: float | None
    """By how much the last session's share of key points differs from the week before it, -1 to 1."""
    streak: int
    """Days in a row with an answer."""


def build_today_details(
    bank: Bank, reviews: Sequence[Review], today: date, off: DaysOff, limit: int = WEAK_POINTS_SHOWN
) -> TodayDetails:
    """Build the details of today.

    Args:
        bank: the questions.
        reviews: the active reviews, oldest first: all, or as many of the newest as decide the streak.
        today: the study day.
        off: days off, which do not break the streak.
        limit: most weak key points to return.
    """
    weak = select_weak_points(count_missed_points(reviews, bank))
    return TodayDetails(
        weak_points=tuple(weak[:limit]),
        difference=compare_last_session(reviews, bank),
        streak=count_streak({review.day for review in reviews}, today, off),
    )
