"""Comparison of the planner with oracles and other schedulers on simulated memories, and its fairness.

`python -m tests.simulation` prints the figures compared here. With SIMULATION_GRID=full in the environment,
it and these tests use every cell and more seeds, which takes several minutes.
"""

from __future__ import annotations

import pytest

from tests.simulation.figures import (
    ADAPTIVE,
    BEHAVIOUR_MEMORIES,
    BY_MINUTES,
    CELLS,
    CORNERS,
    FULL,
    MEMORIES,
    OTHERS,
    SHORT,
    leads,
    mean,
    shares,
)
from tests.simulation.floors import FLOORS, MINUTES_FLOORS
from tests.simulation.learner import (
    BEHAVIOURS,
    EXACT,
    GENEROUS,
    MISSES_DAYS,
    SLOW_WITH_NEW,
    Behaviour,
    Learner,
)
from tests.simulation.memory import FastMemory, HalfLifeMemory, Memory, PowerMemory
from tests.simulation.schedulers import BlindOracle, Cell, Oracle
from tpm_tui.core.cards.grade import Grade

pytestmark = pytest.mark.slow(900 if FULL else 300)

FEW_DAYS = [cell for cell in CELLS if cell.days <= SHORT]
EACH_MEMORY = pytest.mark.parametrize("memory", MEMORIES)
EACH_FLOOR = pytest.mark.parametrize(
    ("memory", "behaviour"),
    FLOORS,
    ids=[f"{memory.__name__}-{behaviour.name}" for memory, behaviour in FLOORS],
)


def test_grid_includes_the_corners() -> None:
    assert set(CORNERS) <= set(CELLS)
    assert len(FEW_DAYS) >= 6


def test_every_memory_and_behaviour_has_a_floor() -> None:
    simulated = {(memory, EXACT) for memory in MEMORIES}
    simulated |= {(memory, behaviour) for memory in BEHAVIOUR_MEMORIES for behaviour in BEHAVIOURS}
    assert set(FLOORS) == simulated
    assert set(MINUTES_FLOORS) == set(BEHAVIOUR_MEMORIES)


@EACH_FLOOR
def test_planner_reaches_its_share_of_the_oracle(memory: type[Memory], behaviour: Behaviour) -> None:
    found, floor = shares("planner", memory, behaviour), FLOORS[memory, behaviour]
    assert mean(found) >= floor.mean
    assert min(found) >= floor.worst


@EACH_FLOOR
def test_planner_leads_classic_leitner(memory: type[Memory], behaviour: Behaviour) -> None:
    assert mean(leads("classic Leitner", memory, behaviour)) >= FLOORS[memory, behaviour].lead


@pytest.mark.parametrize("memory", MINUTES_FLOORS)
def test_plan_by_minutes_suits_slow_new_questions(memory: type[Memory]) -> None:
    found, floor = shares(BY_MINUTES, memory, SLOW_WITH_NEW), MINUTES_FLOORS[memory]
    assert mean(found) >= floor.mean
    assert min(found) >= floor.worst
    assert mean(leads("classic Leitner", memory, SLOW_WITH_NEW, planner=BY_MINUTES)) >= floor.lead


def test_planner_beats_leitner_in_all_cells_with_power_law() -> None:
    assert min(leads("classic Leitner", PowerMemory)) >= 0


@pytest.mark.parametrize("other", ADAPTIVE)
def test_planner_beats_adaptive_with_few_days_and_power_law(other: str) -> None:
    assert mean(leads(other, PowerMemory, cells=FEW_DAYS)) >= 7


@pytest.mark.parametrize("other", [name for name in OTHERS if name != "planner"])
def test_planner_leads_with_few_days_and_exponential(other: str) -> None:
    assert mean(leads(other, HalfLifeMemory, cells=FEW_DAYS)) >= 4


def test_planner_beats_leitner_in_all_cells_with_exponential() -> None:
    """If what was answered days ago does not stick, new questions come late, so that repeats are not lost."""
    assert min(leads("classic Leitner", HalfLifeMemory)) >= 0


