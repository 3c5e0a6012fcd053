"""The planner as a library: plan day by day with plain values, without files, clock or screen.

    questions = {"late-program": "delivery", "dates": "delivery", "conflict": "people"}  # id: topic, in order
    settings = PlanSettings(budget=6, interview=date(2026, 12, 3))
    cards: dict[str, Card] = {}
    for planned in plan(questions, cards, today, settings):  # in the order of asking, each with its reason
        card = cards.get(planned.question) or Card(planned.question)
        cards[planned.question] = answer(card, Grade.GOOD, today, settings.rules)

`plan` returns the rest of a day's plan and can be called again after every answer or change.
`compute_forecasts` returns how many questions will be seen by each date, `preview_days` the plans of the
next days, and `compute_readiness` the readiness of each topic. The rules are in `tpm_tui.core.plan.daily`
(which questions) and `tpm_tui.core.cards.leitner` (which box). tests/simulation compares them with an oracle,
SM-2 and FSRS, and can compare other schedulers.

Alternatives tried on those simulated memories: intervals compressed toward the date, or due days capped at
it, are worse than plain Leitner boxes. SM-2 and FSRS keep asking the early questions and never show the rest;
FSRS with this pace and final lap is as good as the boxes. Always filling the budget with the lowest boxes
asks the same few questions again and is worse.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tpm_tui.core.cards.card import Card, apply_grade
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.ready import is_ready
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.ahead.expected_day import compute_expected_days
from tpm_tui.core.plan.ahead.preview import DayAhead, preview_days
from tpm_tui.core.plan.ahead.skip_loss import SkipLoss, compute_skip_losses, describe_skip
from tpm_tui.core.plan.budget import AnswerTimes, Caps, StudyTime
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline, Questions
from tpm_tui.core.plan.forecast import Forecast, compute_forecasts
from tpm_tui.core.plan.minutes import estimate_answer_times, recommend_minutes
from tpm_tui.core.plan.pace import Retention, measure_retention
from tpm_tui.core.plan.readiness import Light, TopicReadiness, compute_readiness
from tpm_tui.core.plan.reasons import PlannedQuestion, PlanReason, explain_queue
from tpm_tui.core.plan.settings import PlanSettings

__all__ = [
    "AnswerTimes",
    "Caps",
    "Card",
    "DayAhead",
    "DaysOff",
    "Deadline",
    "Forecast",
    "Grade",
    "Light",
    "PlanReason",
    "PlanSettings",
    "PlannedQuestion",
    "Questions",
    "Retention",
    "Rules",
    "SkipLoss",
    "StudyTime",
    "TopicReadiness",
    "answer",
    "compute_expected_days",
    "compute_forecasts",
    "compute_readiness",
    "compute_skip_losses",
    "describe_skip",
    "estimate_answer_times",
    "is_ready",
    "measure_retention",
    "plan",
    "preview_days",
    "recommend_minutes",
]


def plan(
    questions: Questions, cards: Mapping[str, Card], today: date, settings: PlanSettings
) -> tuple[PlannedQuestion, ...]:
    """Return the rest of a day's plan, in the order of asking, with the reason for each question.

    Args:
        questions: topic by question id, in the order in which new questions are introduced.
        cards: progress by question id; a question without a card is new.
        today: the study day.
        settings: budget, dates, rules, caps and days off.
    """
    agenda = build_agenda(questions, cards, today, settings)
    return explain_queue(agenda, questions, cards, settings)


def answer(card: Card, grade: Grade, day: date, rules: Rules, review: str = "") -> Card:
    """Return the card after an answer; only the first answer of a study day changes its box.

    Args:
        card: the question's progress.
        grade: the grade the learner chose.
        day: the study day on which the question was shown.
        rules: the Leitner rules.
        review: id of the answer, for callers that keep a history and support undo.
    """
    return apply_grade(card, grade, day, review, rules)
