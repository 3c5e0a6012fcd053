"""The planner as a library: plans with plain values, and the reason for each question."""

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
from tpm_tui.core.plan.api import PlannedQuestion, PlanReason, PlanSettings, answer, plan


def plan_of(case: Case) -> tuple[PlannedQuestion, ...]:
    return plan(case.questions, case.cards, case.today, case.plan_settings)


def schedule_in(box: int, days_ago: int) -> Schedule:
    last = TODAY - timedelta(days=days_ago)
    return Schedule(box=box, last=last, day=last, reviews=1, review="r0")


@given(cases(deadlines=deadlines))
def test_plan_equals_agenda_queue(case: Case) -> None:
    assert tuple(each.question for each in plan_of(case)) == case.agenda.queue


@given(cases(deadlines=deadlines))
def test_reason_matches_schedule_and_date(case: Case) -> None:
    ready = case.plan_settings.target_dates(case.questions, case.today)
    for each in plan_of(case):
        schedule = card_of(case.cards, each.question).schedule
        match each.why:
            case PlanReason.NEW:
                assert not schedule.seen
            case PlanReason.DUE:
                assert is_due(schedule, case.today, case.plan_settings.rules)
            case PlanReason.WARM_UP:
                assert ready[each.question] == case.today
            case PlanReason.LAP:
                assert ready[each.question] > case.today
        if each.why in (PlanReason.LAP, PlanReason.WARM_UP):
            assert schedule.seen
        if each.why is PlanReason.LAP:
            assert not is_due(schedule, case.today, case.plan_settings.rules)


@given(logs(questions=("late",), undo=False, act=False, clock_back=True))
def test_single_answers_equal_replayed_history(log: Log) -> None:
    answers = [review for review in log.active if not review.drill]
    card = Card("late")
    for review in answers:
        card = answer(card, review.grade, review.day, RULES, review.id)
    assert card == card_of(replay(answers, RULES), "late")


@given(cases(horizon=st.none(), max_size=6, flags=False), st.lists(grades, min_size=1, max_size=20))
def test_planner_works_with_plain_values(case: Case, given_grades: list[Grade]) -> None:
    cards, today = dict(case.cards), case.today
    for number, grade in enumerate(given_grades):
        for each in plan(case.questions, cards, today, case.plan_settings):
            card = cards.get(each.question) or Card(each.question)
            cards[each.question] = answer(card, grade, today, case.plan_settings.rules)
            assert cards[each.question].answered_on(today)
        assert plan(case.questions, cards, today, case.plan_settings) == ()
        today = case.today + timedelta(days=number + 1)


def test_review_reasons_name_box_days_and_stalest() -> None:
    cards = {
        "nine": Card("nine", schedule_in(2, 9)),
        "four": Card("four", schedule_in(2, 4)),
        "one": Card("one", schedule_in(1, 1)),
    }
    questions_today = plan(dict.fromkeys(cards, "topic"), cards, TODAY, PlanSettings())
    assert [(each.question, each.why, each.reason) for each in questions_today] == [
        ("nine", PlanReason.DUE, "stalest in box 2: 9 days, due after 2"),
        ("four", PlanReason.DUE, "box 2: 4 days, due after 2"),
        ("one", PlanReason.DUE, "stalest in box 1: 1 day, due after 1"),
    ]


def test_new_reasons_count_questions_introduced_today() -> None:
    questions = {"old": "topic"} | {f"q{number}": "topic" for number in range(9)}
    plan_settings = PlanSettings(budget=4, interview=TODAY + timedelta(days=3))
    old = answer(Card("old", schedule_in(3, 9)), Grade.GOOD, TODAY, RULES)
    cards = {"old": old, "q0": answer(Card("q0"), Grade.GOOD, TODAY, RULES)}
    questions_today = plan(questions, cards, TODAY, plan_settings)
    assert [(each.question, each.reason) for each in questions_today] == [
        ("q1", "new: 2 of 3 today"),
        ("q2", "new: 3 of 3 today"),
    ]


def test_reasons_before_interview_are_lap_and_warm_up() -> None:
    cards = {"q": Card("q", schedule_in(4, 3))}
    for days, why, reason in (
        (1, PlanReason.LAP, "final review: box 4, 3 days ago"),
        (0, PlanReason.WARM_UP, "warm-up: box 4, 3 days ago"),
    ):
        plan_settings = PlanSettings(interview=TODAY + timedelta(days=days))
        assert plan({"q": "topic"}, cards, TODAY, plan_settings) == (PlannedQuestion("q", why, reason),)


def test_reason_names_an_answer_dated_in_the_future() -> None:
    cards = {"q": Card("q", schedule_in(2, -30))}
    (reviewed,) = plan({"q": "topic"}, cards, TODAY, PlanSettings())
    assert reviewed.reason == "stalest in box 2: last answer is dated in the future"
