"""The plan report: today's questions with reasons, the days ahead, the forecasts, and readiness."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.budget import AnswerTimes
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.forecast import Forecast, compute_forecasts, describe_skip
from tpm_tui.core.plan.minutes import recommend_minutes
from tpm_tui.core.plan.preview import DayAhead, preview_days
from tpm_tui.core.plan.readiness import TopicReadiness, compute_readiness
from tpm_tui.core.plan.reasons import PlannedQuestion, explain_queue
from tpm_tui.core.plan.settings import PlanSettings

DAYS_SHOWN = 14
"""Most days previewed; fewer if the last target date is nearer."""


class PlanReport(Struct, frozen=True):
    """The plan as of now."""

    today: date
    settings: PlanSettings
    planned: tuple[PlannedQuestion, ...]
    """The rest of today's plan, in the order of asking."""
    answered: int
    """Number of questions answered today."""
    forecasts: tuple[Forecast, ...]
    """One forecast per future target date, nearest first; one without a date if there is none."""
    skip: str
    """What it costs to skip today, as a sentence."""
    ahead: tuple[DayAhead, ...]
    """The days from today on, assuming that every plan is completed and every answer is good."""
    readiness: tuple[TopicReadiness, ...]
    times: AnswerTimes
    """How long the learner's answers take."""
    minutes: int | None
    """Minutes per day with which every new question is introduced by its date; see `recommend_minutes`."""


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
    forecasts = compute_forecasts(questions, cards, today, settings)
    skipped = compute_forecasts(questions, cards, today, settings, skip_today=True)
    dates = settings.future_deadlines(today)
    span = min(DAYS_SHOWN, (dates[-1].day - today).days + 1) if dates else DAYS_SHOWN
    return PlanReport(
        today=today,
        settings=settings,
        planned=explain_queue(agenda, questions, cards, settings),
        answered=agenda.answered,
        forecasts=forecasts,
        skip=describe_skip(forecasts[0], skipped[0]),
        ahead=preview_days(questions, cards, today, span, settings),
        readiness=compute_readiness(questions, cards, today, settings),
        times=times,
        minutes=recommend_minutes(questions, cards, today, settings, times),
    )
