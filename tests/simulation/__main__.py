"""Print the figures: `python -m tests.simulation`; set SIMULATION_GRID=full for the whole grid.

The first table is the one in docs/benchmarks.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.simulation.figures import (
    BEHAVIOUR_MEMORIES,
    BY_MINUTES,
    CELLS,
    MEMORIES,
    ORACLES,
    OTHERS,
    SEEDS,
    figures,
    leads,
    mean,
    shares,
)
from tests.simulation.learner import BEHAVIOURS, EXACT, SLOW_WITH_NEW, Behaviour
from tests.simulation.memory import Memory

COLUMNS = ("planner", "classic Leitner", "SM-2 mixed", "FSRS mixed", "blind oracle")


def main() -> None:
    print(f"Share of the oracle, mean / worst of {len(CELLS)} cells with {len(SEEDS)} seeds each\n")
    print("| memory | learner |", " | ".join(COLUMNS), "| points ahead of Leitner |")
    print("| --- | --- |", " | ".join("---" for _ in COLUMNS), "| --- |")
    for memory in MEMORIES:
        print_row(memory, EXACT, COLUMNS)
    for behaviour in BEHAVIOURS:
        for memory in BEHAVIOUR_MEMORIES:
            print_row(memory, behaviour, COLUMNS[:2])
    for memory in BEHAVIOUR_MEMORIES:
        print_row(memory, SLOW_WITH_NEW, (BY_MINUTES, COLUMNS[1]), ", planned by minutes")
    for memory in MEMORIES:
        print_cells(memory)


def print_row(memory: type[Memory], behaviour: Behaviour, names: Sequence[str], note: str = "") -> None:
    """Print the mean and the worst share of each scheduler; the columns after `names` get a dash.

    Args:
        memory: the memory of the learner.
        behaviour: the behaviour of the learner.
        names: names of the schedulers, the planner first.
        note: what to print after the behaviour.
    """
    found = [shares(name, memory, behaviour) for name in names]
    cells = [f"{mean(share):.3f} / {min(share):.2f}" for share in found] + ["-"] * (len(COLUMNS) - len(found))
    ahead = mean(leads("classic Leitner", memory, behaviour, planner=names[0]))
    print(f"| {memory.name} | {behaviour.name}{note} | {' | '.join(cells)} | {ahead:.1f} |", flush=True)


def print_cells(memory: type[Memory]) -> None:
    """Print the recall in percent of each scheduler in each cell."""
    names = (*ORACLES, *OTHERS)
    print(f"\n{memory.name}: recall in percent\n{'questions, days, answers':26}", end=" ")
    print(*(f"{name:>15}" for name in names))
    for cell in CELLS:
        print(f"{', '.join(map(str, cell)):26}", end=" ")
        print(*(f"{100 * figures(name, memory)[cell]:15.1f}" for name in names))


if __name__ == "__main__":
    main()
