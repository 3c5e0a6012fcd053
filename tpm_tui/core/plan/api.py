"""The planner as a library: drive it day by day with plain values, without files, clock or screen.

    questions = {"late-program": "delivery", "dates": "delivery", "conflict": "people"}  # id: topic, in order
    settings = PlanSettings(budget=6, interview=date(2026, 12, 3))
    cards: dict[str, Card] = {}
    for planned in plan(questions, cards, today, settings):  # in the order of asking, each with its reason
        card = cards.get(planned.question) or Card(planned.question)
        cards[planned.question] = answer(card, Grade.GOOD, today, settings.rules)

`plan` gives what is left of a day's plan, so it may be asked again after any answer or change. `forecasts`
tells what will have been met by the date, `days_ahead` what each day will hold, `readiness` how the topics
stand. The rules are in `tpm_tui.core.plan.daily` (which questions) and `tpm_tui.core.cards.leitner` (which box).
The tests in tests/simulation measure them against an oracle, SM-2 and FSRS, and would measure yours.

Tried before, on those memories: intervals squeezed toward the date, or due days capped at it, are worse than
classic boxes. SM-2 and FSRS go on asking the early questions and never meet the rest; FSRS with this pace
and lap is level with the boxes. Always the whole budget, lowest box first, asks the same few and is worse.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tpm_tui.core.cards.card import Card, apply_grade
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.plan.budget import Caps, daily_budget
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.forecast import Forecast, forecasts, skip_line
from tpm_tui.core.plan.preview import DayAhead, days_ahead
from tpm_tui.core.plan.readiness import Light, TopicReadiness, is_ready, readiness
from tpm_tui.core.plan.reasons import Planned, Why, reasons
from tpm_tui.core.plan.settings import PlanSettings, Questions

__all__ = [
    "Caps",
    "Card",
    "DayAhead",
    "DaysOff",
    "Deadline",
    "Forecast",
    "Grade",
    "Light",
    "PlanSettings",
    "Planned",
    "Questions",
    "Rules",
    "TopicReadiness",
    "Why",
    "answer",
    "daily_budget",
    "days_ahead",
    "forecasts",
    "is_ready",
    "plan",
    "readiness",
    "seconds_per_answer",
    "skip_line",
]


def plan(
    questions: Questions, cards: Mapping[str, Card], today: date, settings: PlanSettings
) -> tuple[Planned, ...]:
    """What is left of a day's plan, in the order of asking, with the reason of each question.

    Args:
        questions: topic of each question id, in the order in which unmet questions are introduced.
        cards: progress; a missing card is a question not met.
        today: the study day.
        settings: budget, date, boxes, caps and days off.
    """
    agenda = settings.agenda(questions, cards, today)
    return reasons(agenda, cards, settings.rules, settings.ready_by(questions, today))


def answer(card: Card, grade: Grade, day: date, rules: Rules, review: str = "") -> Card:
    """The card after an answer on a study day; only the first one of a day moves it in the boxes.

    Args:
        card: the question's progress.
        grade: the learner's own.
        day: the study day on which the question was shown.
        rules: the boxes.
        review: the answer's id, for those who keep a history and want to take answers back.
    """
    return apply_grade(card, grade, day, review, rules)
