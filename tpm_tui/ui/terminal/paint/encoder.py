"""The bytes that turn one screen into another, and where the terminal's cursor and pen are after them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tpm_tui.ui.terminal.paint.cells import BLANK, CONTINUED, Width, WidthTable
from tpm_tui.ui.terminal.paint.look import Look
from tpm_tui.ui.terminal.paint.moves import move_cursor
from tpm_tui.ui.terminal.paint.row import Row

MAX_GAP = 4
"""Unchanged cells that are written again, where a move over them is not shorter."""

MIN_ERASED_TAIL = 4
MIN_ERASED_MIDDLE = 11
MIN_ERASED_LAST = 6
"""From how many blanks on erasing is shorter: to the end of a row, before other changes, and after them."""

UNKNOWN = "\0"
"""The text of a cell about which nothing is known."""


class Encoder:
    """Encodes differences between screens for one terminal."""

    def __init__(self, *, newline: str = "\r\n", erases_color: bool = True, is_asian: bool = False) -> None:
        """
        Args:
            newline: what moves the cursor to the first column of the next row.
            erases_color: whether erased cells get the background colour of the pen.
            is_asian: whether the terminal may be set up for wide ambiguous characters.
        """
        self._newline = newline
        self._erases_color = erases_color
        self._widths = WidthTable(is_asian=is_asian)
        self._x: int | None = None
        self._y: int | None = None
        self._is_unsure = False
        """Whether the cursor is elsewhere if the last characters were wide."""
        self._pen: Look | None = None
        self._out: list[str] = []

    def forget(self) -> None:
        """Assume nothing about the terminal's cursor and pen."""
        self._x = self._y = self._pen = None

    def encode(self, old: Sequence[Row] | None, new: Sequence[Row], cursor: tuple[int, int]) -> str:
        """Return what turns a screen into another one of the same size.

        Args:
            old: the rows that the terminal shows; None if that is unknown.
            new: the rows to show.
            cursor: the column and the row where the cursor ends.
        """
        self._out = []
        if old is None:
            old = [Row([UNKNOWN] * len(row.chars), row.looks) for row in new]
        for y, (row, shown) in enumerate(zip(new, old, strict=True)):
            if row is not shown:
                self._encode_row(y, row, shown)
        self._move(*cursor)
        if self._is_unsure:
            self._x = None
            self._move(*cursor)
        return "".join(self._out)

    def _can_erase(self, look: Look) -> bool:
        return look.is_erasable and (self._erases_color or not look.background)

    def _encode_row(self, y: int, row: Row, shown: Row) -> None:
        changed = changed_cells(row, shown)
        if not changed:
            return
        if not (row.is_ascii and shown.is_ascii):
            changed = self._with_rest(changed, row, shown)
        chars = row.chars
        tail = self._erased_tail(row, changed)
        done = 0
        for x in changed:
            if x < done:
                continue
            if x >= tail:
                self._start(x, y, row.looks[x].blank, row, is_blank=True)
                self._out.append("\x1b[K")
                return
            if chars[x] == BLANK:
                done = self._encode_blanks(x, y, row, changed)
            else:
                done = self._encode_text(x - 1 if chars[x] == CONTINUED and x else x, y, row)

    def _with_rest(self, changed: list[int], row: Row, shown: Row) -> list[int]:
        """Add what follows the first changed cell of disputed width: the terminal may have moved it."""
        widths = self._widths
        for at, x in enumerate(changed):
            if Width.DISPUTED in (widths[row.chars[x]], widths[shown.chars[x]]):
                return [*changed[:at], *range(x, len(row.chars))]
        return changed

    def _erased_tail(self, row: Row, changed: list[int]) -> int:
        """Return the first changed cell of the blanks at the end; the width if erasing is not shorter."""
        chars, looks = row.chars, row.looks
        width = start = len(chars)
        blank = looks[-1].blank
        if not self._can_erase(blank):
            return width
        while start and chars[start - 1] == BLANK and looks[start - 1].blank is blank:
            start -= 1
        at = bisect_left(changed, start)
        return changed[at] if len(changed) - at >= MIN_ERASED_TAIL else width

    def _encode_blanks(self, x: int, y: int, row: Row, changed: list[int]) -> int:
        """Encode blanks that begin in a column; return the column after them."""
        chars, looks = row.chars, row.looks
        look = looks[x]
        blank = look.blank
        last = changed[-1]
        end = x + 1
        while end <= last and chars[end] == BLANK and looks[end].blank is blank:
            end += 1
        minimum = MIN_ERASED_LAST if end > last else MIN_ERASED_MIDDLE
        if end - x >= minimum and self._can_erase(blank):
            self._start(x, y, blank, row, is_blank=True)
            self._out.append(f"\x1b[{end - x}X")
            return end
        if end <= last and looks[end].blank is blank:
            look = looks[end]  # the pen for what follows
        elif self._pen is not None:
            look = min(look, blank, key=lambda each: len(each.sequence_from(self._pen)))
        self._start(x, y, look, row, is_blank=True)
        self._put(BLANK, 1, len(chars))
        return x + 1

    def _encode_text(self, x: int, y: int, row: Row) -> int:
        """Encode a cell that is not blank; return the column after it."""
        chars = row.chars
        char = chars[x]
        width = len(chars)
        cells = 2 if x + 1 < width and chars[x + 1] == CONTINUED else 1
        self._start(x, y, row.looks[x], row)
        certainty = Width.SURE if char.isascii() else self._widths[char]
        if certainty is Width.DISPUTED and cells == 2:
            # A terminal in which it is narrow would leave the second cell as it was.
            self._put("  ", 2, width)
            self._move(x, y)
        self._put(char, cells, width)
        if certainty is Width.DISPUTED:
            self._x = None
        elif certainty is Width.UNSURE:
            self._is_unsure = True
        return x + cells

    def _put(self, text: str, cells: int, width: int) -> None:
        self._out.append(text)
        assert self._x is not None
        self._x = self._x + cells if self._x + cells < width else None

    def _start(self, x: int, y: int, look: Look, row: Row, *, is_blank: bool = False) -> None:
        """Move the cursor to a cell and change the pen to its look.

        Args:
            x: the column.
            y: the row.
            look: the look.
            row: the cells of the row.
            is_blank: whether blanks follow, which look the same with some other looks.
        """
        if (self._x != x or self._y != y) and not self._write_gap(x, y, row):
            self._move(x, y)
        pen = self._pen
        if pen is None or not (pen is look or (is_blank and pen.blank is look.blank)):
            self._out.append(look.sequence_from(pen))
            self._pen = look

    def _write_gap(self, x: int, y: int, row: Row) -> bool:
        """Write unchanged cells up to a column instead of a move; return whether that was possible."""
        at, pen = self._x, self._pen
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

    def _move(self, x: int, y: int) -> None:
        if self._x == x and self._y == y:
            return
        self._out.append(move_cursor(None if self._is_unsure else self._x, self._y, x, y, self._newline))
        self._x, self._y = x, y
        self._is_unsure = False


def changed_cells(row: Row, shown: Row) -> list[int]:
    """Return the columns in which two rows look different."""
    return [
        x
        for x, (char, shown_char, look, shown_look) in enumerate(
            zip(row.chars, shown.chars, row.looks, shown.looks, strict=True)
        )
        if char != shown_char
        or (look is not shown_look and (char != BLANK or look.blank is not shown_look.blank))
    ]
