"""The next day with questions to answer, and its plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import Agenda, build_agenda
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings


class UpcomingPlan(Struct, frozen=True):
    """The plan of the next day with questions, as of now."""

    day: date | None = None
    """Today while its plan is not finished; None if no question will ever be planned."""
    due: int = 0
    """Number of reviews on that day, those of a warm-up included."""
    new: int = 0
    """Number of new questions on that day."""
    questions: tuple[str, ...] = ()
    """Question ids in the order in which they are asked."""
    is_warm_up: bool = False
    """Whether it is the day of an interview."""


def find_upcoming_plan(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    settings: PlanSettings,
    agenda: Agenda | None = None,
) -> UpcomingPlan:
    """Return the rest of today's plan, or the plan of the next day that has questions.

    Args:
        questions: topic by question id, in the order in which new questions are introduced.
        cards: progress.
        today: the study day.
        settings: the plan settings.
        agenda: today's agenda, if it is already known.
    """
    plan = agenda or build_agenda(questions, cards, today, settings)
    if not plan.queue and plan.next_due is not None:
        plan = build_agenda(questions, cards, plan.next_due, settings)
    if not plan.queue:
        return UpcomingPlan()
    reviews = plan.due + plan.warm_up
    return UpcomingPlan(plan.today, reviews, plan.new, plan.queue, plan.is_interview)
