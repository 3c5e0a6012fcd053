"""Properties of the plan with caps, days off and several target dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.plan.plan_cases import TOPICS, Case, cases, deadlines, near
from tests.core.strategies import TODAY, card_of, grades, one_topic
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Schedule, is_due
from tpm_tui.core.plan.agenda import QuestionStatus, build_agenda
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.daily import plan_day, study_days_left
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.pace import measure_retention
from tpm_tui.core.plan.settings import PlanSettings

NO_DATE = 30

no_caps = st.just(Caps())
no_days_off = st.just(DaysOff())
ahead = st.integers(1, 20)
before = st.none() | ahead
"""Days until the interview, which is not today."""


def new_questions(case: Case) -> list[str]:
    return [question for question, schedule in case.eligible.items() if not schedule.seen]


def seen_questions(case: Case) -> list[str]:
    return [question for question, schedule in case.eligible.items() if schedule.seen]


def is_due_today(case: Case, question: str) -> bool:
    return is_due(case.eligible[question], case.today, case.plan_settings.rules)


def remaining(case: Case) -> int | None:
    """Return the study days until the interview; None without a future date."""
    day = case.plan_settings.interview
    return None if day is None or day < case.today else case.study_days(case.today, day)


def in_lap(case: Case) -> bool:
    left = remaining(case)
    return left is not None and left * max(1, case.reviews_a_day) < len(seen_questions(case)) + max(
        1, case.reviews_a_day
    )


# One date.


@given(cases(horizon=before))
def test_plan_fills_every_slot_except_caps_and_days_off(case: Case) -> None:
    plan = case.plan
    if case.today in case.plan_settings.off:
        assert plan == []
        return
    pool = [question for question in seen_questions(case) if in_lap(case) or is_due_today(case, question)]
    room = min(len(pool), case.reviews_a_day) + min(len(new_questions(case)), case.new_a_day)
    assert len(plan) == len(set(plan)) == min(case.plan_settings.budget, room)
    assert set(plan) <= set(pool) | set(new_questions(case))


@given(cases())
def test_plan_keeps_caps_for_new_questions_and_reviews(case: Case) -> None:
    new = [question for question in case.plan if question in new_questions(case)]
    assert len(new) <= case.new_a_day
    assert len(case.plan) - len(new) <= case.reviews_a_day


@given(cases())
def test_pace_counts_study_days_only(case: Case) -> None:
    assume(case.today not in case.plan_settings.off)
    assume(case.plan_settings.interview != case.today)
    left = remaining(case) or NO_DATE
    retention = measure_retention(case.cards, case.today)
    factor = 1 if retention.answers < 6 else 2 if 3 * retention.good >= 2 * retention.answers else 0
    pace = max(
        -(-factor * len(new_questions(case)) // left), len(new_questions(case)) - case.new_a_day * (left - 1)
    )
    new = [question for question in case.plan if question in new_questions(case)]
    assert len(new) >= min(len(new_questions(case)), case.new_a_day, pace)
    assert new == new_questions(case)[: len(new)]


@given(cases(), ahead, ahead)
def test_nearer_date_never_reduces_new_questions(case: Case, one: int, other: int) -> None:
    sooner, later = (
        Case(
            case.questions,
            case.cards,
            case.today,
            replace(case.plan_settings, interview=TODAY + timedelta(days=days)),
        )
        for days in sorted((one, other))
    )
    assume(not in_lap(sooner))
    assert len(set(sooner.plan) & set(new_questions(case))) >= len(set(later.plan) & set(new_questions(case)))


@given(cases(flags=False, answers=False, horizon=st.integers(1, 14), max_size=30), st.data())
def test_completed_plans_introduce_all_that_settings_allow(case: Case, data: st.DataObject) -> None:
    assert case.plan_settings.interview is not None
    new_count, left = len(new_questions(case)), remaining(case)
    assert left is not None
    now = case
    while now.today < case.plan_settings.interview:
        now = now.after_practice(data.draw(grades))
    still_new = sum(not now.is_seen(question) for question in case.questions)
    assert new_count - still_new == min(new_count, left * case.new_a_day)


@given(cases(flags=False))
def test_days_off_outside_final_lap_change_only_the_split(case: Case) -> None:
    without = Case(case.questions, case.cards, case.today, replace(case.plan_settings, off=DaysOff()))
    assume(case.today not in case.plan_settings.off)
    assume(not in_lap(case) and not in_lap(without))
    for group in (seen_questions(case), new_questions(case)):
        ordered = sorted(([q for q in c.plan if q in group] for c in (case, without)), key=len)
        assert ordered[1][: len(ordered[0])] == ordered[0]


@given(cases(caps=no_caps, off=no_days_off))
def test_equal_dates_behave_like_one_interview(case: Case) -> None:
    day = case.plan_settings.interview
    own = () if day is None else tuple(Deadline(day, frozenset({topic})) for topic in TOPICS)
    plan_settings = replace(case.plan_settings, interview=date.max if own else None, deadlines=own)
    assume(day is None or day >= case.today)
    assert case.plan == Case(case.questions, case.cards, case.today, plan_settings).plan


# The remaining queue, after today's answers.


@given(cases(deadlines=deadlines), st.data(), grades)
def test_answer_keeps_rest_of_queue(case: Case, data: st.DataObject, grade: Grade) -> None:
    queue = case.agenda.queue
    assume(queue)
    question = data.draw(st.sampled_from(queue))
    assert case.after_answer(question, grade).agenda.queue == tuple(q for q in queue if q != question)


@given(cases(answers=False, flags=False, max_size=12), st.data())
def test_caps_count_answers_outside_the_plan(case: Case, data: st.DataObject) -> None:
    outside = data.draw(
        st.lists(st.sampled_from(sorted(case.questions)), unique=True) if case.questions else st.just([])
    )
    now = case
    for question in outside:
        now = now.after_answer(question, Grade.GOOD, f"outside-{question}")
    new = sum(not case.is_seen(question) for question in outside)
    assert now.agenda.new <= max(0, case.new_a_day - new)
    assert now.agenda.due <= max(0, case.reviews_a_day - (len(outside) - new))
    assert len(now.agenda.queue) <= max(0, case.plan_settings.budget - len(outside))


def test_unplanned_new_question_replaces_a_planned_one() -> None:
    questions = {f"q{number}": "topic" for number in range(9)}
    case = Case(questions, {}, TODAY, PlanSettings(budget=6, caps=Caps(max_new=2)))
    assert case.agenda.queue == ("q0", "q1")
    assert case.after_answer("q7", Grade.GOOD).agenda.queue == ("q0",)
    assert case.after_answer("q7", Grade.GOOD).after_answer("q8", Grade.GOOD).agenda.queue == ()


@given(cases(deadlines=deadlines))
def test_agenda_counts_equal_queue(case: Case) -> None:
    agenda = case.agenda
    assert agenda.due + agenda.warm_up + agenda.new == len(agenda.queue) == len(set(agenda.queue))
    assert agenda.new == sum(not case.is_seen(question) for question in agenda.queue)
    assert sum(agenda.count(status) for status in QuestionStatus) == len(case.questions)


@given(cases(), st.data())
def test_next_due_is_first_day_with_a_queue(case: Case, data: st.DataObject) -> None:
    now = case
    while queue := now.agenda.queue:
        now = now.after_answer(queue[0], data.draw(grades), f"done-{queue[0]}")
    days = (case.today + timedelta(days=number) for number in range(1, 80))
    days_with_queue = (
        day for day in days if Case(now.questions, now.cards, day, now.plan_settings).agenda.queue
    )
    assert now.agenda.next_due == next(days_with_queue, None)


# Several target dates, each with its own topics.


@given(cases(deadlines=deadlines, caps=no_caps))
def test_new_questions_are_ordered_by_date_then_bank(case: Case) -> None:
    ready = case.plan_settings.target_dates(case.questions, case.today)
    new = [question for question in case.plan if question in new_questions(case)]
    order = sorted(new_questions(case), key=lambda q: (ready.get(q, date.max), list(case.questions).index(q)))
    assert new == order[: len(new)]


@given(cases(deadlines=deadlines, horizon=st.none()))
def test_target_date_is_nearest_date_of_topic(case: Case) -> None:
    ready = case.plan_settings.target_dates(case.questions, case.today)
    for question, topic in case.questions.items():
        days = [
            deadline.day
            for deadline in case.plan_settings.deadlines
            if deadline.day >= case.today and (deadline.topics is None or topic in deadline.topics)
        ]
        assert ready.get(question) == min(days, default=None)


@given(
    cases(horizon=st.integers(5, 14), flags=False, answers=False, max_size=30),
    st.frozensets(st.sampled_from(TOPICS), min_size=1),
    st.integers(1, 8),
    st.data(),
)
def test_completed_plans_introduce_enough_for_each_date(
    case: Case, screen: frozenset[str], left: int, data: st.DataObject
) -> None:
    """A phone screen with some topics and an onsite with all; the day of the screen has only a warm-up."""
    onsite = case.plan_settings.interview
    assert onsite is not None
    first = Deadline(min(TODAY + timedelta(days=left), onsite - timedelta(days=1)), screen)
    case = Case(case.questions, case.cards, case.today, replace(case.plan_settings, deadlines=(first,)))
    screen_questions = {question for question in new_questions(case) if case.questions[question] in screen}
    warm_up = case.study_days(first.day, first.day + timedelta(days=1))
    now = case
    for day, group, interview_days in (
        (first.day, screen_questions, 0),
        (onsite, set(new_questions(case)), warm_up),
    ):
        while now.today < day:
            now = now.after_practice(data.draw(grades))
        study_days = case.study_days(TODAY, day) - interview_days
        seen_count = sum(now.is_seen(question) for question in group)
        assert seen_count >= min(len(group), study_days * case.new_a_day)


def schedule_in(box: int, days_ago: int) -> Schedule:
    last = TODAY - timedelta(days=days_ago)
    return Schedule(box=box, last=last, day=last, reviews=1, review="r0")


def plan_today(schedules: dict[str, Schedule], plan_settings: PlanSettings) -> list[str]:
    """Return today's plan of questions of one topic."""
    return plan_day(one_topic(schedules), schedules, TODAY, plan_settings)


