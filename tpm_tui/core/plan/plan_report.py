"""All that the plan tells at one look: today with reasons, the days ahead, the forecast, readiness."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.forecast import Forecast, forecasts, skip_line
from tpm_tui.core.plan.preview import DayAhead, days_ahead
from tpm_tui.core.plan.readiness import TopicReadiness, readiness
from tpm_tui.core.plan.reasons import Planned, reasons
from tpm_tui.core.plan.settings import PlanSettings, Questions

DAYS_SHOWN = 14
"""Days shown where no date is nearer."""


class PlanReport(Struct, frozen=True):
    """The plan as of now."""

    today: date
    settings: PlanSettings
    planned: tuple[Planned, ...]
    """What is left of today, in the order of asking."""
    answered: int
    """Questions answered today."""
    forecasts: tuple[Forecast, ...]
    """One for each date ahead, nearest first."""
    skip: str
    """What it costs to leave today undone."""
    ahead: tuple[DayAhead, ...]
    """From today on, if every plan is done and every answer is good."""
    readiness: tuple[TopicReadiness, ...]

    @property
    def warnings(self) -> tuple[Forecast, ...]:
        """The dates for which not everything will be met."""
        return tuple(f for f in self.forecasts if f.deadline and f.will_meet < f.total)


def plan_report(
    questions: Questions, cards: Mapping[str, Card], today: date, settings: PlanSettings
) -> PlanReport:
    """The plan of a study day.

    Args:
        questions: topic of each question id, in the order of the bank.
        cards: progress.
        today: the study day.
        settings: the settings of the plan.
    """
    agenda = settings.agenda(questions, cards, today)
    told = forecasts(questions, cards, today, settings)
    skipped = forecasts(questions, cards, today, settings, skip_today=True)
    dates = settings.ahead(today)
    span = min(DAYS_SHOWN, (dates[-1].day - today).days + 1) if dates else DAYS_SHOWN
    return PlanReport(
        today=today,
        settings=settings,
        planned=reasons(agenda, cards, settings.rules, settings.ready_by(questions, today)),
        answered=agenda.answered,
        forecasts=told,
        skip=skip_line(told[0], skipped[0]),
        ahead=days_ahead(questions, cards, today, span, settings),
        readiness=readiness(questions, cards, today, settings),
    )
