"""The plan settings: everything a plan depends on, apart from progress."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import Rules, Schedule
from tpm_tui.core.plan.agenda import Agenda, build_agenda
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.daily import plan_day, upcoming_dates
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline, ready_by

Questions = Mapping[str, str]
"""Topic by question id, in the order in which new questions are introduced."""


class PlanSettings(Struct, frozen=True):
    """The settings from which a plan is computed."""

    budget: int = 10
    """Answers per day, at least 1."""
    interview: date | None = None
    """The target date for all topics."""
    deadlines: tuple[Deadline, ...] = ()
    """Further target dates; the nearest one that covers a question's topic applies."""
    rules: Rules = Rules()
    caps: Caps = Caps()
    off: DaysOff = DaysOff()

    def agenda(self, questions: Questions, cards: Mapping[str, Card], today: date) -> Agenda:
        """Build the agenda of a study day: the rest of its plan and the status of every question."""
        return build_agenda(
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
        """Return the full plan of a day in the order of asking, given the schedules at its start."""
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
        """Return the target date of each question; questions without a future date are left out."""
        return upcoming_dates(questions, today, self.interview, self._own_dates(questions, today))

    def future_deadlines(self, today: date) -> tuple[Deadline, ...]:
        """Return all target dates that are not past, nearest first."""
        deadlines = (*self.deadlines, Deadline(self.interview)) if self.interview else self.deadlines
        future = (deadline for deadline in deadlines if deadline.day >= today)
        return tuple(sorted(future, key=lambda deadline: deadline.day))

    def _own_dates(self, questions: Questions, today: date) -> dict[str, date] | None:
        return ready_by(questions, self.future_deadlines(today), today) if self.deadlines else None
