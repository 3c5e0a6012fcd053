"""A bank: topics and their questions in the author's order, immutable."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from msgspec import Meta, Struct

from tpm_tui.core.bank.question import Id, Line, Question

MAX_DIGITS = 9
"""A longer run of digits is no question's number; Python refuses to read very long ones."""


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """A named group of questions; the order of topics is the order of their files."""

    id: Id
    title: Annotated[str, Meta(max_length=80)] = ""
    description: Line = ""

    @property
    def label(self) -> str:
        """The title, else the id in words."""
        return self.title or self.id.replace("-", " ").capitalize()


class Bank(Struct, frozen=True, dict=True):
    """All questions that can be practised. `dict=True` gives the look-up tables a place."""

    topics: tuple[Topic, ...] = ()
    questions: tuple[Question, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """Question of each id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def by_number(self) -> dict[int, Question]:
        """Question of each number, for those that have one."""
        return {q.number: q for q in self.questions if q.number is not None}

    @cached_property
    def topic_by_id(self) -> dict[str, Topic]:
        """Topic of each id."""
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Question ids in the author's order, in which unmet ones are introduced."""
        return tuple(question.id for question in self.questions)

    @cached_property
    def topics_in_order(self) -> dict[str, str]:
        """Topic of each question id, in the author's order: what a plan is made over."""
        return {question.id: question.topic for question in self.questions}

    def find(self, name: str) -> Question | None:
        """The question of an id or, given digits, of a number; None where there is none."""
        if name in self.by_id:
            return self.by_id[name]
        is_number = name.isascii() and name.isdigit() and len(name) <= MAX_DIGITS
        return self.by_number.get(int(name)) if is_number else None

    def in_topic(self, topic: str) -> tuple[Question, ...]:
        """The topic's questions in order; empty for an unknown topic."""
        return tuple(question for question in self.questions if question.topic == topic)

    def topic_of(self, question: Question) -> Topic:
        """The question's topic (every question of a loaded bank has one)."""
        return self.topic_by_id[question.topic]
