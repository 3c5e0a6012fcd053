"""The planner against an oracle and other schedulers, on simulated memories; and that the simulation is fair.

`python -m tests.simulation` prints the figures that are compared here; with SIMULATION_GRID=full in the
environment it and these tests take every cell with more seeds, which takes a minute or two. Each bound is
followed by what was measured on the full grid.
"""

from __future__ import annotations

import pytest

from tests.simulation.figures import (
    ADAPTIVE,
    CELLS,
    CORNERS,
    OTHERS,
    SHORT,
    figures,
    leads,
    mean,
    shares,
)
from tests.simulation.memory import HalfLifeMemory, Memory, PowerMemory
from tests.simulation.schedulers import Cell, Oracle

FEW_DAYS = [cell for cell in CELLS if cell.days <= SHORT]
MEMORIES = pytest.mark.parametrize("memory", [PowerMemory, HalfLifeMemory])


def test_grid_reaches_the_corners() -> None:
    assert set(CORNERS) <= set(CELLS)
    assert len(FEW_DAYS) >= 6


def test_power_law_recall_is_nearly_the_oracles() -> None:
    assert mean(shares(figures(PowerMemory), "planner")) >= 0.965  # 0.975


def test_power_law_no_cell_is_below_classic_leitner() -> None:
    assert min(leads(figures(PowerMemory), "classic Leitner", CELLS)) >= 0  # 0.9 points


@pytest.mark.parametrize("other", ADAPTIVE)
def test_power_law_with_few_days_left_the_plan_is_far_ahead_of_adaptive_schedulers(other: str) -> None:
    assert mean(leads(figures(PowerMemory), other, FEW_DAYS)) >= 7  # 21.0, 13.4, 20.1 and 11.7 points


@pytest.mark.parametrize("other", [name for name in OTHERS if name != "planner"])
def test_exponential_with_few_days_left_the_plan_is_ahead_on_average(other: str) -> None:
    assert mean(leads(figures(HalfLifeMemory), other, FEW_DAYS)) >= 4  # 5.3 points at least, from FSRS mixed


def test_exponential_classic_leitner_wins_in_time_but_not_with_few_days_left() -> None:
    """What is known of the plan's limit: with no tail to forgetting, breadth does not pay over weeks."""
    ahead = dict(zip(CELLS, leads(figures(HalfLifeMemory), "classic Leitner", CELLS), strict=True))
    assert min(ahead[cell] for cell in FEW_DAYS) >= 0  # 1.9 points
    assert -20 <= min(ahead.values()) < 0  # -14.7; -19.4 with three seeds: 50 questions, 60 days, 6 a day


@MEMORIES
def test_memory_fades_and_a_question_not_met_is_not_known(memory: type[Memory]) -> None:
    learner = memory(2, seed=1)
    learner.answer(0, 0)
    recalls = [learner.recall(0, day) for day in (0, 1, 3, 10, 100)]
    assert recalls[0] == 1
    assert recalls == sorted(recalls, reverse=True)
    assert 0 < recalls[-1] < recalls[1] < 1
    assert learner.recall(1, 5) == 0


@MEMORIES
def test_oracle_knows_what_an_answer_is_worth_on_average(memory: type[Memory]) -> None:
    learner = memory(5000, seed=2)
    for question in range(5000):
        for day in range(question % 3):
            learner.answer(question, day)
    expected = sum(learner.gain(question, 5, 12) for question in range(5000))
    before = sum(learner.recall(question, 12) for question in range(5000))
    for question in range(5000):
        learner.answer(question, 5)
    after = sum(learner.recall(question, 12) for question in range(5000))
    assert after - before == pytest.approx(expected, rel=0.05)


@MEMORIES
def test_oracle_takes_the_answers_that_are_worth_most(memory: type[Memory]) -> None:
    learner = memory(30, seed=3)
    for question in range(15):
        learner.answer(question, question % 4)
    taken = set(Oracle(Cell(30, 20, 5), learner).plan(6))
    worth = [learner.gain(question, 6, 20) for question in range(30)]
    assert len(taken) == 5
    assert min(worth[question] for question in taken) >= max(worth[q] for q in set(range(30)) - taken)


@MEMORIES
def test_kth_answer_meets_the_same_luck_whatever_else_was_asked(memory: type[Memory]) -> None:
    alone, busy = memory(2, seed=4), memory(2, seed=4)
    days = (0, 1, 3, 7, 20)
    for day in days:
        busy.answer(1, day)
        assert alone.answer(0, day) == busy.answer(0, day)


@pytest.mark.parametrize("name", OTHERS)
def test_schedulers_keep_to_the_time_there_is_and_waste_none(name: str) -> None:
    cell = Cell(30, 12, 4)
    learner, scheduler = PowerMemory(30, seed=5), OTHERS[name](cell)
    for day in range(cell.days):
        asked = scheduler.plan(day)
        assert len(asked) == len(set(asked)) <= cell.answers
        assert set(asked) <= set(range(30))
        if day < 7:  # 28 answers given, so that there is always a question not met
            assert len(asked) == cell.answers
        for question in asked:
            scheduler.graded(question, learner.answer(question, day), day)
