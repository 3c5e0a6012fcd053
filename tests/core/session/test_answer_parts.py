"""The parts of an answer: their times for a target, the part at a time, and the overrun."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.bank.question import Kind
from tpm_tui.core.session.answer_parts import (
    OUTLINES,
    current_part,
    outline_for,
    overrun_seconds,
    time_parts,
)

kinds = st.sampled_from(get_args(Kind))


@pytest.mark.parametrize("outline", OUTLINES)
def test_shares_of_an_outline_are_the_whole(outline: dict[str, int]) -> None:
    assert sum(outline.values()) == 100


def test_story_of_two_and_a_half_minutes() -> None:
    parts = [(part.name, part.end) for part in time_parts("behavioural", 150)]
    assert parts == [("Context", 25), ("Action", 105), ("Result", 135), ("Learning", 150)]


def test_technical_answer_has_seven_parts() -> None:
    assert len(time_parts("technical", 300)) == 7
    assert time_parts("hybrid", 300)[0].name == "Context"


@given(kind=kinds, target=st.integers(0, 6000))
def test_parts_follow_each_other_up_to_the_target(kind: Kind, target: int) -> None:
    parts = time_parts(kind, target)
    assert [part.name for part in parts] == list(outline_for(kind))
    assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert all(part.start <= part.end for part in parts)
    assert parts[-1].end == target


@given(kind=kinds, target=st.integers(1, 6000), seconds=st.floats(0, 7000))
def test_current_part_contains_the_time(kind: Kind, target: int, seconds: float) -> None:
    parts = time_parts(kind, target)
    index = current_part(parts, seconds)
    if seconds < target:
        assert parts[index].start <= seconds < parts[index].end
    else:
        assert index == len(parts) - 1


@pytest.mark.parametrize(
    ("target", "seconds", "over"), [(60, 59.9, 0), (60, 60.9, 0), (60, 75, 15), (0, 9, 0)]
)
def test_overrun(target: int, seconds: float, over: int) -> None:
    assert overrun_seconds(target, seconds) == over
