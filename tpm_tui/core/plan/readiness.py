"""How ready a topic is: green, amber or red, each with its word, so that no meaning rests on colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import Enum

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import Rules, Schedule, due_day
from tpm_tui.core.plan.settings import PlanSettings, Questions
from tpm_tui.core.reports.stats import READY_BOXES


class Light(Enum):
    """How much of a topic is ready; the value is the word for it."""

    GREEN = "ready"
    """Four fifths and more."""
    AMBER = "on the way"
    """Two fifths and more."""
    RED = "not yet"

    @classmethod
    def of(cls, ready: int, questions: int) -> Light:
        """The light of so many ready questions."""
        if 5 * ready >= 4 * questions:
            return cls.GREEN
        return cls.AMBER if 5 * ready >= 2 * questions else cls.RED


class TopicReadiness(Struct, frozen=True):
    """One topic."""

    topic: str
    questions: int
    """Suspended ones left out; at least one."""
    ready: int

    @property
    def share(self) -> float:
        """Share of its questions that are ready, 0 to 1."""
        return self.ready / self.questions

    @property
    def light(self) -> Light:
        """Green, amber or red."""
        return Light.of(self.ready, self.questions)


def is_ready(schedule: Schedule, rules: Rules, interview: date | None = None) -> bool:
    """Whether a question is ready: in one of the two highest boxes, or not due again before the date."""
    due = due_day(schedule, rules)
    if due is None:
        return False
    return schedule.box > rules.boxes - READY_BOXES or (interview is not None and due >= interview)


def readiness(
    questions: Questions, cards: Mapping[str, Card], today: date, settings: PlanSettings
) -> tuple[TopicReadiness, ...]:
    """The topics in their order, those without a question to ask left out.

    Args:
        questions: topic of each question id, in the order of the bank.
        cards: progress.
        today: the study day; dates gone by make nothing ready.
        settings: the settings of the plan.
    """
    dates = settings.ready_by(questions, today)
    total: Counter[str] = Counter()
    ready: Counter[str] = Counter()
    for question, topic in questions.items():
        card = cards.get(question) or Card(question)
        if not card.suspended:
            total[topic] += 1
            ready[topic] += is_ready(card.schedule, settings.rules, dates.get(question))
    return tuple(TopicReadiness(topic, count, ready[topic]) for topic, count in total.items())
