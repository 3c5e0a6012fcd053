"""Readiness of questions and topics."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.plan.plan_cases import Case, cases, deadlines
from tests.core.strategies import RULES, TODAY, card_of
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, Schedule
from tpm_tui.core.cards.ready import is_ready
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.readiness import Light, TopicReadiness, compute_readiness
from tpm_tui.core.plan.settings import PlanSettings


def schedule_in(box: int, days_ago: int, grade: Grade | None = Grade.GOOD) -> Schedule:
    return Schedule(box=box, last=TODAY - timedelta(days=days_ago), reviews=1, grade=grade)


@pytest.mark.parametrize(
    ("schedule", "days_left", "ready"),
    [
        (schedule_in(7, 60), None, True),
        (schedule_in(4, 60, Grade.HARD), None, True),
        (schedule_in(4, 60, None), None, True),
        (schedule_in(7, 0, Grade.AGAIN), None, False),
        (schedule_in(3, 0), None, False),
        (schedule_in(3, 0), 4, True),
        (schedule_in(3, 0, Grade.EASY), 4, True),
        (schedule_in(3, 0, Grade.HARD), 4, False),
        (schedule_in(3, 0), 5, False),
        (schedule_in(1, 0, Grade.AGAIN), 1, False),
        (Schedule(), 0, False),
    ],
)
def test_question_is_ready_after_long_interval_or_before_date(
    schedule: Schedule, days_left: int | None, ready: bool
) -> None:
    date = None if days_left is None else TODAY + timedelta(days=days_left)
    assert is_ready(schedule, RULES, date) is ready


@given(cases(deadlines=deadlines, horizon=st.integers(0, 12)), st.data())
def test_missed_questions_are_never_ready(case: Case, data: st.DataObject) -> None:
    for question in sorted(case.questions):
        case = case.after_answer(question, Grade.AGAIN)
        assume(card_of(case.cards, question).schedule.grade is Grade.AGAIN)
    readiness = compute_readiness(case.questions, case.cards, case.today, case.plan_settings)
    assert all(topic.ready == 0 and topic.missed == topic.met == topic.questions for topic in readiness)


def test_more_boxes_do_not_change_readiness() -> None:
    five, seven = Rules(intervals=(1, 2, 4, 8, 16)), RULES
    for box in range(1, 6):
        assert is_ready(schedule_in(box, 0), five) == is_ready(schedule_in(box, 0), seven)


@pytest.mark.parametrize(
    ("ready", "light", "label"),
    [
        (10, Light.GREEN, "ready"),
        (8, Light.GREEN, "ready"),
        (7, Light.AMBER, "on the way"),
        (4, Light.AMBER, "on the way"),
        (3, Light.RED, "not yet"),
        (0, Light.RED, "not yet"),
    ],
)
def test_light_depends_on_share_of_ready_questions(ready: int, light: Light, label: str) -> None:
    topic = TopicReadiness("topic", 10, ready)
    assert (topic.light, topic.light.value, topic.share) == (light, label, ready / 10)


@given(cases(deadlines=deadlines))
def test_readiness_counts_unsuspended_questions_by_topic(case: Case) -> None:
    topics = compute_readiness(case.questions, case.cards, case.today, case.plan_settings)
    active = {q: t for q, t in case.questions.items() if not card_of(case.cards, q).suspended}
    assert [topic.topic for topic in topics] == list(dict.fromkeys(active.values()))
    for topic in topics:
        assert topic.questions == list(active.values()).count(topic.topic)
        assert 0 <= topic.ready <= topic.met <= topic.questions
        assert topic.ready + topic.missed <= topic.met


def test_readiness_uses_target_date_of_each_topic() -> None:
    questions = {"a": "screen", "b": "onsite"}
    cards = {question: Card(question, schedule_in(2, 0)) for question in questions}
    screen = Deadline(TODAY + timedelta(days=2), frozenset({"screen"}))
    plan_settings = PlanSettings(interview=TODAY + timedelta(days=9), deadlines=(screen,))
    assert compute_readiness(questions, cards, TODAY, plan_settings) == (
        TopicReadiness("screen", 1, ready=1, met=1),
        TopicReadiness("onsite", 1, ready=0, met=1),
    )
