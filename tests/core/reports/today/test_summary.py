"""The summary of today and its details."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.plan.plan_cases import Case, cases, deadlines
from tests.core.strategies import Log, logs
from tests.exchange.histories import BANK, RULES, TODAY, History
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.events import CardActionKind
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import all_attempts
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.budget import AnswerTimes
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.plan_report import build_plan_report
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.plan.upcoming import find_upcoming_plan
from tpm_tui.core.reports.stats import compute_statistics
from tpm_tui.core.reports.today.details import build_today_details
from tpm_tui.core.reports.today.summary import TodaySummary, build_today, monday_of
from tpm_tui.core.session.drill import find_weak_points

TIMES = AnswerTimes()
SETTINGS = PlanSettings()


def bank_of(case: Case) -> Bank:
    topics = tuple(Topic(id=topic) for topic in dict.fromkeys(case.questions.values()))
    return Bank(topics, tuple(Question(id=q, topic=t, prompt="?") for q, t in case.questions.items()))


def summary_of(history: History, settings: PlanSettings = SETTINGS, count: int | None = None) -> TodaySummary:
    reviews = [review for review in all_attempts(history.entries) if review.day <= history.day]
    agenda = build_agenda(BANK.topic_by_question, history.cards, history.day, settings)
    newest = reviews if count is None else reviews[-count:]
    return build_today(
        BANK,
        history.cards,
        agenda,
        settings,
        newest,
        TIMES,
        has_all=len(newest) == len(reviews),
        is_first_run=not history.entries,
    )


@given(cases(deadlines=deadlines))
def test_figures_are_those_of_agenda_and_plan(case: Case) -> None:
    bank, agenda = bank_of(case), case.agenda
    summary = build_today(
        bank, case.cards, agenda, case.plan_settings, [], TIMES, has_all=True, is_first_run=False
    )
    plan = build_plan_report(case.questions, case.cards, case.today, case.plan_settings)
    assert summary.agenda == plan.agenda == agenda
    assert Counter(summary.topics) == Counter(plan.readiness)
    shares = [topic.share for topic in summary.topics]
    assert shares == sorted(shares)
    assert (summary.ready, summary.met, summary.questions) == (
        sum(topic.ready for topic in plan.readiness),
        sum(topic.met for topic in plan.readiness),
        sum(topic.questions for topic in plan.readiness),
    )
    assert summary.upcoming == find_upcoming_plan(case.questions, case.cards, case.today, case.plan_settings)
    seconds = (agenda.due + agenda.warm_up) * TIMES.repeated + agenda.new * TIMES.new
    assert 60 * (summary.minutes - 1) < seconds <= 60 * summary.minutes
    assert [each.day for each in summary.dates] == sorted(each.day for each in summary.dates)
    assert summary.past is None or summary.past.day < summary.agenda.today


@given(logs(questions=("late-program", "dates"), clock_back=True), st.integers(1, 5))
def test_streak_is_that_of_the_statistics_or_unknown(log: Log, count: int) -> None:
    history = History(day=log.day, entries=log.entries)
    statistics = compute_statistics(log.entries, replay(log.entries, RULES), BANK, log.day, SETTINGS)
    assert summary_of(history).streak == statistics.streak
    monotonic = [review.day for review in log.active] == sorted(review.day for review in log.active)
    if monotonic:
        assert summary_of(history, count=count).streak in (None, statistics.streak)


def test_streak_is_unknown_if_it_may_be_longer_than_the_reviews() -> None:
    history = History()
    for _ in range(5):
        history.answer()
        history.wait(1)
    assert summary_of(history, count=3).streak is None
    assert summary_of(history).streak == 5
    history.wait(1)
    history.answer()
    assert summary_of(history, count=3).streak == 1


def test_week_has_answers_days_off_and_the_plan_of_today() -> None:
    history = History(day=TODAY - timedelta(days=7))  # TODAY is a Sunday
    history.answer()
    history.wait(1)
    history.answer("dates")
    history.wait(2)
    history.answer("dates")
    history.answer("silence")
    week = summary_of(history, PlanSettings(off=DaysOff(weekdays=frozenset({1})))).week
    assert [day.day for day in week] == [TODAY - timedelta(days=ago) for ago in range(6, -1, -1)]
    assert [day.answers for day in week] == [1, 0, 2, 0, 0, 0, 0]
    assert [day.is_off for day in week] == [False, True, *[False] * 5]
    assert [day.left for day in week] == [0, 0, 2, 0, 0, 0, 0]
    assert monday_of(TODAY) == week[0].day == monday_of(week[0].day)


def test_week_ends_with_the_calendar() -> None:
    assert [day.day for day in summary_of(History(day=date.max)).week][-1] == date.max


def test_first_run_has_no_entry_at_all() -> None:
    history = History()
    assert summary_of(history).is_first_run
    assert summary_of(history).last is None
    history.start()
    assert not summary_of(history).is_first_run


def test_next_day_is_planned_when_nothing_is_left() -> None:
    history = History()
    for question in BANK.order:
        history.answer(question, Grade.GOOD)
    summary = summary_of(history)
    assert summary.is_done
    assert summary.upcoming.day == summary.agenda.next_due == history.day + timedelta(days=2)
    assert (summary.upcoming.due, summary.upcoming.new) == (4, 0)


def test_past_interview_is_named_also_if_a_date_is_ahead() -> None:
    past, ahead = Deadline(TODAY - timedelta(days=1)), Deadline(TODAY + timedelta(days=3), None, "onsite")
    summary = summary_of(History(), PlanSettings(interview=past.day))
    assert (summary.past, summary.dates) == (past, ())
    summary = summary_of(History(), PlanSettings(interview=past.day, deadlines=(ahead,)))
    assert (summary.past, summary.dates) == (past, (ahead,))


def test_suspended_questions_are_not_counted() -> None:
    history = History()
    history.act("dates", CardActionKind.SUSPEND)
    assert summary_of(history).questions == 3


@pytest.mark.parametrize(("off", "is_day_off"), [(frozenset({6}), True), (frozenset({5}), False)])
def test_day_off_is_recognized(off: frozenset[int], is_day_off: bool) -> None:
    assert summary_of(History(), PlanSettings(off=DaysOff(weekdays=off))).is_day_off is is_day_off


def test_details_have_the_weak_points_of_the_drill() -> None:
    history = History()
    history.answer("late-program", covered=(), missed=("size and cause first", "early plain notice"))
    history.wait(1)
    history.answer("dates", covered=("size and cause first", "early plain notice"), missed=(), session="s2")
    reviews = all_attempts(history.entries)
    details = build_today_details(BANK, reviews, history.day, DaysOff())
    assert list(details.weak_points) == find_weak_points(history.entries, BANK)
    assert (details.streak, details.difference) == (2, 1.0)
    assert build_today_details(BANK, reviews, history.day, DaysOff(), limit=1).weak_points == (
        details.weak_points[0],
    )
