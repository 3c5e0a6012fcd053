"""Sequences for a terminal, and where its cursor and pen are after them."""

from __future__ import annotations

from typing import NamedTuple

from tpm_tui.ui.terminal.paint.cells import BLANK
from tpm_tui.ui.terminal.paint.look import Look
from tpm_tui.ui.terminal.paint.moves import move_cursor
from tpm_tui.ui.terminal.paint.row import CellRow

MAX_GAP = 4
"""Unchanged cells that are written again, where a move over them is not shorter."""

SAVE, RESTORE = "\x1b7", "\x1b8"
"""Save and restore the cursor's position and the pen."""

MIN_SAVED = 6
"""The length of a change of the pen from which it is saved."""


class CursorPlace(NamedTuple):
    """Where the cursor is, and its pen."""

    x: int
    y: int
    pen: Look


class SequenceWriter:
    """Writes to cells with the shortest moves and changes of the pen.

    After a change elsewhere on the screen, such as that of the clock, the pen with which text is typed is
    restored instead of written again.
    """

    def __init__(self, newline: str) -> None:
        """
        Args:
            newline: what moves the cursor to the first column of the next row.
        """
        self._newline = newline
        self._out: list[str] = []
        self._x: int | None = None
        self._y: int | None = None
        self.pen: Look | None = None
        """The look in which the terminal writes; None if it is unknown."""
        self._is_unsure = False
        """Whether the cursor is elsewhere if the last characters were wide."""
        self._before: CursorPlace | None = None
        """The cursor before the update, as long as it can be saved."""
        self._before_at = 0
        """Where in the output the cursor is at that place."""
        self._saved: CursorPlace | None = None
        self._is_typing = False
        """Whether the last update ended with the text before the cursor."""

    def forget(self) -> None:
        """Assume nothing about the terminal's cursor and pen."""
        self._x = self._y = self.pen = self._saved = None
        self._is_unsure = self._is_typing = False

    def begin(self) -> None:
        """Begin an update."""
        self._out = []
        self._before_at = 0
        is_known = self._x is not None and self._y is not None and not self._is_unsure
        self._before = CursorPlace(self._x, self._y, self.pen) if is_known and self.pen else None  # type: ignore[arg-type]

    def end(self, x: int, y: int) -> str:
        """End an update with the cursor in a cell; return its sequences."""
        if self._is_unsure:
            self._x = None
        is_typing = self._x == x and self._y == y
        saved = self._saved
        if self._is_typing and self._out and saved is not None and (saved.x, saved.y) == (x, y):
            self._restore(saved)
        self.move(x, y)
        self._is_typing = is_typing
        return "".join(self._out)

    def start(self, x: int, y: int, look: Look, row: CellRow, *, is_blank: bool = False) -> None:
        """Move the cursor to a cell and change the pen to its look.

        Args:
            x: the column.
            y: the row.
            look: the look.
            row: the cells of the row.
            is_blank: whether blanks follow, which look the same with some other looks.
        """
        pen = self.pen
        is_right = pen is not None and (pen is look or (is_blank and pen.blank is look.blank))
        if not is_right:
            is_right = self._restore_on_the_way(x, y, look, is_blank)
        is_there = self._x == x and self._y == y
        if not (is_there or self._write_gap(x, y, row) or self._write_margin(x, y, row)):
            self.move(x, y)
        if not is_right:
            self._save(look)
            self._out.append(look.sequence_from(pen))
            self.pen = look

    def put(self, text: str, cells: int, width: int) -> None:
        """Write the text of cells at the cursor.

        Args:
            text: the text.
            cells: how many cells it has.
            width: columns of the screen.
        """
        assert self._x is not None
        self._out.append(text)
        # After the last column, terminals differ.
        self._x = self._x + cells if self._x + cells < width else None

    def erase(self, cells: int | None) -> None:
        """Erase cells from the cursor on; None for all to the end of the row. The cursor does not move."""
        self._out.append("\x1b[K" if cells is None else f"\x1b[{cells}X")

    def lose_column(self) -> None:
        """Assume nothing about the column of the cursor."""
        self._x = None

    def doubt_column(self) -> None:
        """Do not move the cursor relatively from here."""
        self._is_unsure = True

    def move(self, x: int, y: int) -> None:
        """Move the cursor to a cell."""
        if self._x == x and self._y == y:
            return
        self._out.append(move_cursor(None if self._is_unsure else self._x, self._y, x, y, self._newline))
        self._x, self._y = x, y
        self._is_unsure = False

    def _write_gap(self, x: int, y: int, row: CellRow) -> bool:
        """Write unchanged cells up to a column instead of a move; return whether that was possible."""
        at, pen = self._x, self.pen
        if at is None or self._y != y or self._is_unsure or not 0 < x - at <= MAX_GAP:
            return False
        text = "".join(row.chars[at:x])
        if len(text) != x - at or not text.isascii():
            return False
        for char, look in zip(text, row.looks[at:x], strict=True):
            if look is not pen and (char != BLANK or pen is None or look.blank is not pen.blank):
                return False
        self._out.append(text)
        self._x = x
        return True

    def _write_margin(self, x: int, y: int, row: CellRow) -> bool:
        """Write the unchanged blanks at the left of a row below instead of a move, if that is shorter."""
        pen = self.pen
        if self._y is None or pen is None or not 0 < x <= MAX_GAP or y <= self._y:
            return False
        if any(char != BLANK for char in row.chars[:x]):
            return False
        if any(look.blank is not pen.blank for look in row.looks[:x]):
            return False
        way = self._newline * (y - self._y) + BLANK * x
        if len(way) >= len(move_cursor(None if self._is_unsure else self._x, self._y, x, y, self._newline)):
            return False
        self._out.append(way)
        self._x, self._y = x, y
        self._is_unsure = False
        return True

    def _save(self, look: Look) -> None:
        """Save the cursor and the pen as they were before the update, if returning from a look is long."""
        before = self._before
        if before is None or len(before.pen.sequence_from(look)) < MIN_SAVED:
            return
        self._before = None
        if self._saved != before:
            self._out.insert(self._before_at, SAVE)
            self._saved = before

    def _restore_on_the_way(self, x: int, y: int, look: Look, is_blank: bool) -> bool:
        """Restore the saved pen if it is right for a cell and that is shorter; return whether it was."""
        saved = self._saved
        if saved is None or self.pen is None:
            return False
        if not (saved.pen is look or (is_blank and saved.pen.blank is look.blank)):
            return False
        here = move_cursor(None if self._is_unsure else self._x, self._y, x, y, self._newline)
        back = move_cursor(saved.x, saved.y, x, y, self._newline)
        if len(RESTORE + back) >= len(here + look.sequence_from(self.pen)):
            return False
        self._restore(saved)
        return True

    def _restore(self, saved: CursorPlace) -> None:
        self._out.append(RESTORE)
        self._x, self._y, self.pen = saved
        self._saved = None  # some terminals forget what they have restored
        self._before = saved if self._is_typing else None
        self._before_at = len(self._out)
        self._is_unsure = False
