"""The rows that are shown while an answer is spoken."""

from __future__ import annotations

import pytest
from textual.geometry import Size

from tpm_tui.core.session.answer_parts import time_parts
from tpm_tui.ui.pages.question import answer_label
from tpm_tui.ui.pages.spoken.clock import (
    CLOCK_ROWS,
    SHAPES,
    SpeakingState,
    clock_note,
    has_large_clock,
    large_clock,
    part_rows,
    small_clock,
)
from tpm_tui.ui.render.glyphs import ASCII, UNICODE

PARTS = time_parts("technical", 240)
SCAFFOLD = "Context:\nsix weeks late\n\nAction:\nI split it.\n\nResult:\n\nLearning:\n"


def state(seconds: float, *, paused: bool = False) -> SpeakingState:
    return SpeakingState(PARTS, seconds, 240, paused)


def test_each_shape_has_equal_rows() -> None:
    for shape in SHAPES.values():
        assert len(shape) == CLOCK_ROWS
        assert len({len(row) for row in shape}) == 1


def test_shapes_are_different() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES) == 11


def test_large_clock_in_ascii() -> None:
    assert large_clock(state(61), ASCII).plain == "\n".join(
        [
            "  ##            ######      ##",
            "####      ##    ##  ##    ####",
            "  ##            ##  ##      ##",
            "  ##      ##    ##  ##      ##",
            "######          ######    ######",
        ]
    )


def test_large_clock_is_drawn_with_blocks() -> None:
    assert set(large_clock(state(725), UNICODE).plain) == {"█", " ", "\n"}


def test_overrun_has_a_word() -> None:
    assert clock_note(state(251)).plain == "0:11 over the target of 4:00"
    assert small_clock(state(251)).plain == "4:11 of 4:00, 0:11 over"
    assert part_rows(state(251), ASCII, 9).plain.splitlines()[-1] == "| Run        until  4:00  over"


def test_paused_clock_says_so() -> None:
    assert clock_note(state(20, paused=True)).plain == "paused"
    assert small_clock(state(20, paused=True)).plain == "0:20 of 4:00  paused"


def test_current_part_is_marked() -> None:
    rows = part_rows(state(50), ASCII, 7).plain.splitlines()
    assert [row[0] for row in rows] == [" ", " ", "|", " ", " ", " ", " "]


@pytest.mark.parametrize(("seconds", "first", "last"), [(0, "Approach", "Numbers"), (239, "Failure", "Run")])
def test_few_rows_show_the_current_part(seconds: float, first: str, last: str) -> None:
    rows = part_rows(state(seconds), ASCII, 3).plain.splitlines()
    assert (rows[0].split()[-3], rows[-1].split()[-3]) == (first, last)
    assert len(rows) == 3


def test_large_clock_needs_room_for_all_parts() -> None:
    assert has_large_clock(Size(78, 15), PARTS)
    assert not has_large_clock(Size(78, 14), PARTS)
    assert not has_large_clock(Size(40, 30), PARTS)


def test_reply_has_no_parts() -> None:
    assert part_rows(SpeakingState((), 5, 60), ASCII, 4).plain == ""


def test_label_counts_the_words_of_each_part() -> None:
    wide = answer_label(SCAFFOLD, True, 80, ASCII).plain
    assert wide == "YOUR ANSWER  6 words - Context 3 Action 3 Result 0 Learning 0 - saved"
    assert answer_label(SCAFFOLD, True, 50, ASCII).plain == "YOUR ANSWER  6 words - C 3 A 3 R 0 L 0 - saved"
    assert answer_label(SCAFFOLD, True, 20, ASCII).plain == "YOUR ANSWER  6 words - saved"


def test_label_of_an_empty_scaffold_has_no_words() -> None:
    label = answer_label("Context:\n\nAction:\n", True, 80, ASCII).plain
    assert label == "YOUR ANSWER  0 words - Context 0 Action 0"


def test_label_says_spoken() -> None:
    assert answer_label("", True, 80, ASCII, spoken=True).plain == "YOUR ANSWER  spoken"
    label = answer_label("We cut it.", False, 80, ASCII, spoken=True).plain
    assert label == "YOUR ANSWER  spoken, transcript of 3 words - not saved yet"