def plan_with_dates(schedules: dict[str, Schedule], budget: int, days: dict[str, int]) -> list[str]:
    """Return today's plan of questions that each have their own target date, in some days."""
    deadlines = tuple(Deadline(TODAY + timedelta(days=n), frozenset({q})) for q, n in days.items())
    own_topics = {question: question for question in schedules}
    return plan_day(own_topics, schedules, TODAY, PlanSettings(budget=budget, deadlines=deadlines))


def test_final_lap_of_nearer_date_precedes_due_questions() -> None:
    schedules = {
        "due": schedule_in(1, 9),
        "soon": schedule_in(5, 1),
        "soon-staler": schedule_in(5, 3),
        "later": schedule_in(5, 2),
    }
    days = {"soon": 1, "soon-staler": 1, "due": 9, "later": 9}
    assert plan_with_dates(schedules, 4, days) == ["soon-staler", "soon", "due"]


def test_quotas_of_all_dates_are_taken_nearest_first() -> None:
    schedules = {f"q{k}": Schedule() for k in range(12)} | {f"r{k}": schedule_in(1, 9) for k in range(20)}
    screen = {f"q{k}": 3 for k in range(4, 8)}
    onsite = {f"q{k}": 20 for k in (*range(4), *range(8, 12))}
    plan = plan_with_dates(schedules, 10, screen | onsite)
    assert [question for question in plan if question.startswith("q")] == ["q4", "q5", "q6"]
    faster = plan_with_dates(schedules, 10, screen | dict.fromkeys(onsite, 4))
    assert [q for q in faster if q.startswith("q")] == ["q4", "q5", "q6", "q7", "q0"]


