"""A bank: topics and their questions in the author's order, immutable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Annotated

from msgspec import Meta, Struct

from tpm_tui.core.bank.lazy_questions import LazyMapping, LazyQuestions, QuestionIndex
from tpm_tui.core.bank.question import Id, Line, Question, question_label

MAX_NUMBER_DIGITS = 9
"""Longer digit strings are never a question number; `int` raises ValueError for very long ones."""


PREPARATION = "preparation"
"""Id of the topic with the exercises for the days before an interview."""


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """A named group of questions. Topics are ordered as their files are."""

    id: Id
    title: Annotated[str, Meta(max_length=80)] = ""
    description: Line = ""

    @property
    def label(self) -> str:
        """The title, or else the id with spaces for hyphens and a capital letter."""
        return self.title or self.id.replace("-", " ").capitalize()


class Bank(Struct, frozen=True, dict=True):
    """All questions that can be practised. `dict=True` is needed for the cached lookup tables."""

    topics: tuple[Topic, ...] = ()
    questions: Sequence[Question] = ()
    """A tuple, or `LazyQuestions`."""

    @cached_property
    def _index(self) -> QuestionIndex:
        if isinstance(self.questions, LazyQuestions):
            return self.questions.question_index
        return QuestionIndex.of(self.questions)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Questions by id."""
        return LazyMapping(self._index.place_by_id, self.questions.__getitem__)

    @cached_property
    def by_number(self) -> Mapping[int, Question]:
        """Questions by number; those without a number are left out."""
        return LazyMapping(self._index.place_by_number, self.questions.__getitem__)

    @cached_property
    def topic_by_id(self) -> dict[str, Topic]:
        """Topics by id."""
        return {topic.id: topic for topic in self.topics}

    @property
    def order(self) -> tuple[str, ...]:
        """Question ids in the author's order, which is the order in which new questions are introduced."""
        return self._index.order

    @property
    def topic_by_question(self) -> Mapping[str, str]:
        """Topic id by question id, in the author's order; the input of a plan."""
        return self._index.topic_by_question

    @property
    def ids_by_topic(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of each topic's questions in order, by topic id."""
        return self._index.ids_by_topic

    @property
    def renamed_points(self) -> Mapping[str, Mapping[str, str]]:
        """For each question with renamed key points, the current name by earlier name."""
        return self._index.renamed_points

    def current_point_names(self, question: str, names: Iterable[str]) -> tuple[str, ...]:
        """Return names of a question's key points as they are now, each once; unknown names are kept."""
        renamed = self.renamed_points.get(question)
        return tuple(dict.fromkeys(renamed.get(name, name) for name in names)) if renamed else tuple(names)

    def find(self, name: str) -> Question | None:
        """Return the question with this id or, for a string of digits, this number; None if there is none."""
        if name in self.by_id:
            return self.by_id[name]
        is_number = name.isascii() and name.isdigit() and len(name) <= MAX_NUMBER_DIGITS
        return self.by_number.get(int(name)) if is_number else None

    def find_by_prefix(self, prefix: str, removed: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the ids that begin with a text, in the author's order; none for an empty text.

        Args:
            prefix: how an id begins.
            removed: further ids, of questions that are no longer in the bank.
        """
        known = dict.fromkeys((*self.order, *removed))
        return tuple(id for id in known if id.startswith(prefix)) if prefix else ()

    def label_of(self, question: str) -> str:
        """Return the label of a question by its id. Raises `KeyError`."""
        return question_label(question, self._index.titles[self._index.place_by_id[question]])

    def number_of(self, question: str) -> int | None:
        """Return the number of a question by its id, if it has one. Raises `KeyError`."""
        return self._index.numbers[self._index.place_by_id[question]] or None

    def in_topic(self, topic: str) -> tuple[Question, ...]:
        """Return the topic's questions in order; empty for an unknown topic."""
        return tuple(self.by_id[id] for id in self.ids_by_topic.get(topic, ()))

    def topic_of(self, question: Question) -> Topic:
        """Return the question's topic (every question of a loaded bank has one)."""
        return self.topic_by_id[question.topic]
