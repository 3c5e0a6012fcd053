"""The plan report: today's questions with reasons, the days ahead, the forecasts, and readiness."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import Agenda, build_agenda
from tpm_tui.core.plan.ahead.planned import with_planned_answers
from tpm_tui.core.plan.ahead.preview import DayAhead, preview_after
from tpm_tui.core.plan.ahead.skip_loss import SkipLoss, compute_skip_losses
from tpm_tui.core.plan.budget import AnswerTimes
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.forecast import Forecast, compute_forecasts
from tpm_tui.core.plan.minutes import recommend_minutes
from tpm_tui.core.plan.pace import Retention, measure_retention
from tpm_tui.core.plan.readiness import TopicReadiness, compute_readiness
from tpm_tui.core.plan.reasons import PlannedQuestion, explain_queue
from tpm_tui.core.plan.settings import PlanSettings

DAYS_SHOWN = 14
"""Most days previewed; fewer if the last target date is nearer."""


SIMULATED_DAYS = 400
"""Most days simulated to find out what is lost by skipping today."""


class PlanReport(Struct, frozen=True):
    """The plan as of now."""

    today: date
    settings: PlanSettings
    planned: tuple[PlannedQuestion, ...]
    """The rest of today's plan, in the order of asking."""
    agenda: Agenda
    """Today's agenda, from which the report is made."""
    forecasts: tuple[Forecast, ...]
    """One forecast per future target date, nearest first; one without a date if there is none."""
    skips: tuple[SkipLoss, ...]
    """What it costs to skip today, for each forecast."""
    ahead: tuple[DayAhead, ...]
    """The days from today on, assuming that every plan is completed and every answer is good."""
    readiness: tuple[TopicReadiness, ...]
    times: AnswerTimes
    """How long the learner's answers take."""
    minutes: int | None
    """Minutes per day with which every new question is introduced by its date; see `recommend_minutes`."""
    retention: Retention
    """What decides the pace of new questions."""

    @property
    def answered(self) -> int:
        """Number of questions answered today."""
        return self.agenda.answered


def build_plan_report(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    settings: PlanSettings,
    times: AnswerTimes | None = None,
) -> PlanReport:
    """Build the plan report of a study day.

    Args:
        questions: topic by question id, in the order of the bank.
        cards: progress.
        today: the study day.
        settings: the plan settings.
        times: how long the learner's answers take; by default those of the settings.
    """
    times = times or (settings.time.times if settings.time else AnswerTimes())
    agenda = build_agenda(questions, cards, today, settings)
    forecasts = compute_forecasts(questions, cards, today, settings, agenda=agenda)
    dates = settings.future_deadlines(today)
    span = (dates[-1].day - today).days + 1 if dates else DAYS_SHOWN
    ahead = preview_after(questions, cards, today, min(SIMULATED_DAYS, span), settings, agenda.queue)
    forecasts = with_planned_answers(forecasts, questions, today, settings, ahead)
    return PlanReport(
        today=today,
        settings=settings,
        planned=explain_queue(agenda, questions, cards, settings),
        agenda=agenda,
        forecasts=forecasts,
        skips=compute_skip_losses(questions, cards, today, settings, agenda, forecasts, ahead),
        ahead=ahead[:DAYS_SHOWN],
        readiness=compute_readiness(questions, cards, today, settings),
        times=times,
        minutes=recommend_minutes(questions, cards, today, settings, times, is_done=not agenda.queue),
        retention=measure_retention(cards, today),
    )
