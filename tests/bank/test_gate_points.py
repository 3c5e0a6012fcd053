"""The gates of key points and their cues report what breaks them."""

from __future__ import annotations

import pytest

from tests.bank.gates.samples import assert_problem, changed_cue, changed_point, sample


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"quote": ""}, "quote: missing or empty"),
        ({"name": "interest"}, "name: 1 words, expected 2 to 5"),
        ({"cue": "gives " + "word " * 14}, "cue: 15 words, at most 14"),
        ({"cue": "understands the cost"}, "cue: begins with 'understands'"),
        ({"why": "word " * 26}, "why: 26 words"),
        ({"must": False}, "1 points are must, expected 2 to 3"),
        ({"must": "yes"}, "must: 'yes' is not true or false"),
        ({"details": ["a", "b", "c", "d", "e"]}, "details: 5 entries, at most 4"),
        ({"quote": "It cost us around 90 engineer hours a week"}, "quote: is no whole sentence"),
        ({"quote": "It wasn't free.", "name": "debt left alone"}, "two points have the name"),
        ({"weight": 2}, "weight: unknown field"),
        ({"cues": ["toil log"]}, "cues: 1 cues, expected 10 to 30"),
        ({"cues": [f"word{n}" for n in range(10)]}, "10 short (1-4 words) and 0 sentences"),
        (
            {"cues": [f"they saw the page number {n} on screen" for n in range(10)]},
            "0 of 10 sentences in the",
        ),
        ({"facts": ["CUL-999"]}, "not in bank/facts.yaml: CUL-999"),
    ],
)
def test_invalid_key_point_is_reported(changes: dict[str, object], expected: str) -> None:
    assert_problem(changed_point(**changes), expected)


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("we saw " + "word " * 13, "over 14 words"),
        ("no surprises", "negated: no surprises"),
        ("I didn't hear about it until the end", "negated: I didn't"),
        ("weekly cost", "only words of the point's own name or cue: weekly cost"),
        ("interest rate", "repeats the name (interest): interest rate"),
        ("stakeholder process", "fits every answer: stakeholder process"),
        ("boards in jira", "cues of the same words"),
        (99.9, "cues[0]: 99.9 is not a text"),
    ],
)
def test_invalid_cue_is_reported(cue: object, expected: str) -> None:
    assert_problem(changed_cue(cue), expected)


def test_number_of_key_points_is_limited() -> None:
    points = sample()["key_points"]
    assert isinstance(points, list)
    assert_problem(sample(key_points=points[:3]), "3 points, expected 4 to 7")
    assert_problem(sample(key_points=points * 2), "8 points, expected 4 to 7")
