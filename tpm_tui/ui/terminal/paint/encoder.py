"""The bytes that turn one screen into another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from typing import NamedTuple

from tpm_tui.ui.terminal.paint.cells import BLANK, CONTINUED, Width, WidthTable
from tpm_tui.ui.terminal.paint.changes import find_changed_cells, group_by_look, split_by_look
from tpm_tui.ui.terminal.paint.look import Look
from tpm_tui.ui.terminal.paint.row import CellRow
from tpm_tui.ui.terminal.paint.sequence_writer import SequenceWriter

MIN_ERASED_TAIL = 4
MIN_ERASED_MIDDLE = 11
MIN_ERASED_LAST = 6
"""From how many blanks on erasing is shorter: to the end of a row, before other changes, and after them."""

UNKNOWN = "\0"
"""The text of a cell about which nothing is known."""

MAX_REORDERED = 800
"""The length of an update up to which cells of the same look in several rows are written together, if that is
shorter. A longer one appears row by row on a slow line."""


class RowChange(NamedTuple):
    """What changes in a row."""

    y: int
    row: CellRow
    changed: list[int]
    """The columns in which it looks different."""
    tail: int
    """From which of them on the row is erased."""
    is_ordered: bool
    """Whether the cells have to be written from left to right."""


class Encoder:
    """Encodes differences between screens for one terminal."""

    def __init__(self, *, newline: str = "\r\n", erases_color: bool = True, is_asian: bool = False) -> None:
        """
        Args:
            newline: what moves the cursor to the first column of the next row.
            erases_color: whether erased cells get the background colour of the pen.
            is_asian: whether the terminal may be set up for wide ambiguous characters.
        """
        self._erases_color = erases_color
        self._widths = WidthTable(is_asian=is_asian)
        self._writer = SequenceWriter(newline)

    def forget(self) -> None:
        """Assume nothing about the terminal's cursor and pen."""
        self._writer.forget()

    def encode(self, old: Sequence[CellRow] | None, new: Sequence[CellRow], cursor: tuple[int, int]) -> str:
        """Return what turns a screen into another one of the same size.

        Args:
            old: the rows that the terminal shows; None if that is unknown.
            new: the rows to show.
            cursor: the column and the row where the cursor ends.
        """
        if old is None:
            old = [CellRow([UNKNOWN] * len(row.chars), row.looks) for row in new]
        changes = [
            change
            for y, (row, shown) in enumerate(zip(new, old, strict=True))
            if row is not shown and (change := self._find_change(y, row, shown))
        ]
        if len(changes) < 2:  # as for a typed character
            return self._encode_by_row(changes, cursor)
        before = copy(self._writer)
        data = self._encode_by_row(changes, cursor)
        if len(data) > MAX_REORDERED or not (parts := self._find_parts(changes, before.pen)):
            return data
        by_row, self._writer = self._writer, before
        by_look = self._encode_parts(parts, cursor)
        if len(by_look) < len(data):
            return by_look
        self._writer = by_row
        return data

    def _encode_by_row(self, changes: list[RowChange], cursor: tuple[int, int]) -> str:
        """Encode one row after the other."""
        self._writer.begin()
        for change in changes:
            changed, row = change.changed, change.row
            for group in [changed] if change.is_ordered else group_by_look(changed, row, self._writer.pen):
                self._encode_cells(group, change)
        return self._writer.end(*cursor)

    def _encode_parts(self, parts: list[tuple[RowChange, list[int]]], cursor: tuple[int, int]) -> str:
        """Encode parts of rows in their order."""
        self._writer.begin()
        for change, part in parts:
            self._encode_cells(part, change)
        return self._writer.end(*cursor)

    def _find_parts(self, changes: list[RowChange], pen: Look | None) -> list[tuple[RowChange, list[int]]]:
        """Return the parts of rows by their looks, that of the pen first; empty if that changes no order."""
        parts: dict[Look | None, list[tuple[RowChange, list[int]]]] = {pen: []}
        for change in changes:
            if change.is_ordered:
                parts.setdefault(change.row.looks[change.changed[0]], []).append((change, change.changed))
                continue
            for look, part in split_by_look(change.changed, change.row, pen).items():
                parts.setdefault(look, []).append((change, part))
        if sum(map(bool, parts.values())) < 2 or max(map(len, parts.values())) < 2:
            return []
        return [each for same in parts.values() for each in same]

    def _find_change(self, y: int, row: CellRow, shown: CellRow) -> RowChange | None:
        """Return what changes in a row; None if nothing does."""
        changed = find_changed_cells(row, shown)
        if not changed:
            return None
        is_disputed = False
        if not (row.is_ascii and shown.is_ascii):
            first = self._first_disputed(changed, row, shown)
            if first is not None:
                # The terminal may have moved everything that follows.
                changed = [*changed[: bisect_left(changed, first)], *range(first, len(row.chars))]
                is_disputed = True
        return RowChange(y, row, changed, self._erased_tail(row, changed), is_disputed)

    def _first_disputed(self, changed: list[int], row: CellRow, shown: CellRow) -> int | None:
        """Return the first changed cell whose width is disputed, or was before the change."""
        widths = self._widths
        for x in changed:
            if Width.DISPUTED in (widths[row.chars[x]], widths[shown.chars[x]]):
                return x
        return None

    def _erased_tail(self, row: CellRow, changed: list[int]) -> int:
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

    def _can_erase(self, look: Look) -> bool:
        return look.is_erasable and (self._erases_color or not look.background)

    def _encode_cells(self, changed: list[int], change: RowChange) -> None:
        """Encode changed cells of a row, in their order; from the tail on, the row is erased."""
        y, row, tail = change.y, change.row, change.tail
        chars = row.chars
        done = 0
        for x in changed:
            if x < done:
                continue
            if x >= tail:
                self._writer.start(x, y, row.looks[x].blank, row, is_blank=True)
                self._writer.erase(None)
                return
            if chars[x] == BLANK:
                done = self._encode_blanks(x, y, row, changed)
            else:
                done = self._encode_text(x - 1 if chars[x] == CONTINUED and x else x, y, row)

    def _encode_blanks(self, x: int, y: int, row: CellRow, changed: list[int]) -> int:
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
            self._writer.start(x, y, blank, row, is_blank=True)
            self._writer.erase(end - x)
            return end
        pen = self._writer.pen
        if end <= last and looks[end].blank is blank:
            look = looks[end]  # the pen for what follows
        elif pen is not None:
            look = min(look, blank, key=lambda each: len(each.sequence_from(pen)))
        self._writer.start(x, y, look, row, is_blank=True)
        self._writer.put(BLANK, 1, len(chars))
        return x + 1

    def _encode_text(self, x: int, y: int, row: CellRow) -> int:
        """Encode a cell that is not blank; return the column after it."""
        chars, writer = row.chars, self._writer
        char = chars[x]
        width = len(chars)
        cells = 2 if x + 1 < width and chars[x + 1] == CONTINUED else 1
        writer.start(x, y, row.looks[x], row)
        certainty = Width.SURE if char.isascii() else self._widths[char]
        if certainty is Width.DISPUTED and cells == 2:
            # A terminal in which it is narrow would leave the second cell as it was.
            writer.put("  ", 2, width)
            writer.move(x, y)
        writer.put(char, cells, width)
        if certainty is Width.DISPUTED:
            writer.lose_column()
        elif certainty is Width.UNSURE:
            writer.doubt_column()
        return x + cells
