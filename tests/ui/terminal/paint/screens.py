"""Terminals in memory, what they show, and rows to paint on them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pyte
from pyte.screens import Char
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from tpm_tui.ui.terminal.paint.cells import add_cells, split_cells
from tpm_tui.ui.terminal.paint.look import Look, LookTable
from tpm_tui.ui.terminal.paint.row import CellRow

COLORS = LookTable(ColorSystem.TRUECOLOR)

Segments = Sequence[tuple[str, str]]
"""Pieces of a row with their styles."""


class Cell(NamedTuple):
    """What is visible of a cell."""

    text: str
    colors: tuple[str, ...]
    attributes: tuple[bool, ...]


def visible(char: Char) -> Cell:
    """Return what is visible of a cell: on a blank, neither the text colour nor the weight is."""
    lines = (char.underscore, char.strikethrough, char.reverse)
    text = unicodedata.normalize("NFC", char.data)
    if text == " " and not any(lines):
        return Cell(text, (char.bg,), ())
    return Cell(text, (char.fg, char.bg), (*lines, char.bold, char.italics, char.blink))


def visible_rows(screen: pyte.Screen) -> list[list[Cell]]:
    """Return what is visible on a terminal."""
    return [[visible(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def make_terminal(columns: int, rows: int) -> tuple[pyte.Screen, pyte.Stream]:
    """Return a terminal that does not wrap, as Textual sets it up, and its input."""
    screen = pyte.Screen(columns, rows)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[?7l")
    return screen, stream


class Dissenter(pyte.Screen):
    """A terminal with its own opinion about the width of characters and sequences."""

    def __init__(self, columns: int, rows: int, width: Callable[[str], int]) -> None:
        """
        Args:
            columns: of the terminal.
            rows: of the terminal.
            width: the cells of a character with everything that combines with it.
        """
        super().__init__(columns, rows)
        self._width = width

    def draw(self, data: str) -> None:
        """Draw text at the cursor; a wide character that is overwritten in part is erased."""
        for text in (cell for cell in split_cells(data)[1] if cell):
            line = self.buffer[self.cursor.y]
            x = min(self.cursor.x, self.columns - 1)
            for at in range(x, min(x + self._width(text), self.columns)):
                if line[at].data == "" and at:
                    line[at - 1] = line[at - 1]._replace(data=" ")
                if at + 1 < self.columns and line[at + 1].data == "":
                    line[at + 1] = line[at + 1]._replace(data=" ")
                line[at] = self.cursor.attrs._replace(data=text if at == x else "")
            self.cursor.x = min(x + self._width(text), self.columns)


def make_row(segments: Segments, width: int) -> CellRow:
    """Return a row of a width with styled text; what does not fit is cut off."""
    chars: list[str] = []
    looks: list[Look] = []
    add_cells((Segment(text, Style.parse(style)) for text, style in segments), COLORS, chars, looks)
    return CellRow.blank(width, COLORS.plain).replaced(0, chars, looks)
