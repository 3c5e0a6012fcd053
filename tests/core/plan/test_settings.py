"""The laws of the plan where it has caps, days off and several dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.plan.plan_cases import TOPICS, Case, cases, deadlines, near
from tests.core.strategies import RULES, TODAY, card_of, grades
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Schedule, is_due
from tpm_tui.core.plan.agenda import Standing
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.daily import plan_day, study_days_left
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline, ready_by
from tpm_tui.core.plan.settings import PlanSettings

NO_DATE = 30

no_caps = st.just(Caps())
no_days_off = st.just(DaysOff())
ahead = st.integers(1, 20)


def unmet(case: Case) -> list[str]:
    return [question for question, schedule in case.free.items() if not schedule.met]


def met(case: Case) -> list[str]:
    return [question for question, schedule in case.free.items() if schedule.met]


def due(case: Case, question: str) -> bool:
    return is_due(case.free[question], case.today, case.plan_settings.rules)


def remaining(case: Case) -> int | None:
    """R of the rules, in study days; None without a date ahead."""
    day = case.plan_settings.interview
    return None if day is None or day < case.today else case.study_days(case.today, day)


def in_lap(case: Case) -> bool:
    left = remaining(case)
    return left is not None and left * max(1, case.reviews_a_day) < len(met(case)) + max(
        1, case.reviews_a_day
    )


# One date.


@given(cases())
def test_law_1_no_slot_is_idle_but_for_a_cap_or_a_day_off(case: Case) -> None:
    plan = case.plan
    if case.today in case.plan_settings.off:
        assert plan == []
        return
    pool = [question for question in met(case) if in_lap(case) or due(case, question)]
    room = min(len(pool), case.reviews_a_day) + min(len(unmet(case)), case.new_a_day)
    assert len(plan) == len(set(plan)) == min(case.plan_settings.budget, room)
    assert set(plan) <= set(pool) | set(unmet(case))


@given(cases())
def test_caps_hold_for_each_kind(case: Case) -> None:
    new = [question for question in case.plan if question in unmet(case)]
    assert len(new) <= case.new_a_day
    assert len(case.plan) - len(new) <= case.reviews_a_day


@given(cases())
def test_law_2_the_pace_counts_study_days_only(case: Case) -> None:
    assume(case.today not in case.plan_settings.off)
    assume(case.plan_settings.interview != case.today)
    left = remaining(case) or NO_DATE
    pace = -(-3 * len(unmet(case)) // (2 * left))
    new = [question for question in case.plan if question in unmet(case)]
    assert len(new) >= min(len(unmet(case)), case.new_a_day, pace)
    assert new == unmet(case)[: len(new)]


@given(cases(), ahead, ahead)
def test_law_7_nearer_date_never_lowers_the_number_of_new_questions(case: Case, one: int, other: int) -> None:
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
    assert len(set(sooner.plan) & set(unmet(case))) >= len(set(later.plan) & set(unmet(case)))


@given(cases(flags=False, answers=False, horizon=st.integers(1, 14), max_size=30), st.data())
def test_law_8_whole_plans_meet_all_that_caps_and_days_off_allow(case: Case, data: st.DataObject) -> None:
    assert case.plan_settings.interview is not None
    to_meet, left = len(unmet(case)), remaining(case)
    assert left is not None
    now = case
    while now.today < case.plan_settings.interview:
        now = now.practised(data.draw(grades))
    still = sum(not now.met(question) for question in case.questions)
    assert to_meet - still == min(to_meet, left * case.new_a_day)


@given(cases(flags=False))
def test_law_10_outside_the_lap_days_off_change_only_the_split(case: Case) -> None:
    without = Case(case.questions, case.cards, case.today, replace(case.plan_settings, off=DaysOff()))
    assume(case.today not in case.plan_settings.off)
    assume(not in_lap(case) and not in_lap(without))
    for group in (met(case), unmet(case)):
        ordered = sorted(([q for q in c.plan if q in group] for c in (case, without)), key=len)
        assert ordered[1][: len(ordered[0])] == ordered[0]


@given(cases(caps=no_caps, off=no_days_off))
def test_dates_that_are_all_the_same_are_one_interview(case: Case) -> None:
    day, plan_settings = case.plan_settings.interview, case.plan_settings
    own = {} if day is None else dict.fromkeys(case.questions, day)
    assert case.plan == plan_day(
        case.free, case.today, plan_settings.budget, plan_settings.rules, date.max, dates=own
    )


# What is left of the day, with today's answers counted in.


@given(cases(deadlines=deadlines), st.data(), grades)
def test_answer_leaves_the_rest_of_the_queue_as_it_was(case: Case, data: st.DataObject, grade: Grade) -> None:
    queue = case.agenda.queue
    assume(queue)
    question = data.draw(st.sampled_from(queue))
    assert case.answered(question, grade).agenda.queue == tuple(q for q in queue if q != question)


@given(cases(answers=False, flags=False, max_size=12), st.data())
def test_caps_count_what_was_answered_beside_the_plan(case: Case, data: st.DataObject) -> None:
    beside = data.draw(
        st.lists(st.sampled_from(sorted(case.questions)), unique=True) if case.questions else st.just([])
    )
    now = case
    for question in beside:
        now = now.answered(question, Grade.GOOD, f"beside-{question}")
    new = sum(not case.met(question) for question in beside)
    assert now.agenda.new <= max(0, case.new_a_day - new)
    assert now.agenda.due <= max(0, case.reviews_a_day - (len(beside) - new))
    assert len(now.agenda.queue) <= max(0, case.plan_settings.budget - len(beside))


def test_new_question_met_beside_the_plan_takes_the_place_of_a_planned_one() -> None:
    questions = {f"q{number}": "topic" for number in range(9)}
    case = Case(questions, {}, TODAY, PlanSettings(budget=6, caps=Caps(max_new=2)))
    assert case.agenda.queue == ("q0", "q1")
    assert case.answered("q7", Grade.GOOD).agenda.queue == ("q0",)
    assert case.answered("q7", Grade.GOOD).answered("q8", Grade.GOOD).agenda.queue == ()


@given(cases(deadlines=deadlines))
def test_counts_are_what_is_served(case: Case) -> None:
    seen = case.agenda
    assert seen.due + seen.new == len(seen.queue) == len(set(seen.queue))
    assert seen.new == sum(not case.met(question) for question in seen.queue)
    assert sum(seen.count(standing) for standing in Standing) == len(case.questions)


@given(cases(), st.data())
def test_next_due_is_the_first_day_with_a_queue_once_today_is_done(case: Case, data: st.DataObject) -> None:
    now = case
    while queue := now.agenda.queue:
        now = now.answered(queue[0], data.draw(grades), f"done-{queue[0]}")
    days = (case.today + timedelta(days=number) for number in range(1, 80))
    found = (day for day in days if Case(now.questions, now.cards, day, now.plan_settings).agenda.queue)
    assert now.agenda.next_due == next(found, None)


# Several dates, each with topics of its own.


@given(cases(deadlines=deadlines, caps=no_caps))
def test_new_questions_come_by_date_and_then_in_the_order_of_the_bank(case: Case) -> None:
    ready = case.plan_settings.ready_by(case.questions, case.today)
    new = [question for question in case.plan if question in unmet(case)]
    order = sorted(unmet(case), key=lambda q: (ready.get(q, date.max), list(case.questions).index(q)))
    assert new == order[: len(new)]


@given(cases(deadlines=deadlines, horizon=st.none()))
def test_each_question_is_to_be_ready_for_the_nearest_date_of_its_topic(case: Case) -> None:
    ready = case.plan_settings.ready_by(case.questions, case.today)
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
def test_law_8_holds_for_each_date(
    case: Case, screen: frozenset[str], left: int, data: st.DataObject
) -> None:
    """For a phone screen with some topics and an onsite with all; the screen's day holds a warm-up only."""
    onsite = case.plan_settings.interview
    assert onsite is not None
    first = Deadline(min(TODAY + timedelta(days=left), onsite - timedelta(days=1)), screen)
    case = Case(case.questions, case.cards, case.today, replace(case.plan_settings, deadlines=(first,)))
    wanted = {question for question in unmet(case) if case.questions[question] in screen}
    warm_up = case.study_days(first.day, first.day + timedelta(days=1))
    now = case
    for day, group, busy in ((first.day, wanted, 0), (onsite, set(unmet(case)), warm_up)):
        while now.today < day:
            now = now.practised(data.draw(grades))
        study_days = case.study_days(TODAY, day) - busy
        have_met = sum(now.met(question) for question in group)
        assert have_met >= min(len(group), study_days * case.new_a_day)


