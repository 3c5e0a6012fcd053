"""Preview of the days ahead, assuming that every plan is completed and every answer is good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tpm_tui.core.cards.card import Card, apply_grade
from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.triage import order_of_introduction
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.ahead.simulation import SimulatedDay, Simulation
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.pace import spaced_outcomes
from tpm_tui.core.plan.settings import PlanSettings

DayAhead = SimulatedDay
"""The plan of one day ahead."""


def preview_days(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    days: int,
    settings: PlanSettings,
    *,
    skip_today: bool = False,
) -> tuple[DayAhead, ...]:
    """Return the plans of the next days, starting with the rest of today's plan.

    Args:
        questions: topic by question id, in the order of the bank.
        cards: progress.
        today: the study day.
        days: how many days to preview; fewer are returned at the end of the calendar.
        settings: the plan settings.
        skip_today: assume that the rest of today's plan is skipped.
    """
    queue = () if skip_today else build_agenda(questions, cards, today, settings).queue
    return preview_after(questions, cards, today, days, settings, queue)


def preview_after(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    days: int,
    settings: PlanSettings,
    queue: Sequence[str],
) -> tuple[DayAhead, ...]:
    """Return the plans of the next days, starting with today's `queue`; the rest as in `preview_days`."""
    if days <= 0:
        return ()
    seen = {question for question in queue if question in cards and cards[question].schedule.seen}
    first = DayAhead(
        today,
        reviews=tuple(question for question in queue if question in seen),
        new=tuple(question for question in queue if question not in seen),
        off=today in settings.off,
    )
    if today == date.max:
        return (first,)
    simulation = simulate_after(questions, cards, today, settings, queue)
    rest = min(days - 1, (date.max - today).days)
    return (first, *(simulation.step() for _ in range(rest)))


def simulate_after(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    settings: PlanSettings,
    queue: Sequence[str],
    observed: str = "",
) -> Simulation:
    """Return the simulation from tomorrow on, after every question of today's `queue` was answered well."""
    after = {**cards, **{question: _answered(cards, question, today, settings) for question in queue}}
    own = {question: after.get(question) or Card(question) for question in questions}
    schedules = {
        question: own[question].schedule
        for question in order_of_introduction(questions, own)
        if not own[question].suspended
    }
    tomorrow = days_after(today, 1)
    outcomes = spaced_outcomes(after, tomorrow)
    return Simulation(questions, schedules, tomorrow, settings, reversed(outcomes), observed)


def _answered(cards: Mapping[str, Card], question: str, today: date, settings: PlanSettings) -> Card:
    return apply_grade(cards.get(question) or Card(question), Grade.GOOD, today, "", settings.rules)
