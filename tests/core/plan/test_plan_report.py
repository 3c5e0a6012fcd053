"""The plan report."""

from __future__ import annotations

from datetime import date, timedelta

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.api import answer
from tpm_tui.core.plan.plan_report import DAYS_SHOWN, build_plan_report
from tpm_tui.core.plan.settings import PlanSettings

TODAY = date(2026, 11, 22)
QUESTIONS = {f"q{number:02}": "early" if number < 4 else "late" for number in range(12)}


def test_plan_report_today_equals_first_previewed_day() -> None:
    report = build_plan_report(
        QUESTIONS, {}, TODAY, PlanSettings(budget=3, interview=TODAY + timedelta(days=5))
    )
    assert [planned.question for planned in report.planned] == [
        *report.ahead[0].reviews,
        *report.ahead[0].new,
    ]
    assert [day.day for day in report.ahead] == [TODAY + timedelta(days=offset) for offset in range(6)]


def test_answered_question_leaves_plan_and_is_counted() -> None:
    plan_settings = PlanSettings(budget=3)
    first = build_plan_report(QUESTIONS, {}, TODAY, plan_settings).planned[0].question
    cards = {first: answer(Card(first), Grade.GOOD, TODAY, plan_settings.rules)}
    report = build_plan_report(QUESTIONS, cards, TODAY, plan_settings)
    assert (len(report.planned), report.answered) == (2, 1)
    assert first not in [planned.question for planned in report.planned]


def test_too_few_days_name_topics_to_drop() -> None:
    tight = build_plan_report(
        QUESTIONS, {}, TODAY, PlanSettings(budget=2, interview=TODAY + timedelta(days=2))
    )
    (forecast,) = tight.forecasts
    assert (forecast.will_see, forecast.total, forecast.drop) == (4, 12, ("late",))
    (loss,) = tight.skips
    assert (loss.seen_if_done, loss.seen_if_skipped, loss.reviews_lost) == (4, 2, 0)


def test_report_without_date_shows_two_weeks() -> None:
    report = build_plan_report(QUESTIONS, {}, TODAY, PlanSettings(budget=2))
    assert len(report.ahead) == DAYS_SHOWN