def stood(box: int, days_ago: int) -> Schedule:
    last = TODAY - timedelta(days=days_ago)
    return Schedule(box=box, last=last, day=last, reviews=1, review="r0")


def test_lap_of_the_nearer_date_goes_before_what_is_merely_due() -> None:
    schedules = {"due": stood(1, 9), "soon": stood(5, 1), "soon-staler": stood(5, 3), "later": stood(5, 2)}
    dates = dict.fromkeys(("soon", "soon-staler"), TODAY + timedelta(days=1)) | dict.fromkeys(
        ("due", "later"), TODAY + timedelta(days=9)
    )
    assert plan_day(schedules, TODAY, 4, RULES, dates=dates) == ["soon-staler", "soon", "due"]


def test_pace_is_the_quickest_that_any_date_asks_for() -> None:
    schedules = {f"q{k}": Schedule() for k in range(12)} | {f"r{k}": stood(1, 9) for k in range(20)}
    screen = {f"q{k}": TODAY + timedelta(days=3) for k in range(4, 8)}
    onsite = {f"q{k}": TODAY + timedelta(days=20) for k in (*range(4), *range(8, 12))}
    plan = plan_day(schedules, TODAY, 10, RULES, dates=screen | onsite)
    assert [question for question in plan if question.startswith("q")] == ["q4", "q5"]
    hurried = plan_day(
        schedules, TODAY, 10, RULES, dates=screen | dict.fromkeys(onsite, TODAY + timedelta(days=4))
    )
    assert [q for q in hurried if q.startswith("q")] == ["q4", "q5", "q6", "q7", "q0", "q1"]


