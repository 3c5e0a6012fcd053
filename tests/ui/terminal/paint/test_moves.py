"""The shortest moves of the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.terminal.paint.screens import make_terminal
from tpm_tui.ui.terminal.paint.moves import absolute, move_cursor

COLUMNS, ROWS = 100, 30

columns = st.integers(0, COLUMNS - 1)
row_numbers = st.integers(0, ROWS - 1)


@given(x=columns, y=row_numbers, to_x=columns, to_y=row_numbers, knows_x=st.booleans(), knows_y=st.booleans())
def test_cursor_arrives_from_anywhere(
    x: int, y: int, to_x: int, to_y: int, knows_x: bool, knows_y: bool
) -> None:
    screen, stream = make_terminal(COLUMNS, ROWS)
    stream.feed(absolute(x, y))
    sequence = move_cursor(x if knows_x else None, y if knows_y else None, to_x, to_y)
    stream.feed(sequence)
    assert (screen.cursor.x, screen.cursor.y) == (to_x, to_y)
    assert len(sequence) <= len(absolute(to_x, to_y))


@pytest.mark.parametrize(
    ("start", "end", "sequence"),
    [
        ((4, 2), (4, 2), ""),
        ((4, 2), (5, 2), "\x1b[C"),
        ((4, 2), (3, 2), "\b"),
        ((9, 2), (0, 2), "\r"),
        ((9, 2), (0, 3), "\r\n"),
        ((9, 2), (9, 1), "\x1bM"),
        ((50, 2), (8, 2), "\x1b[9G"),
        ((None, 2), (5, 2), "\x1b[6G"),
        ((None, None), (0, 0), "\x1b[H"),
        ((None, None), (4, 0), "\x1b[;5H"),
    ],
)
def test_short_sequence_is_used(
    start: tuple[int | None, int | None], end: tuple[int, int], sequence: str
) -> None:
    assert move_cursor(*start, *end) == sequence