def test_interview_day_has_warm_up_without_new_questions() -> None:
    schedules = {
        "warm": schedule_in(4, 1),
        "due": schedule_in(1, 9),
        "other": schedule_in(4, 1),
        "new": Schedule(),
    }
    days = {"warm": 0, "due": 3, "other": 3, "new": 3}
    assert plan_with_dates(schedules, 2, days) == ["warm"]


def test_day_off_plans_nothing_even_on_interview_day() -> None:
    plan_settings = PlanSettings(interview=TODAY, off=DaysOff(dates=frozenset({TODAY})))
    assert plan_today({"q": schedule_in(1, 9)}, plan_settings) == []


def test_final_lap_starts_earlier_with_days_off() -> None:
    schedules = {f"q{k}": schedule_in(5, 1) for k in range(4)}
    plan_settings = PlanSettings(budget=2, interview=TODAY + timedelta(days=4))
    weekend = DaysOff(dates=frozenset({TODAY + timedelta(days=1), TODAY + timedelta(days=2)}))
    assert plan_today(schedules, plan_settings) == []
    assert plan_today(schedules, replace(plan_settings, off=weekend)) == ["q0", "q1"]


def test_final_lap_length_depends_on_review_cap() -> None:
    schedules = {f"q{k}": schedule_in(5, 1) for k in range(4)}
    interview = TODAY + timedelta(days=4)
    plan_settings = PlanSettings(budget=2, interview=interview, caps=Caps(max_reviews=1))
    assert plan_today(schedules, plan_settings) == ["q0"]