def test_day_of_an_interview_is_a_warm_up_without_a_quota() -> None:
    schedules = {"warm": stood(4, 1), "due": stood(1, 9), "other": stood(4, 1), "new": Schedule()}
    dates = {"warm": TODAY, "due": TODAY + timedelta(days=3), "other": TODAY + timedelta(days=3)}
    dates["new"] = TODAY + timedelta(days=3)
    assert plan_day(schedules, TODAY, 2, RULES, dates=dates) == ["warm", "due"]


def test_nothing_is_planned_on_a_day_off_not_even_a_warm_up() -> None:
    plan_settings = PlanSettings(interview=TODAY, off=DaysOff(dates=frozenset({TODAY})))
    assert plan_settings.plan({"q": "topic"}, {"q": stood(1, 9)}, TODAY) == []


def test_lap_begins_earlier_where_days_off_lie_before_the_date() -> None:
    schedules = {f"q{k}": stood(5, 1) for k in range(4)}
    interview = TODAY + timedelta(days=4)
    weekend = DaysOff(dates=frozenset({TODAY + timedelta(days=1), TODAY + timedelta(days=2)}))
    assert plan_day(schedules, TODAY, 2, RULES, interview) == []
    assert plan_day(schedules, TODAY, 2, RULES, interview, off=weekend) == ["q0", "q1"]


def test_lap_is_as_long_as_the_cap_of_reviews_makes_it() -> None:
    schedules = {f"q{k}": stood(5, 1) for k in range(4)}
    interview = TODAY + timedelta(days=4)
    assert plan_day(schedules, TODAY, 2, RULES, interview, caps=Caps(max_reviews=1)) == ["q0"]


