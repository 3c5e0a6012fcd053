"""The next day with questions to answer, and its plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.settings import PlanSettings


class UpcomingPlan(Struct, frozen=True):
    """The plan of the next day with questions, as of now."""

    day: date | None = None
    """Today while its plan is not finished; None if no question will ever be planned."""
    due: int = 0
    """Number of reviews on that day."""
    new: int = 0
    """Number of new questions on that day."""
    questions: tuple[str, ...] = ()
    """Question ids in the order in which they are asked."""


def find_upcoming_plan(
    bank: Bank,
    cards: Mapping[str, Card],
    *,
    today: date,
    settings: PlanSettings,
) -> UpcomingPlan:
    """Return the rest of today's plan, or the plan of the next day that has questions.

    Args:
        bank: the questions; new ones are introduced in its order.
        cards: progress.
        today: the study day.
        settings: the plan settings.
    """
    plan = settings.agenda(bank.topic_by_question, cards, today)
    if not plan.queue and plan.next_due is not None:
        plan = settings.agenda(bank.topic_by_question, cards, plan.next_due)
    if not plan.queue:
        return UpcomingPlan()
    return UpcomingPlan(day=plan.today, due=plan.due, new=plan.new, questions=plan.queue)
