"""The encoder: applied to a terminal that shows one screen, its bytes give the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.terminal.paint.screens import Dissenter, make_row, make_terminal, visible_rows
from tests.ui.terminal.paint.strategies import COMBINING, EMOJI, PIECES, screens
from tpm_tui.ui.terminal.paint.cells import split_cells
from tpm_tui.ui.terminal.paint.encoder import Encoder
from tpm_tui.ui.terminal.paint.row import CellRow

WIDTH, HEIGHT = 24, 4

SETTINGS = [
    {"newline": "\r\n"},
    {"erases_color": False},
    {"is_asian": True},
]

cursors = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))


def paint_directly(rows: Sequence[CellRow]) -> pyte.Screen:
    """Return a terminal on which every cell was written with its own look, from an absolute position."""
    screen, stream = make_terminal(len(rows[0].chars), len(rows))
    for y, row in enumerate(rows):
        for x, (char, look) in enumerate(zip(row.chars, row.looks, strict=True)):
            if char:
                stream.feed(f"\x1b[{y + 1};{x + 1}H{look.sequence_from(None)}{char}")
    return screen


def show(
    encoder: Encoder, screen: pyte.Screen, frames: Sequence[tuple[list[CellRow], tuple[int, int]]]
) -> None:
    """Show screens one after the other, the first on a terminal about which nothing is known."""
    stream = pyte.Stream(screen)
    shown: list[CellRow] | None = None
    for rows, cursor in frames:
        stream.feed(encoder.encode(shown, rows, cursor))
        assert (min(screen.cursor.x, screen.columns - 1), screen.cursor.y) == cursor
        shown = rows


@pytest.mark.parametrize("settings", SETTINGS)
@given(
    frames=st.lists(st.tuples(screens(WIDTH, HEIGHT, PIECES + COMBINING), cursors), min_size=1, max_size=4)
)
def test_any_screen_becomes_any_other(
    settings: dict[str, bool], frames: list[tuple[list[CellRow], tuple[int, int]]]
) -> None:
    screen, stream = make_terminal(WIDTH, HEIGHT)
    stream.feed("\x1b[1;41mrubbish" * 9)
    show(Encoder(**settings), screen, frames)  # type: ignore[arg-type]
    assert visible_rows(screen) == visible_rows(paint_directly(frames[-1][0]))


def opinions() -> dict[str, Callable[[str], int]]:
    def rich(text: str) -> int:
        return len(split_cells(text)[1])

    return {
        "as Rich": rich,
        "narrow": lambda text: 1 if len(text) > 1 or ord(text) > 0x1F000 else rich(text),
        "each character": lambda text: sum(rich(char) or 1 for char in text),
        "wide symbols": lambda text: 2 if ord(text[0]) >= 0x2600 or len(text) > 1 else rich(text),
    }


@pytest.mark.parametrize("opinion", opinions())
@given(frames=st.lists(screens(WIDTH, HEIGHT, (*PIECES, *COMBINING, *EMOJI)), min_size=1, max_size=4))
def test_disputed_widths_move_no_other_cell(opinion: str, frames: list[list[CellRow]]) -> None:
    screen = Dissenter(WIDTH, HEIGHT, opinions()[opinion])
    pyte.Stream(screen).feed("\x1b[?7l")
    show(Encoder(), screen, [(rows, (0, 0)) for rows in frames])
    for y, row in enumerate(frames[-1]):
        for x, char in enumerate(row.chars):
            if char and char.isascii():
                assert screen.buffer[y][x].data == char, (y, x)


@given(rows=screens(WIDTH, HEIGHT), cursor=cursors)
def test_same_screen_costs_nothing(rows: list[CellRow], cursor: tuple[int, int]) -> None:
    encoder = Encoder()
    encoder.encode(None, rows, cursor)
    assert encoder.encode(rows, list(rows), cursor) == ""
    equal = [CellRow(list(row.chars), list(row.looks)) for row in rows]
    assert encoder.encode(rows, equal, cursor) == ""


def encoded(old: list[tuple[str, str]], new: list[tuple[str, str]], cursor: int, width: int = 40) -> str:
    """Return what turns a row into another one, with the cursor in the column where the change begins."""
    encoder = Encoder()
    first, second = [make_row(old, width)], [make_row(new, width)]
    encoder.encode(None, first, (cursor, 0))
    return encoder.encode(first, second, (min(cursor + 1, width - 1), 0))


def test_typed_character_is_one_byte() -> None:
    assert encoded([("hello", "red")], [("hello!", "red")], 5).removeprefix("\x1b[31m") == "!"


def test_character_of_same_look_keeps_the_pen() -> None:
    encoder = Encoder()
    rows = [[make_row([("hello"[:n], "red")], 40)] for n in range(6)]
    encoder.encode(None, rows[0], (0, 0))
    sent = [encoder.encode(rows[n], rows[n + 1], (n + 1, 0)) for n in range(5)]
    assert sent == ["\x1b[31mh", "e", "l", "l", "o"]


def test_tail_of_row_is_erased() -> None:
    assert encoded([("a" * 30, "")], [("a", "")], 1) == "\x1b[K\x1b[C"


def test_row_in_other_background_is_erased_in_it() -> None:
    assert encoded([("a" * 40, "")], [(" " * 40, "on red")], 0) == "\x1b[41m\x1b[K\x1b[C"


def test_erasing_is_not_used_without_color_erase() -> None:
    encoder = Encoder(erases_color=False)
    first, second = [make_row([("a" * 20, "")], 20)], [make_row([(" " * 20, "on red")], 20)]
    encoder.encode(None, first, (0, 0))
    assert "\x1b[K" not in encoder.encode(first, second, (0, 0))


def test_short_gap_is_written_again() -> None:
    assert encoded([("abcdefgh", "")], [("XbcYefgh", "")], 0).startswith("XbcY")


def test_row_after_disputed_cell_is_painted_again() -> None:
    sent = encoded([("abc👍🏽 tail", "")], [("abX👍🏽 tail", "")], 2)
    assert sent == "X"  # the disputed cell itself is not touched
    sent = encoded([("abc👍🏽 tail", "")], [("abc✅ tail", "")], 3)
    assert "tail" in sent
    assert "✅\x1b[6G" in sent  # an absolute position


BODY, HEAD, DIM = "#d5d9e5 on #15171c", "bold #112233 on #445566", "#969db0 on #15171c"


def test_clock_restores_the_pen_of_typed_text() -> None:
    def screen(clock: str, text: str) -> list[CellRow]:
        return [make_row([(clock, HEAD)], 20), make_row([(text, BODY)], 20)]

    encoder = Encoder()
    frames = [
        ("1", "a"),
        ("1", "ab"),
        ("1", "abc"),
        ("2", "abc"),
        ("3", "abc"),
        ("4", "abc"),
        ("4", "abcd"),
        ("4", "abcde"),
    ]
    shown, sent = None, []
    for clock, text in frames:
        rows = screen(clock, text)
        sent.append(encoder.encode(shown, rows, (len(text), 1)))
        shown = rows
    assert sent[2] == "c"
    assert (sent[3][:2], sent[3][-2:]) == ("\x1b7", "\x1b8")  # typing goes on
    assert len(sent[5]) < 15  # nothing is typed any more: the pen of the clock is kept
    assert sent[6] == "\x1b8d"
    assert sent[7] == "e"


def test_pen_of_typed_text_is_restored_after_several_looks() -> None:
    def screen(clock: str, count: str, seconds: str, text: str) -> list[CellRow]:
        return [
            make_row([(" " * 12, BODY), (clock, HEAD)], 20),
            make_row([("words: ", DIM), (count, BODY), (" spoken: ", DIM), (seconds, DIM)], 20),
            make_row([(text, BODY)], 20),
        ]

    encoder = Encoder()
    frames = [
        ("1", "1", "1", "a"),
        ("1", "1", "1", "ab"),
        ("1", "1", "1", "abc"),
        ("2", "2", "2", "abc"),
        ("2", "2", "2", "abcd"),
    ]
    shown, sent = None, []
    for clock, count, seconds, text in frames:
        rows = screen(clock, count, seconds, text)
        sent.append(encoder.encode(shown, rows, (len(text), 2)))
        shown = rows
    assert sent[3].endswith("\x1b8")
    assert sent[4] == "d"


def test_cells_of_the_same_look_are_written_together() -> None:
    keys = [part for key in "abcdefg" for part in ((key, HEAD), (" word ", "#d5d9e5 on #445566"))]
    sent = encoded([], keys, 0, width=60)
    assert sent.count("\x1b[1;38;2") + sent.count("\x1b[0;1;38;2") == 1


def test_looks_of_several_rows_are_written_one_by_one() -> None:
    def screen(count: int) -> list[CellRow]:
        return [make_row([(str(count), HEAD), (" " * 9, BODY), (str(count), DIM)], 20) for _ in range(4)]

    encoder = Encoder()
    encoder.encode(None, screen(1), (0, 0))
    sent = encoder.encode(screen(1), screen(2), (0, 0))
    assert sent.count("38;2") == 2


def test_long_update_is_written_row_by_row() -> None:
    first = [make_row([(" " * 60, BODY)], 60)] * 20
    second = [make_row([("head", HEAD), ("words " * 9, DIM)], 60)] * 20
    encoder = Encoder()
    encoder.encode(None, first, (0, 0))
    sent = encoder.encode(first, second, (0, 0))
    assert sent.count("head\x1b") == 20


def test_blanks_at_the_left_are_written_instead_of_a_move() -> None:
    def screen(*texts: str) -> list[CellRow]:
        return [make_row([("  ", ""), (text, "")], 20) for text in texts]

    encoder = Encoder()
    encoder.encode(None, screen("a", "b"), (2, 0))
    sent = encoder.encode(screen("a", "b"), screen("long text", "more"), (6, 1))
    assert sent == "long text\r\n  more"


def test_text_at_the_left_is_not_written_again() -> None:
    def screen(*texts: str) -> list[CellRow]:
        return [make_row([("x ", ""), (text, "")], 20) for text in texts]

    encoder = Encoder()
    encoder.encode(None, screen("a", "b"), (2, 0))
    sent = encoder.encode(screen("a", "b"), screen("long text", "more"), (6, 1))
    assert sent == "long text\x1b[2;3Hmore"
