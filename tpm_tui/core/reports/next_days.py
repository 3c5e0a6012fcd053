"""How many answers the plan has on each of the next days, if each plan is done and each answer good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.ahead.preview import preview_days
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings

NEXT_DAYS = 30
"""Days of the forecast, today included."""


class NextDay(Struct, frozen=True):
    """The plan of one of the next days, in numbers."""

    day: date
    reviews: int
    """Number of questions to be answered again."""
    new: int
    """Number of new questions."""
    off: bool = False
    """Whether it is a day off."""
    interview: bool = False
    """Whether it is a target date."""

    @property
    def answers(self) -> int:
        """Number of answers planned for the day."""
        return self.reviews + self.new


def forecast_next_days(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    settings: PlanSettings,
    days: int = NEXT_DAYS,
) -> tuple[NextDay, ...]:
    """Return the plans of the next days, starting with the rest of today's plan.

    Args:
        questions: topic by question id, in the order of the bank.
        cards: progress.
        today: the study day.
        settings: the plan settings.
        days: how many days; fewer are returned at the end of the calendar.
    """
    interviews = settings.interview_days(questions, today)
    return tuple(
        NextDay(
            day=each.day,
            reviews=len(each.reviews),
            new=len(each.new),
            off=each.off,
            interview=each.day in interviews,
        )
        for each in preview_days(questions, cards, today, days, settings)
    )
