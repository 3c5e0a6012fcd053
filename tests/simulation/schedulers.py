"""The schedulers that are compared. Each plans the questions of a day for a given number of answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import UTC, datetime, timedelta
from heapq import nlargest
from typing import NamedTuple

import fsrs

from tests.simulation.memory import Memory
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.api import AnswerTimes, Card, PlanSettings, Rules, StudyTime, answer, plan

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
"""Noon on day 0."""

NEW_A_DAY = 20
"""Anki's daily limit of new cards, for the schedulers that mix new cards like Anki."""


class Cell(NamedTuple):
    """One cell of the grid: the learner's situation."""

    questions: int
    days: int
    """Days until the target date; days 0 to `days` - 1 are for practice."""
    answers: int
    """Answers per day."""


class Scheduler(ABC):
    """Plans questions from the grades given so far."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell

    @abstractmethod
    def plan(self, day: int) -> list[int]:
        """Return the questions of a day."""

    @abstractmethod
    def record_grade(self, question: int, grade: Grade, day: int) -> None:
        """Record the grade of an answer."""


class Oracle(Scheduler):
    """Greedy with the true memory: plans the answers that increase the recall on the target date most.

    It is no upper bound: it does not plan ahead, so that it can be beaten where the date is far away.
    """

    def __init__(self, cell: Cell, memory: Memory, new_cost: int = 1) -> None:
        super().__init__(cell)
        self._memory = memory
        self._new_cost = new_cost

    def plan(self, day: int) -> list[int]:
        return nlargest(self.cell.answers, range(self.cell.questions), key=lambda q: self._gain(q, day))

    def record_grade(self, question: int, grade: Grade, day: int) -> None:
        pass

    def _gain(self, question: int, day: int) -> float:
        """Return the gain per unit of time."""
        cost = self._new_cost if self._memory.is_new(question) else 1
        return self._memory.gain(question, day, self.cell.days) / cost


class BlindOracle(Oracle):
    """The same, but the difficulty of a new question is not known: new ones come in the learner's order."""

    def plan(self, day: int) -> list[int]:
        new = [question for question in range(self.cell.questions) if self._memory.is_new(question)]
        average = sum(self._gain(question, day) for question in new) / max(1, len(new))
        unknown = set(new)
        return nlargest(
            self.cell.answers,
            range(self.cell.questions),
            key=lambda q: average if q in unknown else self._gain(q, day),
        )


class Planner(Scheduler):
    """The project's own planner, used as a library."""

    def __init__(self, cell: Cell, *, by_minutes: bool = False) -> None:
        """
        Args:
            cell: the learner's situation.
            by_minutes: plan by time, where a repeated answer takes a minute and a new one two; otherwise by
                number of answers.
        """
        super().__init__(cell)
        self._questions = {f"{number:03}": "topic" for number in range(cell.questions)}
        self._cards = {question: Card(question) for question in self._questions}
        self._settings = PlanSettings(
            budget=cell.answers,
            time=StudyTime(cell.answers, AnswerTimes(new=120, repeated=60)) if by_minutes else None,
            interview=START.date() + timedelta(days=cell.days),
        )

    def plan(self, day: int) -> list[int]:
        today = START.date() + timedelta(days=day)
        return [int(each.question) for each in plan(self._questions, self._cards, today, self._settings)]

    def record_grade(self, question: int, grade: Grade, day: int) -> None:
        id, today = f"{question:03}", START.date() + timedelta(days=day)
        self._cards[id] = answer(self._cards[id], grade, today, self._settings.rules)


class ByDueDay(Scheduler):
    """Asks due questions first, longest overdue first; new ones after them, or mixed evenly like Anki."""

    def __init__(self, cell: Cell, *, mixed: bool = False) -> None:
        super().__init__(cell)
        self._mixed = mixed
        self._due: dict[int, int] = {}

    def plan(self, day: int) -> list[int]:
        due = [question for when, question in sorted((w, q) for q, w in self._due.items()) if when <= day]
        new = list(range(len(self._due), self.cell.questions))
        if not self._mixed:
            return (due + new)[: self.cell.answers]
        places = [
            ((k + 0.5) / len(group), which, question)
            for which, group in enumerate((due, new[:NEW_A_DAY]))
            for k, question in enumerate(group)
        ]
        return [question for _, _, question in sorted(places)][: self.cell.answers]

    def record_grade(self, question: int, grade: Grade, day: int) -> None:
        self._due[question] = day + self.interval(question, grade, day)

    @abstractmethod
    def interval(self, question: int, grade: Grade, day: int) -> int:
        """Return the days until the question is due again."""


FIVE_BOXES = Rules(intervals=(1, 2, 4, 8, 16))


class ClassicLeitner(ByDueDay):
    """Five boxes of 1, 2, 4, 8 and 16 days; all questions start in box 1, and a miss returns there."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(cell)
        self._box = [1] * cell.questions

    def interval(self, question: int, grade: Grade, day: int) -> int:
        box = 1 if grade is Grade.AGAIN else min(FIVE_BOXES.boxes, self._box[question] + 1)
        self._box[question] = box
        return FIVE_BOXES.interval(box)


class SM2(ByDueDay):
    """SuperMemo 2 as published: 1 day, 6 days, then multiplied by each question's own factor."""

    def __init__(self, cell: Cell, *, mixed: bool = False) -> None:
        super().__init__(cell, mixed=mixed)
        self._state = [(0, 0, 2.5)] * cell.questions

    def interval(self, question: int, grade: Grade, day: int) -> int:
        run, last, factor = self._state[question]
        if grade is Grade.AGAIN:
            self._state[question] = 0, 1, factor
            return 1
        short_of_best = Grade.EASY - grade
        factor = max(1.3, factor + 0.1 - short_of_best * (0.08 + 0.02 * short_of_best))
        interval = (1, 6, round(last * factor))[min(run, 2)]
        self._state[question] = run + 1, interval, factor
        return interval


class FSRS(ByDueDay):
    """FSRS-6 as packaged, with its default retention of 0.9 and a minimum interval of one day."""

    def __init__(self, cell: Cell, *, mixed: bool = False) -> None:
        super().__init__(cell, mixed=mixed)
        self._scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        self._cards = [fsrs.Card(card_id=question, due=START) for question in range(cell.questions)]

    def interval(self, question: int, grade: Grade, day: int) -> int:
        now = START + timedelta(days=day)
        card, _ = self._scheduler.review_card(self._cards[question], fsrs.Rating(int(grade)), now)
        self._cards[question] = card
        return (card.due - now).days
