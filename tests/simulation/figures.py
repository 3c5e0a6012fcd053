"""Mean recall on the target date for each scheduler, memory model, behaviour and cell of a grid."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product

from tests.simulation.learner import EXACT, Behaviour, Learner
from tests.simulation.memory import FastMemory, HalfLifeMemory, Memory, PowerMemory, TraceMemory
from tests.simulation.schedulers import (
    FSRS,
    SM2,
    BlindOracle,
    Cell,
    ClassicLeitner,
    Oracle,
    Planner,
    Scheduler,
)

MEMORIES: tuple[type[Memory], ...] = (PowerMemory, TraceMemory, HalfLifeMemory, FastMemory)
"""With a learner who does all and grades exactly."""
BEHAVIOUR_MEMORIES: tuple[type[Memory], ...] = (PowerMemory, HalfLifeMemory, FastMemory)
"""With each behaviour: these differ most."""

ORACLES = {"oracle": Oracle, "blind oracle": BlindOracle}
OTHERS: dict[str, Callable[[Cell], Scheduler]] = {
    "planner": Planner,
    "classic Leitner": ClassicLeitner,
    "SM-2": SM2,
    "SM-2 mixed": partial(SM2, mixed=True),
    "FSRS": FSRS,
    "FSRS mixed": partial(FSRS, mixed=True),
}
BY_MINUTES = "planner by minutes"
VARIANTS: dict[str, Callable[[Cell], Scheduler]] = {BY_MINUTES: partial(Planner, by_minutes=True)}
"""Compared only where new questions take twice as long."""
ADAPTIVE = ("SM-2", "SM-2 mixed", "FSRS", "FSRS mixed")

FULL = os.environ.get("SIMULATION_GRID") == "full"
SHORT = 14
"""Most days until the date that count as few."""

CORNERS = [Cell(*cell) for cell in product((50, 300), (7, 60), (6, 20))]
INNER = [Cell(100, 7, 12), Cell(200, 14, 6), Cell(100, 14, 12), Cell(300, 14, 20), Cell(200, 30, 12)]
WHOLE = [Cell(*cell) for cell in product((50, 100, 200, 300), (7, 14, 30, 60), (6, 12, 20))]
CELLS = WHOLE if FULL else CORNERS + INNER
SEEDS = range(4 if FULL else 3)

Figures = dict[Cell, float]
"""Mean recall on the target date, 0 to 1, by cell."""


_CACHE: dict[tuple[str, type[Memory], Behaviour], Figures] = {}


def figures(name: str, memory: type[Memory], behaviour: Behaviour = EXACT) -> Figures:
    """Simulate a scheduler in all cells. Cached because it is slow."""
    key = name, memory, behaviour
    if key not in _CACHE:
        _CACHE[key] = {
            cell: mean([recall(name, memory, cell, behaviour, seed) for seed in SEEDS]) for cell in CELLS
        }
    return _CACHE[key]


def recall(name: str, memory_type: type[Memory], cell: Cell, behaviour: Behaviour, seed: int) -> float:
    """Return the mean probability of a good answer on the target date; new questions count as 0."""
    memory = memory_type(cell.questions, seed)
    if name in ORACLES:
        scheduler: Scheduler = ORACLES[name](cell, memory, behaviour.new_cost)
    else:
        scheduler = (OTHERS | VARIANTS)[name](cell)
    learner = Learner(memory, behaviour, cell.questions, seed)
    for day in range(cell.days):
        if not learner.misses_day():
            for question, grade in learner.practise(scheduler.plan(day), day, cell.answers):
                scheduler.record_grade(question, grade, day)
    return mean([memory.recall(question, cell.days) for question in range(cell.questions)])


def shares(name: str, memory: type[Memory], behaviour: Behaviour = EXACT) -> list[float]:
    """Return the scheduler's recall divided by the oracle's, by cell; above 1 where it beats the oracle."""
    found, best = figures(name, memory, behaviour), figures("oracle", memory, behaviour)
    return [found[cell] / best[cell] for cell in CELLS]


def leads(
    other: str,
    memory: type[Memory],
    behaviour: Behaviour = EXACT,
    cells: Sequence[Cell] = CELLS,
    planner: str = "planner",
) -> list[float]:
    """Return the planner's recall minus the other scheduler's, in percentage points, by cell."""
    own, found = figures(planner, memory, behaviour), figures(other, memory, behaviour)
    return [100 * (own[cell] - found[cell]) for cell in cells]


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