def test_slots_freed_by_new_cap_go_to_reviews() -> None:
    schedules = {f"r{k}": schedule_in(1, 9) for k in range(9)} | {f"n{k}": Schedule() for k in range(9)}
    interview = TODAY + timedelta(days=1)
    plan_settings = PlanSettings(budget=5, interview=interview, caps=Caps(max_new=2))
    assert sorted(plan_today(schedules, plan_settings)) == ["n0", "n1", "r0", "r1", "r2"]


def test_interview_on_day_off_costs_no_study_day() -> None:
    screen, onsite = TODAY + timedelta(days=1), TODAY + timedelta(days=3)
    off = DaysOff(dates=frozenset({screen}))
    assert study_days_left([screen, onsite], TODAY, DaysOff()) == {screen: 1, onsite: 2}
    assert study_days_left([screen, onsite], TODAY, off) == {screen: 1, onsite: 2}


def test_next_due_counts_final_lap_extended_by_cap() -> None:
    cards = {f"q{k}": Card(f"q{k}", schedule_in(5, k)) for k in range(1, 7)}
    plan_settings = PlanSettings(budget=3, interview=TODAY + timedelta(days=9), caps=Caps(max_reviews=1))
    assert build_agenda(
        dict.fromkeys(cards, "topic"), cards, TODAY, plan_settings
    ).next_due == TODAY + timedelta(days=3)


def test_next_due_counts_new_questions_of_today_in_final_lap() -> None:
    cards = {f"q{k}": Card(f"q{k}", schedule_in(5, k)) for k in range(1, 5)}
    questions = dict.fromkeys((*cards, "new"), "topic")
    plan_settings = PlanSettings(budget=2, interview=TODAY + timedelta(days=9))
    assert build_agenda(questions, cards, TODAY, plan_settings).next_due == TODAY + timedelta(days=6)


def test_target_dates_ignore_past_dates() -> None:
    past, nearer, later = (Deadline(TODAY + timedelta(days=days)) for days in (-1, 0, 5))
    plan_settings = PlanSettings(deadlines=(later, past, nearer))
    assert plan_settings.target_dates({"q": "topic"}, TODAY) == {"q": TODAY}
    assert PlanSettings(deadlines=(past,)).target_dates({"q": "topic"}, TODAY) == {}


def test_next_due_ignores_final_lap_after_the_date() -> None:
    cards = {"q": Card("q", schedule_in(5, 1))}
    interview = TODAY + timedelta(days=2)
    off = DaysOff(dates=frozenset({TODAY, TODAY + timedelta(days=1), interview}))
    plan_settings = PlanSettings(interview=interview, off=off)
    assert build_agenda({"q": "topic"}, cards, TODAY, plan_settings).next_due == TODAY + timedelta(days=15)


@pytest.mark.parametrize(("caps", "expected"), [(Caps(max_new=0), None), (Caps(max_reviews=0), None)])
def test_next_due_is_none_if_cap_is_zero(caps: Caps, expected: date | None) -> None:
    plan_settings = PlanSettings(budget=1, caps=caps, interview=TODAY + timedelta(days=40))
    questions = {"q": "topic"}
    cards = {} if caps.max_new == 0 else {"q": card_of({}, "q")}
    if caps.max_reviews == 0:
        cards = Case(questions, {}, TODAY, plan_settings).after_answer("q", Grade.GOOD).cards
    assert build_agenda(questions, cards, TODAY, plan_settings).next_due == expected


def test_next_due_is_none_if_every_day_is_off() -> None:
    never = PlanSettings(off=DaysOff(weekdays=frozenset(range(7))), interview=TODAY + timedelta(days=9))
    agenda = build_agenda({"q": "topic"}, {}, TODAY, never)
    assert (agenda.queue, agenda.next_due) == ((), None)


@given(cases(deadlines=deadlines), near)
def test_plan_settings_do_not_modify_cards(case: Case, day: date) -> None:
    before = dict(case.cards)
    Case(case.questions, case.cards, day, case.plan_settings).agenda  # noqa: B018
    assert case.cards == before
