"""The least that the planner must reach, by memory and learner, on the default and on the full grid."""

from __future__ import annotations

from typing import NamedTuple

from tests.simulation.learner import EXACT, GENEROUS, MISSES_DAYS, SLOW_WITH_NEW, Behaviour
from tests.simulation.memory import FastMemory, HalfLifeMemory, Memory, PowerMemory, TraceMemory


class Floor(NamedTuple):
    """Least share of the oracle, mean and worst cell, and least mean lead over classic Leitner in points."""

    mean: float
    worst: float
    lead: float


FLOORS: dict[tuple[type[Memory], Behaviour], Floor] = {
    (PowerMemory, EXACT): Floor(0.97, 0.89, 18),
    (TraceMemory, EXACT): Floor(0.91, 0.78, 12),
    (HalfLifeMemory, EXACT): Floor(0.88, 0.65, 6),
    (FastMemory, EXACT): Floor(0.84, 0.45, 0),
    (PowerMemory, MISSES_DAYS): Floor(0.95, 0.85, 18),
    (HalfLifeMemory, MISSES_DAYS): Floor(0.84, 0.58, 5),
    (FastMemory, MISSES_DAYS): Floor(0.77, 0.44, 0),
    (PowerMemory, GENEROUS): Floor(0.96, 0.88, 18),
    (HalfLifeMemory, GENEROUS): Floor(0.81, 0.40, 5),
    (FastMemory, GENEROUS): Floor(0.77, 0.33, 0),
    (PowerMemory, SLOW_WITH_NEW): Floor(0.92, 0.82, 12),
    (HalfLifeMemory, SLOW_WITH_NEW): Floor(0.79, 0.48, 0),
    (FastMemory, SLOW_WITH_NEW): Floor(0.70, 0.38, -3),
}
"""The worst cells are low because the oracle picks the questions that will be easy, which no scheduler knows:
the oracle that does not know it reaches 0.61 in the worst cell of `FastMemory`. Where new questions take
twice as long and fade fast, a budget in answers loses to classic Leitner."""

MINUTES_FLOORS: dict[type[Memory], Floor] = {
    PowerMemory: Floor(0.93, 0.84, 12),
    HalfLifeMemory: Floor(0.80, 0.48, 1),
    FastMemory: Floor(0.67, 0.38, -4),
}
"""The same for a plan by minutes where new questions take twice as long. Where all fades fast, it loses more
than a plan by answers: it meets more questions, of which little is left on the day."""
