"""The forecast is what comes true if the plan is done, to the question; and the days ahead are its days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.plan.plan_cases import Case, cases, deadlines
from tests.core.strategies import TODAY, card_of, grades
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.forecast import Forecast, forecasts, skip_line
from tpm_tui.core.plan.preview import DayAhead, days_ahead
from tpm_tui.core.plan.settings import PlanSettings

one_date = cases(horizon=st.integers(0, 12), max_size=24)
dates = cases(horizon=st.integers(0, 12), deadlines=deadlines, max_size=20)


def told(case: Case, skip_today: bool = False) -> tuple[Forecast, ...]:
    return forecasts(case.questions, case.cards, case.today, case.plan_settings, skip_today=skip_today)


def tomorrow(case: Case) -> Case:
    return Case(case.questions, case.cards, case.today + timedelta(days=1), case.plan_settings)


def met_by(case: Case, day: date, within: list[str], data: st.DataObject, skip_today: bool) -> int:
    """How many of some questions are met when the day comes, the plan being done until then."""
    now = tomorrow(case) if skip_today and case.today < day else case
    while now.today < day:
        now = now.practised(data.draw(grades))
    return sum(now.met(question) for question in within)


def asked(case: Case) -> list[str]:
    return [question for question in case.questions if not card_of(case.cards, question).suspended]


@given(one_date, st.booleans(), st.data())
def test_forecast_comes_true_whatever_the_grades(case: Case, skip: bool, data: st.DataObject) -> None:
    (forecast,) = told(case, skip)
    assert case.plan_settings.interview is not None
    assert forecast.total == len(asked(case))
    assert forecast.met == sum(case.met(question) for question in asked(case))
    assert forecast.will_meet == met_by(case, case.plan_settings.interview, asked(case), data, skip)


@given(dates, st.booleans(), st.data())
def test_forecast_of_each_date_comes_true_with_good_answers(
    case: Case, skip: bool, data: st.DataObject
) -> None:
    good = st.just(Grade.GOOD)
    seen = told(case, skip)
    assert [forecast.deadline for forecast in seen] == list(case.plan_settings.ahead(case.today))
    for forecast in seen:
        assert forecast.deadline is not None
        within = [q for q in asked(case) if forecast.deadline.covers(case.questions[q])]
        assert forecast.total == len(within)
        now = tomorrow(case) if skip and case.today < forecast.deadline.day else case
        while now.today < forecast.deadline.day:
            now = now.practised(data.draw(good))
        assert forecast.will_meet == sum(now.met(question) for question in within)


@given(one_date)
def test_law_and_simulation_agree(case: Case) -> None:
    """A second date after the first makes the forecast look ahead day by day instead."""
    assert case.plan_settings.interview is not None
    later = Deadline(case.plan_settings.interview + timedelta(days=3), frozenset())
    (by_law,) = told(case)
    plan_settings = replace(case.plan_settings, deadlines=(later,))
    by_simulation, _ = told(Case(case.questions, case.cards, case.today, plan_settings))
    assert by_simulation == by_law


@given(one_date)
def test_days_are_the_study_days_before_the_date(case: Case) -> None:
    assert case.plan_settings.interview is not None
    (forecast,) = told(case)
    assert forecast.days == case.study_days(case.today, case.plan_settings.interview)
    assert forecast.answers == forecast.days * case.plan_settings.budget
    assert forecast.days_off == (forecast.days < (case.plan_settings.interview - case.today).days)
    (skipped,) = told(case, skip_today=True)
    assert skipped.days == case.study_days(case.today + timedelta(days=1), case.plan_settings.interview)
    assert skipped.will_meet <= forecast.will_meet


@given(cases(horizon=st.integers(1, 12), answers=False, caps=st.just(Caps()), max_size=24))
def test_as_many_new_ones_a_day_as_needed_meet_all_and_one_less_does_not(case: Case) -> None:
    (forecast,) = told(case)
    assume(forecast.needed)
    assert forecast.needed is not None

    def with_budget(budget: int) -> Forecast:
        plan_settings = replace(case.plan_settings, budget=budget)
        return told(Case(case.questions, case.cards, case.today, plan_settings))[0]

    buried = any(card.buried == case.today for card in case.cards.values())
    assume(not buried)
    assert with_budget(forecast.needed).will_meet == forecast.total
    if forecast.needed > 1:
        assert with_budget(forecast.needed - 1).will_meet < forecast.total


@given(cases(horizon=st.integers(1, 8), answers=False, max_size=30))
def test_without_the_topics_to_drop_all_can_be_met_and_with_one_of_them_not(case: Case) -> None:
    (forecast,) = told(case)
    assert bool(forecast.drop) <= (forecast.will_meet < forecast.total)

    def without(topics: tuple[str, ...]) -> Forecast:
        kept = {question: topic for question, topic in case.questions.items() if topic not in topics}
        return told(Case(kept, case.cards, case.today, case.plan_settings))[0]

    rest = without(forecast.drop)
    assert (rest.will_meet == rest.total) == forecast.drop_is_enough
    if forecast.drop:
        one_less = without(forecast.drop[1:])
        assert one_less.will_meet < one_less.total


def bank(questions: int, per_topic: int = 30) -> dict[str, str]:
    return {f"q{k:03}": f"topic-{k // per_topic}" for k in range(questions)}


def in_days(days: int, **others: object) -> PlanSettings:
    return PlanSettings(budget=6, interview=TODAY + timedelta(days=days), **others)  # type: ignore[arg-type]


def met_all(questions: dict[str, str], plan_settings: PlanSettings) -> Case:
    """Two days on from the first answer to every question."""
    case = Case(questions, {}, TODAY - timedelta(days=2), plan_settings)
    for question in questions:
        case = case.answered(question, Grade.GOOD)
    return Case(questions, case.cards, TODAY, plan_settings)


@pytest.mark.parametrize(
    ("case", "line"),
    [
        (
            Case(bank(300), {}, TODAY, in_days(14)),
            "6 a day x 14 days = 84 answers: you will meet 84 of 300. "
            "Order your topics, drop some, or add minutes.",
        ),
        (Case(bank(84), {}, TODAY, in_days(14)), "6 a day x 14 days = 84 answers: you will meet all 84."),
        (
            Case(bank(9), {}, TODAY, in_days(1)),
            "6 a day x 1 day = 6 answers: you will meet 6 of 9. "
            "Order your topics, drop some, or add minutes.",
        ),
        (
            Case(bank(300), {}, TODAY, in_days(14, caps=Caps(max_new=2))),
            "6 a day (2 new) x 14 days = 84 answers: you will meet 28 of 300. "
            "Order your topics, drop some, or allow more new ones a day.",
        ),
        (
            Case(bank(20), {}, TODAY, in_days(14, off=DaysOff(weekdays=frozenset({5, 6})))),
            "6 a day x 10 study days = 60 answers: you will meet all 20.",
        ),
        (
            met_all(bank(8), in_days(5)),
            "6 a day x 5 days = 30 answers: all 8 are met, these keep them fresh.",
        ),
        (Case(bank(8), {}, TODAY, in_days(0)), "No study day is left: 0 of 8 are met."),
        (Case(bank(8), {}, TODAY, PlanSettings(budget=6)), "6 a day and no date ahead: 0 of 8 are met."),
        (Case(bank(8), {}, TODAY, in_days(-1)), "6 a day and no date ahead: 0 of 8 are met."),
        (Case({}, {}, TODAY, in_days(5)), "There is no question to plan."),
    ],
)
def test_forecast_in_a_line(case: Case, line: str) -> None:
    assert told(case)[0].line == line


def test_topics_to_drop_are_the_last_ones_whole() -> None:
    (forecast,) = told(Case(bank(150), {}, TODAY, in_days(14)))
    assert (forecast.drop, forecast.drop_is_enough) == (("topic-2", "topic-3", "topic-4"), True)
    assert forecast.needed == 11


def test_first_topic_is_never_dropped_though_it_be_too_much() -> None:
    (forecast,) = told(Case(bank(60), {}, TODAY, in_days(3)))
    assert (forecast.drop, forecast.drop_is_enough) == (("topic-1",), False)


@pytest.mark.parametrize(
    ("case", "line"),
    [
        (Case(bank(300), {}, TODAY, in_days(14)), "Skip today and you will meet 78 of 300 instead of 84."),
        (Case(bank(50), {}, TODAY, in_days(14)), "Skip today and you will still meet 50 of 50."),
        (Case(bank(50), {}, TODAY, PlanSettings()), "Skip today and nothing is lost: what is due stays due."),
    ],
)
def test_what_it_costs_to_skip_today(case: Case, line: str) -> None:
    assert skip_line(told(case)[0], told(case, skip_today=True)[0]) == line


# The days ahead.


@given(dates, st.booleans())
def test_days_ahead_are_the_plans_as_they_come(case: Case, skip: bool) -> None:
    seen = days_ahead(case.questions, case.cards, case.today, 6, case.plan_settings, skip_today=skip)
    now = case
    for number, day in enumerate(seen):
        queue = () if skip and not number else now.agenda.queue
        assert day.day == now.today == case.today + timedelta(days=number)
        assert day.off == (now.today in case.plan_settings.off)
        assert day.new == tuple(question for question in queue if not now.met(question))
        assert day.reviews == tuple(question for question in queue if now.met(question))
        now = tomorrow(now) if skip and not number else now.practised()
    assert len(seen) == 6


def test_days_ahead_in_numbers() -> None:
    seen = days_ahead(bank(8), {}, TODAY, 4, in_days(10))
    assert [(len(day.reviews), len(day.new), day.answers) for day in seen] == [
        (0, 6, 6),
        (0, 2, 2),
        (6, 0, 6),
        (2, 0, 2),
    ]


def test_days_ahead_end_with_the_calendar() -> None:
    seen = days_ahead({"q": "topic"}, {}, date.max, 5, PlanSettings())
    assert seen == (DayAhead(day=date.max, new=("q",)),)