def test_fast_memory_forgets_faster() -> None:
    slow, fast = HalfLifeMemory(50, seed=6), FastMemory(50, seed=6)
    for question in range(50):
        assert slow.answer(question, 0) == fast.answer(question, 0)
        assert fast.recall(question, 5) == pytest.approx(slow.recall(question, 10))


def test_missed_days_are_the_same_for_every_scheduler() -> None:
    learners = [Learner(PowerMemory(2, 7), MISSES_DAYS, 2, seed=7) for _ in range(2)]
    learners[0].memory.answer(0, 0)
    missed = [[learner.misses_day() for _ in range(1000)] for learner in learners]
    assert missed[0] == missed[1]
    assert 250 <= sum(missed[0]) <= 350
    assert not any(Learner(PowerMemory(2, 7), EXACT, 2, seed=7).misses_day() for _ in range(1000))


def test_generous_grades_are_never_worse_or_better_than_good() -> None:
    exact, generous = (Learner(PowerMemory(400, 8), behaviour, 400, 8) for behaviour in (EXACT, GENEROUS))
    pairs = [
        (before, after)
        for (_, before), (_, after) in zip(
            exact.practise(range(400), 0, 400), generous.practise(range(400), 0, 400), strict=True
        )
    ]
    assert set(pairs) == {
        *((grade, grade) for grade in Grade),
        (Grade.AGAIN, Grade.HARD),
        (Grade.HARD, Grade.GOOD),
    }
    assert exact.memory.strength == generous.memory.strength


def test_new_questions_take_their_time() -> None:
    learner = Learner(PowerMemory(9, 9), SLOW_WITH_NEW, 9, seed=9)
    assert [question for question, _ in learner.practise(range(9), 0, 7)] == [0, 1, 2]
    assert [question for question, _ in learner.practise((0, 3, 1, 2, 4), 1, 5)] == [0, 3, 1, 2]


def test_blind_oracle_takes_new_questions_in_order() -> None:
    memory = HalfLifeMemory(40, seed=10)
    assert BlindOracle(Cell(40, 20, 6), memory).plan(0) == [0, 1, 2, 3, 4, 5]
    assert Oracle(Cell(40, 20, 6), memory).plan(0) != [0, 1, 2, 3, 4, 5]


@EACH_MEMORY
def test_memory_fades_and_new_question_is_unknown(memory: type[Memory]) -> None:
    learner = memory(2, seed=1)
    learner.answer(0, 0)
    recalls = [learner.recall(0, day) for day in (0, 1, 3, 10, 100)]
    assert recalls[0] == 1
    assert recalls == sorted(recalls, reverse=True)
    assert 0 < recalls[-1] < recalls[1] < 1
    assert learner.recall(1, 5) == 0


@EACH_MEMORY
def test_oracle_gain_equals_average_gain(memory: type[Memory]) -> None:
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


@EACH_MEMORY
def test_oracle_plans_answers_with_highest_gain(memory: type[Memory]) -> None:
    learner = memory(30, seed=3)
    for question in range(15):
        learner.answer(question, question % 4)
    planned = set(Oracle(Cell(30, 20, 5), learner).plan(6))
    gains = [learner.gain(question, 6, 20) for question in range(30)]
    assert len(planned) == 5
    assert min(gains[question] for question in planned) >= max(gains[q] for q in set(range(30)) - planned)


@EACH_MEMORY
def test_random_draws_do_not_depend_on_other_questions(memory: type[Memory]) -> None:
    alone, busy = memory(2, seed=4), memory(2, seed=4)
    days = (0, 1, 3, 7, 20)
    for day in days:
        busy.answer(1, day)
        assert alone.answer(0, day) == busy.answer(0, day)


@pytest.mark.parametrize("name", OTHERS)
def test_schedulers_use_all_answers_of_a_day(name: str) -> None:
    cell = Cell(30, 12, 4)
    learner, scheduler = PowerMemory(30, seed=5), OTHERS[name](cell)
    for day in range(cell.days):
        planned = scheduler.plan(day)
        assert len(planned) == len(set(planned)) <= cell.answers
        assert set(planned) <= set(range(30))
        if day < 7:  # after 28 answers there is still a new question
            assert len(planned) == cell.answers
        for question in planned:
            scheduler.record_grade(question, learner.answer(question, day), day)
