"""When reviewed questions are asked again, compared with planning day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from msgspec.structs import replace

from tests.core.plan.plan_cases import Case, by_answers_or_time, cases, deadlines, some_triaged
from tests.core.strategies import TODAY, card_of
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.plan.ahead.expectation import Expectation, expect_again
from tpm_tui.core.plan.settings import PlanSettings


def expectations(case: Case) -> dict[str, Expectation]:
    wanted = [question for question in case.questions if case.is_seen(question)]
    return expect_again(wanted, case.questions, case.cards, case.agenda, case.plan_settings)


@given(
    cases(deadlines=deadlines, max_size=12, times=by_answers_or_time, known=some_triaged).filter(
        lambda case: any(case.is_seen(question) for question in case.questions)
    )
)
def test_expected_days_are_the_next_days_of_the_plan(case: Case) -> None:
    expected = expectations(case)
    first: dict[str, date] = {}
    now = case.after_practice()
    while now.today <= case.today + timedelta(days=40):
        for question in now.agenda.queue:
            first.setdefault(question, now.today)
        now = now.after_practice()
    dates = case.plan_settings.dates_by_topic(case.questions, case.today)
    for question, each in expected.items():
        assert not card_of(case.cards, question).suspended
        days = dates[case.questions[question]]
        assert each.has_date == bool(days)
        last = days[-1] if days else case.today + timedelta(days=40)
        asked = first.get(question)
        if asked and asked <= last:
            assert each.day == asked
        else:
            assert each.day is None or each.day > case.today + timedelta(days=40)


def test_suspended_and_removed_questions_are_left_out() -> None:
    case = Case({"a": "topic", "b": "topic"}, {}, TODAY, PlanSettings())
    case = case.after_answer("a", Grade.GOOD).after_answer("b", Grade.GOOD)
    cards = {**case.cards, "a": replace(case.cards["a"], suspended=True), "gone": Card("gone")}
    agenda = Case(case.questions, cards, TODAY, case.plan_settings).agenda
    expected = expect_again(["a", "b", "gone"], case.questions, cards, agenda, case.plan_settings)
    assert expected == {"b": Expectation(TODAY, TODAY + timedelta(days=2), TODAY + timedelta(days=2))}
    assert expected["b"].is_due_day


def test_due_day_after_the_searched_days_is_expected() -> None:
    case = Case({"a": "topic"}, {}, TODAY, PlanSettings(rules=Rules(intervals=(500, 600))))
    (each,) = expectations(case.after_answer("a", Grade.AGAIN)).values()
    assert each.day == each.due == TODAY + timedelta(days=500)
