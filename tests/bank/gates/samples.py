"""The sample item, which passes every gate, and copies of it with one change."""

from __future__ import annotations

import copy
from pathlib import Path

import yaml

from tests.bank.gates.values import Item, answer
from tests.bank.item_gates import item_problems

SAMPLE = Path(__file__).parent / "sample_item.yaml"


def sample(**changes: object) -> dict[str, object]:
    """Return the sample item with some fields changed; None removes a field."""
    item: dict[str, object] = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    return {name: value for name, value in {**item, **changes}.items() if value is not None}


def changed_point(**changes: object) -> Item:
    """Return the sample item with fields of its first key point changed."""
    points = copy.deepcopy(sample()["key_points"])
    assert isinstance(points, list)
    points[0] |= changes
    return sample(key_points=points)


def changed_cue(cue: object) -> Item:
    """Return the sample item with the first cue of its first key point replaced."""
    points = sample()["key_points"]
    assert isinstance(points, list)
    return changed_point(cues=[cue, *points[0]["cues"][1:]])


def changed_answer(old: str, new: str) -> Item:
    """Return the sample item with a text of the model answer replaced."""
    parts = sample()["model_answer"]
    assert isinstance(parts, dict)
    found = {name: " ".join(value.split()).replace(old, new) for name, value in parts.items()}
    assert " ".join(found.values()) != answer(sample())
    return sample(model_answer=found)


def added(sentence: str) -> Item:
    """Return the sample item with a sentence at the end of the model answer."""
    return changed_answer("first planning meeting.", f"first planning meeting. {sentence}")


def assert_problem(item: Item, expected: str) -> None:
    """Assert that a problem of the item contains the expected text."""
    problems = item_problems(item, None)
    assert any(expected in problem for problem in problems), problems