def test_slots_that_a_cap_keeps_from_new_questions_go_to_reviews() -> None:
    schedules = {f"r{k}": stood(1, 9) for k in range(9)} | {f"n{k}": Schedule() for k in range(9)}
    interview = TODAY + timedelta(days=1)
    plan = plan_day(schedules, TODAY, 5, RULES, interview, caps=Caps(max_new=2))
    assert sorted(plan) == ["n0", "n1", "r0", "r1", "r2"]


def test_interview_on_a_day_off_takes_no_study_day_from_the_next_one() -> None:
    screen, onsite = TODAY + timedelta(days=1), TODAY + timedelta(days=3)
    off = DaysOff(dates=frozenset({screen}))
    assert study_days_left([screen, onsite], TODAY) == {screen: 1, onsite: 2}
    assert study_days_left([screen, onsite], TODAY, off) == {screen: 1, onsite: 2}


def test_next_due_counts_a_lap_that_a_cap_makes_longer() -> None:
    cards = {f"q{k}": Card(f"q{k}", stood(5, k)) for k in range(1, 7)}
    plan_settings = PlanSettings(budget=3, interview=TODAY + timedelta(days=9), caps=Caps(max_reviews=1))
    assert plan_settings.agenda(dict.fromkeys(cards, "topic"), cards, TODAY).next_due == TODAY + timedelta(
        days=3
    )


def test_next_due_counts_in_the_lap_what_is_met_today() -> None:
    cards = {f"q{k}": Card(f"q{k}", stood(5, k)) for k in range(1, 5)}
    questions = dict.fromkeys((*cards, "new"), "topic")
    plan_settings = PlanSettings(budget=2, interview=TODAY + timedelta(days=9))
    assert plan_settings.agenda(questions, cards, TODAY).next_due == TODAY + timedelta(days=6)


def test_date_gone_by_is_not_to_be_ready_for() -> None:
    gone, nearer, later = (Deadline(TODAY + timedelta(days=days)) for days in (-1, 0, 5))
    assert ready_by({"q": "topic"}, [later, gone, nearer], TODAY) == {"q": TODAY}
    assert ready_by({"q": "topic"}, [gone], TODAY) == {}


def test_next_due_is_no_lap_after_the_date() -> None:
    cards = {"q": Card("q", stood(5, 1))}
    interview = TODAY + timedelta(days=2)
    off = DaysOff(dates=frozenset({TODAY, TODAY + timedelta(days=1), interview}))
    plan_settings = PlanSettings(interview=interview, off=off)
    assert plan_settings.agenda({"q": "topic"}, cards, TODAY).next_due == TODAY + timedelta(days=15)


@pytest.mark.parametrize(("caps", "expected"), [(Caps(max_new=0), None), (Caps(max_reviews=0), None)])
def test_nothing_is_next_where_a_cap_keeps_it_out_for_good(caps: Caps, expected: date | None) -> None:
    plan_settings = PlanSettings(budget=1, caps=caps, interview=TODAY + timedelta(days=40))
    questions = {"q": "topic"}
    cards = {} if caps.max_new == 0 else {"q": card_of({}, "q")}
    if caps.max_reviews == 0:
        cards = Case(questions, {}, TODAY, plan_settings).answered("q", Grade.GOOD).cards
    assert plan_settings.agenda(questions, cards, TODAY).next_due == expected


def test_every_day_off_is_a_plan_without_a_next_day() -> None:
    never = PlanSettings(off=DaysOff(weekdays=frozenset(range(7))), interview=TODAY + timedelta(days=9))
    seen = never.agenda({"q": "topic"}, {}, TODAY)
    assert (seen.queue, seen.next_due) == ((), None)


@given(cases(deadlines=deadlines), near)
def test_terms_change_no_card(case: Case, day: date) -> None:
    before = dict(case.cards)
    Case(case.questions, case.cards, day, case.plan_settings).agenda  # noqa: B018
    assert case.cards == before
