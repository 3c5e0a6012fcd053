"""Preview of the days ahead, assuming that every plan is completed and every answer is good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import schedule_after
from tpm_tui.core.cards.triage import order_of_introduction
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.daily import plan_day
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings


class DayAhead(Struct, frozen=True):
    """The plan of one day ahead."""

    day: date
    reviews: tuple[str, ...] = ()
    """Question ids to be answered again."""
    new: tuple[str, ...] = ()
    """Ids of new questions."""
    off: bool = False
    """Whether it is a day off."""

    @property
    def answers(self) -> int:
        """Number of answers planned for the day."""
        return len(self.reviews) + len(self.new)


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
    all_cards = {question: cards.get(question) or Card(question) for question in questions}
    schedules = {
        question: all_cards[question].schedule
        for question in order_of_introduction(questions, all_cards)
        if not all_cards[question].suspended
    }
    preview = []
    for offset in range(min(days, (date.max - today).days + 1)):
        day = days_after(today, offset)
        if offset:
            queue = tuple(plan_day(questions, schedules, day, settings))
        preview.append(
            DayAhead(
                day=day,
                reviews=tuple(question for question in queue if schedules[question].seen),
                new=tuple(question for question in queue if not schedules[question].seen),
                off=day in settings.off,
            )
        )
        for question in queue:
            schedules[question] = schedule_after(schedules[question], Grade.GOOD, day, "", settings.rules)
    return tuple(preview)
