"""The answers of the next days."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.plan.plan_cases import Case, cases, deadlines
from tpm_tui.core.plan.plan_report import build_plan_report
from tpm_tui.core.reports.next_days import NEXT_DAYS, forecast_next_days


@given(cases(deadlines=deadlines, horizon=st.integers(14, 40)))
def test_next_days_are_those_of_the_plan(case: Case) -> None:
    days = forecast_next_days(case.questions, case.cards, case.today, case.plan_settings)
    plan = build_plan_report(case.questions, case.cards, case.today, case.plan_settings)
    assert len(days) == NEXT_DAYS
    assert [(day.day, day.reviews, day.new, day.off, day.answers) for day in days[: len(plan.ahead)]] == [
        (day.day, len(day.reviews), len(day.new), day.off, day.answers) for day in plan.ahead
    ]
    assert (days[0].reviews, days[0].new) == (case.agenda.due + case.agenda.warm_up, case.agenda.new)
    interviews = case.plan_settings.interview_days(case.questions, case.today)
    assert {day.day for day in days if day.interview} == interviews & {day.day for day in days}
