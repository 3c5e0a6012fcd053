"""What comes next: the first day with something to answer, and what it will be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.settings import PlanSettings


class Upcoming(Struct, frozen=True):
    """A day's plan as it looks now."""

    day: date | None = None
    """Today while something is left of today's plan; None where nothing will ever come up."""
    due: int = 0
    """Questions of that day's plan to be answered again."""
    new: int = 0
    """Questions of that day's plan to be met for the first time."""
    questions: tuple[str, ...] = ()
    """Their ids in the order of asking."""


def upcoming(
    bank: Bank,
    cards: Mapping[str, Card],
    *,
    today: date,
    settings: PlanSettings,
) -> Upcoming:
    """What is left of today's plan, else the plan of the next day that has one.

    Args:
        bank: its order is that of `agenda`.
        cards: progress.
        today: the study day.
        settings: the settings of the plan.
    """
    plan = settings.agenda(bank.topics_in_order, cards, today)
    if not plan.queue and plan.next_due is not None:
        plan = settings.agenda(bank.topics_in_order, cards, plan.next_due)
    if not plan.queue:
        return Upcoming()
    return Upcoming(day=plan.today, due=plan.due, new=plan.new, questions=plan.queue)
