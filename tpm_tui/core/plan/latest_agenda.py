"""The agenda that was built last, for as long as nothing that it depends on has changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import Agenda, build_agenda
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings


class LatestAgenda:
    """Builds agendas, and returns the last one again for the same arguments.

    Practice needs it twice before its first frame, once for the queue and once for the header, which would
    take 8 % of the time to that frame with 10,000 questions.
    """

    def __init__(self) -> None:
        self._built: tuple[Questions, Mapping[str, Card], date, PlanSettings, Agenda] | None = None

    def build(
        self, questions: Questions, cards: Mapping[str, Card], today: date, settings: PlanSettings
    ) -> Agenda:
        """Return the agenda, as `build_agenda` does.

        Args:
            questions: as for `build_agenda`. Never modified: the same object has the same contents.
            cards: likewise.
            today: the study day.
            settings: the plan settings.
        """
        if self._built is not None:
            known_questions, known_cards, day, plan, agenda = self._built
            if known_questions is questions and known_cards is cards and (day, plan) == (today, settings):
                return agenda
        agenda = build_agenda(questions, cards, today, settings)
        self._built = questions, cards, today, settings, agenda
        return agenda
