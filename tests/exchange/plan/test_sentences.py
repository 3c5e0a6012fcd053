"""The sentences about the plan: what waits, what decides the pace, and what to do on the last days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.plan.plan_cases import Case, cases
from tests.core.strategies import TODAY
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.budget import AnswerTimes, Caps
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.plan_report import PlanReport, build_plan_report
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.exchange.plan.sentences import (
    BREADTH_FIRST,
    MANY_NEW,
    deadline_headline,
    deadline_warning,
    describe_agenda,
    describe_waiting,
    minutes_advice,
    pace_lines,
    plan_advice,
    today_summary,
)


def make_case(questions: int, days: int | None, budget: int = 4, caps: Caps | None = None) -> Case:
    interview = None if days is None else TODAY + timedelta(days=days)
    settings = PlanSettings(budget=budget, interview=interview, caps=caps or Caps())
    return Case({f"q{number:02}": "topic" for number in range(questions)}, {}, TODAY, settings)


def report_of(case: Case) -> PlanReport:
    return build_plan_report(case.questions, case.cards, case.today, case.plan_settings)


def test_waiting_questions_are_counted_by_kind() -> None:
    case = make_case(10, None)
    assert describe_waiting(case.agenda) == "; 6 more wait (new)"
    assert describe_agenda(case.agenda) == "0 due, 4 new left today; 6 more wait (new)."
    case = case.after_practice(Grade.AGAIN).after_practice(Grade.AGAIN)
    assert (case.agenda.due, case.agenda.new) == (3, 1)
    assert describe_waiting(case.agenda) == "; 6 more wait (2 due, 4 new)"
    assert today_summary(report_of(case)) == "4 left, 0 answered; 6 more wait (2 due, 4 new)"


def test_one_waiting_question_waits_and_none_is_not_mentioned() -> None:
    assert describe_waiting(make_case(5, None).agenda) == "; 1 more waits (new)"
    assert describe_waiting(make_case(4, None).agenda) == ""
    assert describe_agenda(make_case(0, None).agenda) == "Nothing is left today."


def test_finished_day_says_what_waits_and_when_the_next_come() -> None:
    case = make_case(6, None)
    done = case
    for question in case.agenda.queue:
        done = done.after_answer(question, Grade.GOOD, question)
    text = "Nothing is left today; 2 more wait (new). The next questions come on "
    assert describe_agenda(done.agenda).startswith(text)


@pytest.mark.parametrize(("questions", "is_short"), [(11, False), (12, True), (30, True)])
def test_breadth_is_explained_if_there_is_no_time_to_repeat(questions: int, is_short: bool) -> None:
    case = make_case(questions, 3)
    assert (pace_lines(report_of(case)) == [BREADTH_FIRST]) is is_short
    reviews = 0
    while case.plan_settings.interview and case.today < case.plan_settings.interview:
        reviews += case.agenda.due
        case = case.after_practice()
    assert (reviews == 0) is is_short


@given(
    cases(horizon=st.integers(1, 12), caps=st.just(Caps()), max_size=24, answers=False),
)
def test_first_days_have_at_least_an_even_share_of_new_questions(case: Case) -> None:
    report = report_of(case)
    assume(case.today not in case.plan_settings.off)
    assume(not report.retention.known and pace_lines(report) and report.forecasts[0].open_days)
    (forecast,) = report.forecasts
    if "even share" in pace_lines(report)[0]:
        assert case.agenda.new >= -(-(forecast.total - forecast.seen) // forecast.days)


@pytest.mark.parametrize(("questions", "is_many"), [(119, False), (120, True), (300, True)])
def test_too_many_new_questions_without_a_date_are_explained(questions: int, is_many: bool) -> None:
    case = make_case(questions, None)
    assert (pace_lines(report_of(case)) == [MANY_NEW]) is is_many
    while is_many and len(case.cards) < questions - 30 * 4:
        case = case.after_practice()
        assert (case.agenda.due, case.agenda.new) == (0, 4)


def test_pace_is_not_explained_if_no_new_question_comes() -> None:
    case = make_case(4, 9)
    assert len(pace_lines(report_of(case))) == 1
    assert pace_lines(report_of(case.after_practice())) == []
    assert pace_lines(report_of(make_case(4, 9, caps=Caps(max_new=0)))) == []


def test_limit_of_new_questions_decides_the_pace_if_not_all_fit() -> None:
    text = "Your limit of 1 new question a day decides the pace; the other answers are second looks."
    assert pace_lines(report_of(make_case(30, 3, caps=Caps(max_new=1)))) == [text]
    assert pace_lines(report_of(make_case(3, 3, caps=Caps(max_new=1)))) != [text]


def test_no_topics_are_dropped_without_a_study_day() -> None:
    case = Case({"a": "first", "b": "second"}, {}, TODAY, make_case(0, 2, budget=1).plan_settings)
    off = replace(case.plan_settings, off=DaysOff(dates=frozenset({TODAY, TODAY + timedelta(days=1)})))
    report = report_of(Case(case.questions, {}, TODAY, off))
    assert report.forecasts[0].will_see < report.forecasts[0].total
    assert deadline_warning(report.forecasts[0], Bank()) == []
    assert plan_advice(report) == ["Nothing is left to do today."]


def test_warning_names_the_topic_that_is_too_large() -> None:
    questions = {"a": "met", **{f"b{k}": "large" for k in range(9)}, "c": "last"}
    case = make_case(0, 1)
    before = Case(questions, {}, TODAY - timedelta(days=1), case.plan_settings)
    (forecast,) = report_of(
        Case(questions, before.after_answer("a", Grade.GOOD).cards, TODAY, case.plan_settings)
    ).forecasts
    bank = Bank(topics=(Topic("met"), Topic("large"), Topic("last")))
    assert deadline_warning(forecast, bank) == [
        "To see all questions of the other topics in time, drop: Last. "
        "Even then there are too few days for all questions of Large. Or start 10 new questions a day."
    ]


def test_pace_names_the_date_if_there_are_several() -> None:
    case = make_case(30, 9)
    screen = Deadline(TODAY + timedelta(days=3), name="screen")
    settings = replace(case.plan_settings, deadlines=(screen,))
    (line,) = pace_lines(report_of(Case(case.questions, {}, TODAY, settings)))
    assert line == f"Screen: {BREADTH_FIRST}"


def test_unnamed_dates_are_shown_with_their_days() -> None:
    case = make_case(30, 9)
    settings = replace(case.plan_settings, deadlines=(Deadline(TODAY + timedelta(days=3)),))
    report = report_of(Case(case.questions, {}, TODAY, settings))
    assert [line.split(":")[0] for line in plan_advice(report)[:3]] == [
        "Interview on 25 Nov",
        "Interview on 1 Dec",
        "Interview on 25 Nov",
    ]
    assert deadline_headline(report.forecasts[0], TODAY).startswith("Interview in 3 days, Wednesday, 25 Nov")


def test_assumed_times_are_named_as_such() -> None:
    report = report_of(make_case(30, 2, budget=1))
    assert minutes_advice(report) == [
        "About 60 min a day are enough to see all in time: a new answer takes about 4:00, "
        "a repeated one 2:00 (assumed until you have answered some)."
    ]
    own = replace(report, times=AnswerTimes(180, 90), minutes=45)
    assert minutes_advice(own) == [
        "About 45 min a day are enough to see all in time: a new answer takes you 3:00, a repeated one 1:30."
    ]


def test_next_due_day_has_no_leading_zero() -> None:
    agenda = replace(make_case(0, None).agenda, next_due=date(2026, 11, 3))
    assert describe_agenda(agenda).endswith("come on Tuesday, 3 November 2026.")


def test_interview_day_has_only_the_warm_up_to_do() -> None:
    case = make_case(30, 2).after_practice().after_practice()
    assert case.today == case.plan_settings.interview
    assert plan_advice(report_of(case)) == ["The warm-up is left: 4 questions to do."]
    assert today_summary(report_of(case)) == "4 left, 0 answered"
    assert case.agenda.waiting == 0
    assert describe_agenda(case.agenda) == "4 left of the warm-up."


def test_interview_day_says_what_waits_for_a_later_date() -> None:
    case = make_case(30, 2)
    screen = Deadline(TODAY + timedelta(days=1), frozenset({"topic"}))
    settings = replace(case.plan_settings, deadlines=(screen,))
    case = Case(case.questions, {}, TODAY, settings).after_practice()
    assert case.today == screen.day
    assert describe_agenda(case.agenda) == "4 left of the warm-up; 26 more wait (new)."
    last = replace(settings, interview=TODAY, deadlines=(screen,))
    assert (
        describe_agenda(Case(case.questions, case.cards, case.today, last).agenda) == "4 left of the warm-up."
    )
