"""Mean recall on the target date for each scheduler, memory model and cell of a grid."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import product

from tests.simulation.memory import Memory
from tests.simulation.schedulers import FSRS, SM2, Cell, ClassicLeitner, Oracle, Planner, Scheduler

OTHERS: dict[str, Callable[[Cell], Scheduler]] = {
    "classic Leitner": ClassicLeitner,
    "SM-2": SM2,
    "SM-2 mixed": partial(SM2, mixed=True),
    "FSRS": FSRS,
    "FSRS mixed": partial(FSRS, mixed=True),
    "planner": Planner,
}
ADAPTIVE = ("SM-2", "SM-2 mixed", "FSRS", "FSRS mixed")

FULL = os.environ.get("SIMULATION_GRID") == "full"
SHORT = 14
"""Most days until the date that count as few."""

CORNERS = [Cell(*cell) for cell in product((50, 300), (7, 60), (6, 20))]
INNER = [Cell(100, 7, 12), Cell(200, 14, 6), Cell(100, 14, 12), Cell(300, 14, 20), Cell(200, 30, 12)]
WHOLE = [Cell(*cell) for cell in product((50, 100, 200, 300), (7, 14, 30, 60), (6, 12, 20))]
CELLS = WHOLE if FULL else CORNERS + INNER
SEEDS = range(8 if FULL else 3)

Figures = dict[tuple[str, Cell], float]
"""Mean recall on the target date, 0 to 1, by scheduler and cell."""


@cache
def figures(memory: type[Memory]) -> Figures:
    """Simulate all schedulers in all cells with one memory model. Cached because it is slow."""
    return {
        (name, cell): sum(recall(name, memory(cell.questions, seed), cell) for seed in SEEDS) / len(SEEDS)
        for name in ("oracle", *OTHERS)
        for cell in CELLS
    }


def recall(name: str, memory: Memory, cell: Cell) -> float:
    """Return the mean probability of a good answer on the target date; new questions count as 0."""
    scheduler = Oracle(cell, memory) if name == "oracle" else OTHERS[name](cell)
    for day in range(cell.days):
        for question in scheduler.plan(day):
            scheduler.record_grade(question, memory.answer(question, day), day)
    return sum(memory.recall(question, cell.days) for question in range(cell.questions)) / cell.questions


def shares(found: Figures, name: str) -> list[float]:
    """Return the scheduler's recall divided by the oracle's, by cell."""
    return [found[name, cell] / found["oracle", cell] for cell in CELLS]


def leads(found: Figures, name: str, cells: Sequence[Cell]) -> list[float]:
    """Return the planner's recall minus the scheduler's, in percentage points, by cell."""
    return [100 * (found["planner", cell] - found[name, cell]) for cell in cells]


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
