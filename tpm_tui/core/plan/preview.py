"""The days ahead as they come if every plan is done and every answer is good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import answered
from tpm_tui.core.plan.settings import Questions, Terms


class DayAhead(Struct, frozen=True):
    """What one day will hold."""

    day: date
    reviews: tuple[str, ...] = ()
    """Questions to be answered again."""
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
    terms: Terms,
    *,
    skip_today: bool = False,
) -> tuple[DayAhead, ...]:
    """So many days from today on; of today, what is left of it.

    Args:
        questions: topic of each question id, in the order of the bank.
        cards: progress.
        today: the study day.
        days: how many to look at; fewer come where the calendar ends.
        terms: the terms of the plan.
        skip_today: look at what comes if the rest of today is left undone.
    """
    queue = () if skip_today else terms.agenda(questions, cards, today).queue
    own = {question: cards.get(question) or Card(question) for question in questions}
    schedules = {question: card.schedule for question, card in own.items() if not card.suspended}
    found = []
    for offset in range(min(days, (date.max - today).days + 1)):
        day = days_after(today, offset)
        if offset:
            queue = tuple(terms.plan(questions, schedules, day))
        found.append(
            DayAhead(
                day=day,
                reviews=tuple(question for question in queue if schedules[question].met),
                new=tuple(question for question in queue if not schedules[question].met),
                off=day in terms.off,
            )
        )
        for question in queue:
            schedules[question] = answered(schedules[question], Grade.GOOD, day, "", terms.rules)
    return tuple(found)
