"""The gates across items accept a varied set and report one that breaks a rule."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.bank.gates.across import MIN_STREAMING, OUTCOME_SHARES, copied_runs
from tests.bank.gates.values import Item
from tests.bank.gates.vocabulary import ASSIGNED, OUTCOMES, STREAMING_WORLDS, WORLDS
from tests.bank.item_gates import bank_problems


def small_item(number: int, answer: str = "", /, **fields: object) -> Item:
    """Return an item with what the gates across items look at."""
    world, outcome = ASSIGNED.get(number, ("video", "success"))
    own = {"id": f"item-{number}", "number": number, "world": world, "outcome": outcome, "level": "core"}
    return {**own, "model_answer": {"context": answer or f"Answer{number} it is."}, **fields}


def all_items(**fields: object) -> list[Item]:
    return [small_item(number, **fields) for number in ASSIGNED]


def assert_problem(items: list[Item], expected: str) -> None:
    problems = bank_problems(items)
    assert any(expected in problem for problem in problems), problems


def test_assignment_has_the_worlds_and_outcomes_of_the_rules() -> None:
    assert sorted(ASSIGNED) == list(range(1, 51))
    worlds = Counter(world for world, _ in ASSIGNED.values())
    outcomes = Counter(outcome for _, outcome in ASSIGNED.values())
    assert set(worlds) == WORLDS
    assert set(outcomes) == OUTCOMES
    assert max(worlds.values()) <= 5
    assert sum(worlds[world] for world in STREAMING_WORLDS) >= MIN_STREAMING
    assert all(low <= outcomes[name] / 50 <= high for name, (low, high) in OUTCOME_SHARES.items())


def test_bank_as_assigned_has_no_problems() -> None:
    assert bank_problems(all_items()) == []


def test_swapped_assignments_are_accepted() -> None:
    first, second = small_item(1), small_item(2)
    swapped = [{**first, "world": second["world"]}, {**second, "world": first["world"]}]
    assert bank_problems(swapped) == []


def test_other_world_or_outcome_is_reported() -> None:
    assert_problem([small_item(1, world="video")], "world: not as assigned; too many: video; too few: cloud")
    assert_problem([small_item(1, outcome="failure")], "outcome: not as assigned; too many: failure")


def test_world_in_six_items_is_reported() -> None:
    assert_problem([small_item(n, world="saas") for n in range(1, 7)], "saas in 6 items, at most 5")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"outcome": "success"}, "outcome: success in 100% of the items"),
        ({"world": "saas"}, "world: 0 items from the work of a streaming company"),
        ({"level": "senior"}, "level: 0 items are core, at least 8"),
    ],
)
def test_shares_of_the_whole_bank_are_checked(fields: dict[str, object], expected: str) -> None:
    assert_problem(all_items(**fields), expected)
    assert not any(expected in problem for problem in bank_problems(all_items(**fields)[:20]))


@pytest.mark.parametrize("name", ["id", "number", "title", "prompt", "opening"])
def test_duplicate_is_reported(name: str) -> None:
    assert_problem([small_item(1, **{name: 3}), small_item(2, **{name: 3})], f"{name}: 2 items have '3'")


def test_shared_run_of_eight_words_is_reported() -> None:
    run = "we moved the whole thing over one weekend"
    assert_problem([small_item(1, f"So {run}."), small_item(2, f"Then {run}.")], f"shared: '{run}'")
    seven = "So we moved the whole thing on"
    assert bank_problems([small_item(1, f"{seven} Monday."), small_item(2, f"{seven} Friday.")]) == []


def test_run_of_another_text_is_reported() -> None:
    other = "They say: we moved the whole thing over one weekend."
    assert list(copied_runs([small_item(1, "We moved the whole thing over one day.")], other)) == []
    assert len(list(copied_runs([small_item(1, "We moved the whole thing over one weekend.")], other))) == 1


def test_too_many_refusals_are_reported() -> None:
    items = [small_item(n, f"Item{n} went on. I turned the offer down.") for n in range(1, 22)]
    assert_problem(items, "a refused option in 21 items, at most 20")
    assert_problem(items[:6], "'turned down' in 6 items, at most 5")
    assert bank_problems(items[:5]) == []


def test_repeated_wanted_and_refused_is_reported() -> None:
    items = [small_item(n, f"Item{n}. Sales wanted {n}00 seats. I refused.") for n in (1, 2)]
    assert_problem(items, "'X wanted Y. I refused.' in item-1, item-2; at most once")


def test_too_many_used_to_think_closings_are_reported() -> None:
    items = [small_item(n, f"Item{n}. I used to think speed{n} won. Now I ask.") for n in range(1, 7)]
    assert_problem(items, "closing 'I used to think ... now' in item-1")
    assert bank_problems(items[:5]) == []


def test_three_answers_that_begin_alike_are_reported() -> None:
    items = [small_item(n, f"When I join a{n} b. When I join a program.") for n in (1, 2, 3)]
    assert bank_problems(items) == []
    alike = [small_item(n, f"When I join a program{n}x.") for n in (1, 2)]
    assert bank_problems(alike) == []
    assert_problem([small_item(n, f"When I join a x{n}.") for n in (1, 2, 3)], "begins with 'when i join a'")


def test_median_of_figures_is_checked() -> None:
    many = "It was 20 and 30 and 40 of them. " + "So it was. " * 20
    assert_problem([small_item(1, many)], "figures: median of")


def test_cues_that_fit_another_point_better_are_reported() -> None:
    points = [
        {"name": "rollback path", "cue": "names the rollback", "cues": ["canary first", "watch the canary"]},
        {
            "name": "canary stage",
            "cue": "names the canary",
            "cues": ["rollback switch", "the rollback button"],
        },
    ]
    assert_problem([small_item(1, key_points=points)], "0% of the cues match their own point best")
