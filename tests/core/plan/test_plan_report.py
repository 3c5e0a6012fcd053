"""The plan at one look."""

from __future__ import annotations

from datetime import date, timedelta

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.api import answer
from tpm_tui.core.plan.plan_report import DAYS_SHOWN, plan_report
from tpm_tui.core.plan.settings import PlanSettings

TODAY = date(2026, 11, 22)
QUESTIONS = {f"q{number:02}": "early" if number < 4 else "late" for number in range(12)}


def test_today_and_the_days_ahead_agree() -> None:
    report = plan_report(QUESTIONS, {}, TODAY, PlanSettings(budget=3, interview=TODAY + timedelta(days=5)))
    assert [planned.question for planned in report.planned] == [
        *report.ahead[0].reviews,
        *report.ahead[0].new,
    ]
    assert [day.day for day in report.ahead] == [TODAY + timedelta(days=offset) for offset in range(6)]


def test_what_is_answered_leaves_today_and_is_counted() -> None:
    plan_settings = PlanSettings(budget=3)
    first = plan_report(QUESTIONS, {}, TODAY, plan_settings).planned[0].question
    cards = {first: answer(Card(first), Grade.GOOD, TODAY, plan_settings.rules)}
    report = plan_report(QUESTIONS, cards, TODAY, plan_settings)
    assert (len(report.planned), report.answered) == (2, 1)
    assert first not in [planned.question for planned in report.planned]


def test_days_that_cannot_hold_all_are_warned_of() -> None:
    tight = plan_report(QUESTIONS, {}, TODAY, PlanSettings(budget=2, interview=TODAY + timedelta(days=2)))
    (warning,) = tight.warnings
    assert (warning.will_meet, warning.total, warning.drop) == (4, 12, ("late",))
    assert tight.skip == "Skip today and you will meet 2 of 12 instead of 4."
    assert not plan_report(
        QUESTIONS, {}, TODAY, PlanSettings(budget=6, interview=TODAY + timedelta(days=4))
    ).warnings


def test_without_a_date_two_weeks_are_shown_and_nothing_is_warned_of() -> None:
    report = plan_report(QUESTIONS, {}, TODAY, PlanSettings(budget=2))
    assert len(report.ahead) == DAYS_SHOWN
    assert not report.warnings
