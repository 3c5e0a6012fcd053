"""What learners really do: miss days, grade generously, take longer for new questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from tests.simulation.memory import Memory
from tpm_tui.core.cards.grade import Grade


class Behaviour(NamedTuple):
    """How a learner differs from one who does the whole plan each day and grades exactly."""

    name: str
    missed: float = 0.0
    """Share of the days without practice."""
    generous: float = 0.0
    """Share of the answers below `good` that get the next better grade."""
    new_cost: int = 1
    """Time for a new question; a repeated one takes 1, and a day has as much time as answers per day."""


EXACT = Behaviour("exact")
MISSES_DAYS = Behaviour("misses 3 days in 10", missed=0.3)
GENEROUS = Behaviour("grades half of the misses better", generous=0.5)
SLOW_WITH_NEW = Behaviour("new questions take twice as long", new_cost=2)
BEHAVIOURS = (MISSES_DAYS, GENEROUS, SLOW_WITH_NEW)


class Learner:
    """A learner with a memory and a behaviour; the same days are missed with every scheduler."""

    def __init__(self, memory: Memory, behaviour: Behaviour, questions: int, seed: int) -> None:
        self.memory = memory
        self.behaviour = behaviour
        self._days = Random(f"days {seed}")
        self._grades = [Random(f"grades {seed} {question}") for question in range(questions)]

    def misses_day(self) -> bool:
        """Return whether the next day is missed; call it once a day."""
        return self._days.random() < self.behaviour.missed

    def practise(self, plan: Sequence[int], day: int, time: int) -> Iterator[tuple[int, Grade]]:
        """Answer the plan in its order until the time is used up; yield each question and the given grade."""
        for question in plan:
            time -= self.behaviour.new_cost if self.memory.is_new(question) else 1
            if time < 0:
                return
            grade = self.memory.answer(question, day)
            is_generous = self._grades[question].random() < self.behaviour.generous
            yield question, Grade(grade + 1) if grade < Grade.GOOD and is_generous else grade
