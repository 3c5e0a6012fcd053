"""Readiness of topics: green, amber or red, each with a text label so that colour is never required."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.ready import is_ready
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings


class Light(Enum):
    """How much of a topic is ready; the value is the label shown."""

    GREEN = "ready"
    """At least 80 %."""
    AMBER = "on the way"
    """At least 40 %."""
    RED = "not yet"
    """Less than 40 %."""

    @classmethod
    def of(cls, ready: int, questions: int) -> Light:
        """Return the light for `ready` of `questions`."""
        if 5 * ready >= 4 * questions:
            return cls.GREEN
        return cls.AMBER if 5 * ready >= 2 * questions else cls.RED


class TopicReadiness(Struct, frozen=True):
    """The readiness of one topic."""

    topic: str
    questions: int
    """Number of questions that are not suspended; at least 1."""
    ready: int
    """Number of questions that are ready: they stick."""
    met: int = 0
    """Number of questions answered at least once."""
    missed: int = 0
    """Number of questions whose last answer was graded `again`."""

    @property
    def share(self) -> float:
        """The share of questions that are ready, 0 to 1."""
        return self.ready / self.questions

    @property
    def light(self) -> Light:
        """The light for the share that is ready."""
        return Light.of(self.ready, self.questions)


def compute_readiness(
    questions: Questions, cards: Mapping[str, Card], today: date, settings: PlanSettings
) -> tuple[TopicReadiness, ...]:
    """Return the readiness of each topic in the order of the bank; topics without questions are left out.

    Args:
        questions: topic by question id, in the order of the bank.
        cards: progress.
        today: the study day; past target dates are ignored.
        settings: the plan settings.
    """
    dates = settings.target_dates(questions, today)
    total: Counter[str] = Counter()
    ready: Counter[str] = Counter()
    met: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for question, topic in questions.items():
        card = cards.get(question) or Card(question)
        if not card.suspended:
            total[topic] += 1
            ready[topic] += is_ready(card.schedule, settings.rules, dates.get(question))
            met[topic] += card.schedule.seen
            missed[topic] += card.schedule.grade is Grade.AGAIN
    return tuple(
        TopicReadiness(topic, count, ready[topic], met[topic], missed[topic])
        for topic, count in total.items()
    )


def sort_weakest_first(topics: Iterable[TopicReadiness]) -> tuple[TopicReadiness, ...]:
    """Return the topics by share of ready questions, then by share of met ones; ties keep their order."""
    return tuple(sorted(topics, key=lambda topic: (topic.share, topic.met / topic.questions)))
