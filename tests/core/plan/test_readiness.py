"""How ready the topics are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from tests.core.plan.plan_cases import Case, cases, deadlines
from tests.core.strategies import RULES, TODAY, card_of
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import Schedule
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.readiness import Light, TopicReadiness, is_ready, readiness
from tpm_tui.core.plan.settings import PlanSettings


def stood(box: int, days_ago: int) -> Schedule:
    return Schedule(box=box, last=TODAY - timedelta(days=days_ago), reviews=1)


@pytest.mark.parametrize(
    ("schedule", "days_left", "ready"),
    [
        (stood(5, 60), None, True),
        (stood(4, 60), None, True),
        (stood(3, 0), None, False),
        (stood(3, 0), 4, True),
        (stood(3, 0), 5, False),
        (stood(1, 0), 1, True),
        (Schedule(), 0, False),
    ],
)
def test_ready_is_a_high_box_or_not_due_again_before_the_date(
    schedule: Schedule, days_left: int | None, ready: bool
) -> None:
    date = None if days_left is None else TODAY + timedelta(days=days_left)
    assert is_ready(schedule, RULES, date) is ready


@pytest.mark.parametrize(
    ("ready", "light", "word"),
    [
        (10, Light.GREEN, "ready"),
        (8, Light.GREEN, "ready"),
        (7, Light.AMBER, "on the way"),
        (4, Light.AMBER, "on the way"),
        (3, Light.RED, "not yet"),
        (0, Light.RED, "not yet"),
    ],
)
def test_light_of_ten_questions(ready: int, light: Light, word: str) -> None:
    topic = TopicReadiness("topic", 10, ready)
    assert (topic.light, topic.light.value, topic.share) == (light, word, ready / 10)


@given(cases(deadlines=deadlines))
def test_every_question_that_may_be_asked_counts_in_its_topic(case: Case) -> None:
    seen = readiness(case.questions, case.cards, case.today, case.plan_settings)
    free = {q: t for q, t in case.questions.items() if not card_of(case.cards, q).suspended}
    assert [topic.topic for topic in seen] == list(dict.fromkeys(free.values()))
    for topic in seen:
        assert topic.questions == list(free.values()).count(topic.topic)
        assert 0 <= topic.ready <= topic.questions


def test_each_topic_is_measured_by_its_own_date() -> None:
    questions = {"a": "screen", "b": "onsite"}
    cards = {question: Card(question, stood(2, 0)) for question in questions}
    screen = Deadline(TODAY + timedelta(days=2), frozenset({"screen"}))
    plan_settings = PlanSettings(interview=TODAY + timedelta(days=9), deadlines=(screen,))
    assert readiness(questions, cards, TODAY, plan_settings) == (
        TopicReadiness("screen", 1, 1),
        TopicReadiness("onsite", 1, 0),
    )
