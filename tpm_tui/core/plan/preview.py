"""The days ahead as they come if every plan is done and every answer is good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import schedule_after
from tpm_tui.core.plan.settings import PlanSettings, Questions


class DayAhead(Struct, frozen=True):
    """What one day will hold."""

    day: date
    reviews: tuple[str, ...] = ()
    """Questions to be schedule_after again."""
    new: tuple[str, ...] = ()
    """Questions to be met."""
    off: bool = False

    @property
    def answers(self) -> int:
        """How many answers the day asks for."""
        return len(self.reviews) + len(self.new)


def days_ahead(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    days: int,
    settings: PlanSettings,
    *,
    skip_today: bool = False,
) -> tuple[DayAhead, ...]:
    """So many days from today on; of today, what is left of it.

    Args:
        questions: topic of each question id, in the order of the bank.
        cards: progress.
        today: the study day.
        days: how many to look at; fewer come where the calendar ends.
        settings: the settings of the plan.
        skip_today: look at what comes if the rest of today is left undone.
    """
    queue = () if skip_today else settings.agenda(questions, cards, today).queue
    own = {question: cards.get(question) or Card(question) for question in questions}
    schedules = {question: card.schedule for question, card in own.items() if not card.suspended}
    found = []
    for offset in range(min(days, (date.max - today).days + 1)):
        day = days_after(today, offset)
        if offset:
            queue = tuple(settings.plan(questions, schedules, day))
        found.append(
            DayAhead(
                day=day,
                reviews=tuple(question for question in queue if schedules[question].met),
                new=tuple(question for question in queue if not schedules[question].met),
                off=day in settings.off,
            )
        )
        for question in queue:
            schedules[question] = schedule_after(schedules[question], Grade.GOOD, day, "", settings.rules)
    return tuple(found)
