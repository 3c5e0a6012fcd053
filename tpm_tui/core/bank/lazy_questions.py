"""Questions that are decoded on first access: a start shows one of them, and there may be thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar, overload

from msgspec import Struct

from tpm_tui.core.bank.question import Question

_K = TypeVar("_K")
_V = TypeVar("_V")


class QuestionIndex(Struct, frozen=True, dict=True):
    """What is known of all questions without their texts. `dict=True` is needed for the cached tables."""

    topic_by_question: Mapping[str, str]
    """Topic id by question id, in the author's order."""
    numbers: Sequence[int]
    """The number of each question in this order, 0 for none."""
    renamed_points: Mapping[str, Mapping[str, str]]
    """For each question with renamed key points, the current name by earlier name."""
    load_titles: Callable[[], Sequence[str]]
    """Returns the title of each question in this order, empty for none."""

    @classmethod
    def of(cls, questions: Iterable[Question]) -> QuestionIndex:
        """Return the index of questions with different ids."""
        questions = tuple(questions)
        renamed = ((question.id, _names_by_earlier_name(question)) for question in questions)
        return cls(
            {question.id: question.topic for question in questions},
            [question.number or 0 for question in questions],
            {id: names for id, names in renamed if names},
            lambda: [question.title for question in questions],
        )

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Question ids in the author's order."""
        return tuple(self.topic_by_question)

    @cached_property
    def place_by_id(self) -> dict[str, int]:
        """The place of each question in the order, from 0, by id."""
        return {id: place for place, id in enumerate(self.topic_by_question)}

    @cached_property
    def place_by_number(self) -> dict[int, int]:
        """The place of each question that has a number, by number."""
        return {number: place for place, number in enumerate(self.numbers) if number}

    @cached_property
    def titles(self) -> Sequence[str]:
        """The title of each question in this order, empty for none."""
        return self.load_titles()

    @cached_property
    def ids_by_topic(self) -> dict[str, tuple[str, ...]]:
        """The ids of each topic's questions in order, by topic id."""
        found: dict[str, list[str]] = {}
        for id, topic in self.topic_by_question.items():
            found.setdefault(topic, []).append(id)
        return {topic: tuple(ids) for topic, ids in found.items()}


class LazyQuestions(Sequence[Question]):
    """A sequence of questions that decodes each of them on first access, and keeps it."""

    def __init__(self, question_index: QuestionIndex, decode: Callable[[int], Question]) -> None:
        """
        Args:
            question_index: what is known of the questions.
            decode: returns the question at a place, from 0.
        """
        self.question_index = question_index
        self._decode = decode
        self._decoded: dict[int, Question] = {}

    @property
    def decoded_count(self) -> int:
        """How many questions are decoded so far."""
        return len(self._decoded)

    def __len__(self) -> int:
        return len(self.question_index.topic_by_question)

    @overload
    def __getitem__(self, place: int) -> Question: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Question, ...]: ...

    def __getitem__(self, place: int | slice) -> Question | tuple[Question, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(len(self))[place])
        known = self._decoded.get(place)
        if known is None:
            place = range(len(self))[place]  # raises IndexError, and counts negative places from the end
            known = self._decoded.get(place) or self._decoded.setdefault(place, self._decode(place))
        return known

    def __eq__(self, other: object) -> bool:
        """Compare with other questions, also with a tuple of them, by value."""
        if not isinstance(other, LazyQuestions | tuple):
            return NotImplemented
        return len(self) == len(other) and all(map(Question.__eq__, self, other))


class LazyMapping(Mapping[_K, _V], Generic[_K, _V]):
    """A mapping whose values are made on access; its keys are known."""

    def __init__(self, places: Mapping[_K, int], make: Callable[[int], _V]) -> None:
        """
        Args:
            places: a place by key.
            make: returns the value at a place.
        """
        self._places = places
        self._make = make

    def __getitem__(self, key: _K) -> _V:
        return self._make(self._places[key])

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[_K]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _names_by_earlier_name(question: Question) -> dict[str, str]:
    """Return the current name by earlier name; a name that a key point has now is no earlier one."""
    current = {point.name for point in question.key_points}
    names: dict[str, str] = {}
    for point in question.key_points:
        for earlier in point.formerly:
            if earlier not in current:
                names.setdefault(earlier, point.name)
    return names
