"""The day on which the plan asks a question again, for each grade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tpm_tui.core.cards.card import Card, apply_grade, is_counted
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Schedule, due_day
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.ahead.preview import simulate_after
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings

SEARCHED_DAYS = 400
"""Most days that are simulated; a due day after them is the answer by itself."""


def compute_expected_days(
    questions: Questions, cards: Mapping[str, Card], question: str, today: date, settings: PlanSettings
) -> dict[Grade, date | None]:
    """Return the day on which the plan asks a question again, by the grade that it gets now.

    As in the preview, every plan is completed and every answer is good, that of the question included. A
    missed one may thus come a little earlier or later, as it also decides the pace of new questions.

    Args:
        questions: topic by question id, in the order of the bank.
        cards: progress.
        question: the question that is answered now.
        today: the study day.
        settings: the plan settings.

    Returns:
        The day by grade; None if its last target date passes before it is asked again, or if without a date
        no day asks it, as the limits leave no room.
    """
    card = cards.get(question) or Card(question)
    if card.suspended:
        return dict.fromkeys(Grade)
    after = {grade: apply_grade(card, grade, today, "", settings.rules).schedule for grade in Grade}
    if not is_counted(card, today):
        after = dict.fromkeys(Grade, card.schedule)
    answered = {**cards, question: apply_grade(card, Grade.GOOD, today, "", settings.rules)}
    queue = build_agenda(questions, answered, today, settings).queue
    simulation = simulate_after(questions, answered, today, settings, queue, observed=question)
    dates = settings.dates_by_topic(questions, today)[questions[question]]
    last = dates[-1] if dates else None
    found: dict[Grade, date | None] = {}
    for _ in range(min(SEARCHED_DAYS, ((last or date.max) - today).days)):
        day = simulation.step().day
        for grade, schedule in after.items():
            if grade not in found and simulation.is_planned(question, schedule, day):
                found[grade] = day
        if len(found) == len(after):
            break
    searched = simulation.day
    return {grade: found.get(grade, _beyond(after[grade], searched, last, settings)) for grade in Grade}


def _beyond(schedule: Schedule, searched: date, last: date | None, settings: PlanSettings) -> date | None:
    """Return the day of a question that was not asked in the days simulated before `searched`."""
    due = due_day(schedule, settings.rules)
    return due if last is None and due and due >= searched else None
