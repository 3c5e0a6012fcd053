"""The planner as a library: driven day by day with plain values, each question with its reason."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.core.plan.plan_cases import Case, cases, deadlines
from tests.core.strategies import RULES, TODAY, Log, card_of, grades, logs
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Schedule, is_due
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.plan.api import Planned, PlanSettings, Why, answer, plan


def planned(case: Case) -> tuple[Planned, ...]:
    return plan(case.questions, case.cards, case.today, case.plan_settings)


def stood(box: int, days_ago: int) -> Schedule:
    last = TODAY - timedelta(days=days_ago)
    return Schedule(box=box, last=last, day=last, reviews=1, review="r0")


@given(cases(deadlines=deadlines))
def test_plan_is_the_agendas_queue(case: Case) -> None:
    assert tuple(one.question for one in planned(case)) == case.agenda.queue


@given(cases(deadlines=deadlines))
def test_reason_fits_where_the_question_stands(case: Case) -> None:
    ready = case.plan_settings.ready_by(case.questions, case.today)
    for one in planned(case):
        schedule = card_of(case.cards, one.question).schedule
        match one.why:
            case Why.NEW:
                assert not schedule.met
            case Why.DUE:
                assert is_due(schedule, case.today, case.plan_settings.rules)
            case Why.WARM_UP:
                assert ready[one.question] == case.today
            case Why.LAP:
                assert ready[one.question] > case.today
        if one.why in (Why.LAP, Why.WARM_UP):
            assert schedule.met
            assert not is_due(schedule, case.today, case.plan_settings.rules)


@given(logs(questions=("late",), undo=False, act=False, clock_back=True))
def test_answers_given_one_by_one_are_the_history_replayed(log: Log) -> None:
    answers = [review for review in log.standing if not review.drill]
    card = Card("late")
    for review in answers:
        card = answer(card, review.grade, review.day, RULES, review.id)
    assert card == card_of(replay(answers, RULES), "late")


@given(cases(horizon=st.none(), max_size=6, flags=False), st.lists(grades, min_size=1, max_size=20))
def test_planner_can_be_driven_by_plain_values_alone(case: Case, given_grades: list[Grade]) -> None:
    cards, today = dict(case.cards), case.today
    for number, grade in enumerate(given_grades):
        for one in plan(case.questions, cards, today, case.plan_settings):
            card = cards.get(one.question) or Card(one.question)
            cards[one.question] = answer(card, grade, today, case.plan_settings.rules)
            assert cards[one.question].answered_on(today)
        assert plan(case.questions, cards, today, case.plan_settings) == ()
        today = case.today + timedelta(days=number + 1)


def test_reasons_of_reviews_name_the_box_the_wait_and_the_stalest() -> None:
    cards = {
        "nine": Card("nine", stood(2, 9)),
        "four": Card("four", stood(2, 4)),
        "one": Card("one", stood(1, 1)),
    }
    seen = plan(dict.fromkeys(cards, "topic"), cards, TODAY, PlanSettings())
    assert [(one.question, one.why, one.reason) for one in seen] == [
        ("nine", Why.DUE, "stalest in box 2: 9 days, due after 2"),
        ("four", Why.DUE, "box 2: 4 days, due after 2"),
        ("one", Why.DUE, "stalest in box 1: 1 day, due after 1"),
    ]


def test_reasons_of_new_questions_count_those_met_today() -> None:
    questions = {"old": "topic"} | {f"q{number}": "topic" for number in range(9)}
    plan_settings = PlanSettings(budget=4, interview=TODAY + timedelta(days=3))
    old = answer(Card("old", stood(3, 9)), Grade.GOOD, TODAY, RULES)
    cards = {"old": old, "q0": answer(Card("q0"), Grade.GOOD, TODAY, RULES)}
    seen = plan(questions, cards, TODAY, plan_settings)
    assert [(one.question, one.reason) for one in seen] == [
        ("q1", "new: 2 of 3 today"),
        ("q2", "new: 3 of 3 today"),
    ]


def test_reasons_of_the_last_days() -> None:
    cards = {"q": Card("q", stood(4, 3))}
    for days, why, reason in (
        (1, Why.LAP, "final lap: box 4, 3 days ago"),
        (0, Why.WARM_UP, "warm-up: box 4, 3 days ago"),
    ):
        plan_settings = PlanSettings(interview=TODAY + timedelta(days=days))
        assert plan({"q": "topic"}, cards, TODAY, plan_settings) == (Planned("q", why, reason),)


def test_reason_of_a_question_whose_answer_is_dated_far_ahead() -> None:
    cards = {"q": Card("q", stood(2, -30))}
    (one,) = plan({"q": "topic"}, cards, TODAY, PlanSettings())
    assert one.reason == "stalest in box 2: its last answer is dated ahead"
