"""When a question is asked again: its due day, and the day on which the plan has room for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import due_day
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.plan.ahead.expected_day import SEARCHED_DAYS
from tpm_tui.core.plan.ahead.preview import simulate_after
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings


class Expectation(Struct, frozen=True):
    """The next day of a question, if every plan is completed and every answer is good."""

    today: date
    due: date | None
    """The day on which the interval of its box has passed."""
    day: date | None
    """The day on which the plan asks it. None if it is not asked before its last target date, or without a
    date, if it is not asked for more than a year."""
    has_date: bool = False
    """Whether there is a target date."""

    @property
    def is_due_day(self) -> bool:
        """Whether the plan asks the question on its due day."""
        return self.day == self.due

    @property
    def is_exact(self) -> bool:
        """Whether the day does not depend on the plan: without a target date, it is the due day."""
        return self.is_due_day and not self.has_date


def expect_again(
    wanted: list[str],
    questions: Questions,
    cards: Mapping[str, Card],
    agenda: Agenda,
    settings: PlanSettings,
) -> dict[str, Expectation]:
    """Return when questions are asked again after today; those that are suspended are left out.

    Args:
        wanted: ids of seen questions.
        questions: topic by question id, in the order of the bank.
        cards: progress.
        agenda: today's agenda, which is completed first.
        settings: the plan settings.
    """
    today = agenda.today
    own = {q: cards[q] for q in wanted if q in cards and q in questions and not cards[q].suspended}
    dates = settings.dates_by_topic(questions, today)
    last = {q: days[-1] for q in own if (days := dates[questions[q]])}
    end = max(last.values(), default=date.max) if len(last) == len(own) else date.max
    found: dict[str, date] = {}
    simulation = simulate_after(questions, cards, today, settings, agenda.queue)
    for _ in range(min(SEARCHED_DAYS, (end - today).days)):
        if len(found) == len(own):
            break
        day = simulation.step()
        found |= {q: day.day for q in (*day.reviews, *day.new) if q in own and q not in found}
    expected = {}
    for question, card in own.items():
        day_found, due = found.get(question), due_day(card.schedule, settings.rules)
        if question in last and day_found and day_found > last[question]:
            day_found = None
        if question not in last and day_found is None and due and due >= simulation.day:
            day_found = due
        expected[question] = Expectation(today, due, day_found, question in last)
    return expected
