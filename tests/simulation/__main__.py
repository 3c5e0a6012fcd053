"""Print the figures: `python -m tests.simulation`; set SIMULATION_GRID=full for the whole grid."""

from __future__ import annotations

from tests.simulation.figures import CELLS, OTHERS, SEEDS, SHORT, figures, leads, mean, shares
from tests.simulation.memory import HalfLifeMemory, PowerMemory


def main() -> None:
    short = [cell for cell in CELLS if cell.days <= SHORT]
    for memory in (PowerMemory, HalfLifeMemory):
        found = figures(memory)
        print(f"\n{memory.__name__}, {len(CELLS)} cells, {len(SEEDS)} seeds")
        print(f"{'':16}{'recall':>8}{'share of oracle':>17}{'least':>8}  planner ahead:", end="")
        print(f"{'all':>6}{f'<={SHORT} d':>9}{'least':>8}")
        for name in ("oracle", *OTHERS):
            share = shares(found, name)
            print(f"{name:16}{100 * mean([found[name, cell] for cell in CELLS]):8.1f}", end="")
            print(f"{mean(share):17.3f}{min(share):8.3f}{'':16}", end="")
            ahead = leads(found, name, CELLS)
            print(f"{mean(ahead):6.1f}{mean(leads(found, name, short)):9.1f}{min(ahead):8.1f}")
        print(f"\n{'questions, days, answers':26}", *(f"{name:>15}" for name in ("oracle", *OTHERS)))
        for cell in CELLS:
            print(f"{', '.join(map(str, cell)):26}", end=" ")
            print(*(f"{100 * found[name, cell]:15.1f}" for name in ("oracle", *OTHERS)))


if __name__ == "__main__":
    main()
