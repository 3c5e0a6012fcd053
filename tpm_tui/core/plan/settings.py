"""What a learner and the plan have agreed on: everything besides progress that a plan depends on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import Rules, Schedule
from tpm_tui.core.plan.agenda import Agenda, agenda
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.daily import plan_day, upcoming_dates
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline, ready_by

Questions = Mapping[str, str]
"""Topic of each question id, in the order in which unmet questions are introduced."""


class PlanSettings(Struct, frozen=True):
    """The settings of a plan."""

    budget: int = 10
    """Answers a day, at least 1."""
    interview: date | None = None
    """The day for which every topic is to be ready."""
    deadlines: tuple[Deadline, ...] = ()
    """Further dates; the nearest one ahead that a question's topic belongs to counts."""
    rules: Rules = Rules()
    caps: Caps = Caps()
    off: DaysOff = DaysOff()

    def agenda(self, questions: Questions, cards: Mapping[str, Card], today: date) -> Agenda:
        """What is left of a day's plan, and where every question stands."""
        return agenda(
            tuple(questions),
            cards,
            today,
            self.budget,
            self.rules,
            self.interview,
            caps=self.caps,
            off=self.off,
            dates=self._own_dates(questions, today),
        )

    def plan(self, questions: Questions, schedules: Mapping[str, Schedule], day: date) -> list[str]:
        """The whole plan of a day that begins with these schedules, in the order of asking."""
        return plan_day(
            schedules,
            day,
            self.budget,
            self.rules,
            self.interview,
            caps=self.caps,
            off=self.off,
            dates=self._own_dates(questions, day),
        )

    def ready_by(self, questions: Questions, today: date) -> dict[str, date]:
        """The day that each question is to be ready for; those with no date ahead are left out."""
        return upcoming_dates(questions, today, self.interview, self._own_dates(questions, today))

    def ahead(self, today: date) -> tuple[Deadline, ...]:
        """All dates that have not gone by, nearest first."""
        every = (*self.deadlines, Deadline(self.interview)) if self.interview else self.deadlines
        return tuple(sorted((date for date in every if date.day >= today), key=lambda date: date.day))

    def _own_dates(self, questions: Questions, today: date) -> dict[str, date] | None:
        return ready_by(questions, self.ahead(today), today) if self.deadlines else None
