"""What the rows of an editor showed when they were painted, to find the cells that must be painted again."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Region
from textual.widgets.text_area import Selection

from tpm_tui.ui.widgets.text.editor_rows import EditorRow, changed_cells


class PaintedRows:
    """The visible rows of an editor as they were last painted."""

    def __init__(self) -> None:
        self._rows: dict[int, EditorRow] = {}
        self._first_edited = sys.maxsize
        """The first line that was edited since the last comparison."""

    def remember(self, y: int, row: EditorRow) -> None:
        """Note what a visible row shows: it is being painted."""
        self._rows[y] = row

    def note_edit(self, line: int) -> None:
        """Note that the text has changed from a line on."""
        self._first_edited = min(self._first_edited, line)

    def end_comparison(self) -> None:
        """Forget the edits: what they changed was compared."""
        self._first_edited = sys.maxsize

    def first_to_compare(self, document: WrappedDocument, old: Selection, new: Selection) -> int:
        """Return the first row that edits, or a change of the selection, can have changed.

        Args:
            document: the text; rows are counted from its top.
            old: the selection before.
            new: the selection now.
        """
        if self._rows.get(0, EditorRow()).hint:
            return 0
        rows = document._line_index_to_offsets
        line = min(self._first_edited, *(index for index, _ in (*old, *new)))
        return rows[min(line, len(rows) - 1)][0]

    def changed_regions(self, rows: Iterator[tuple[int, EditorRow]], width: int) -> Iterator[Region]:
        """Yield what must be painted again.

        Args:
            rows: visible rows by their place, as they are now.
            width: columns of a row.
        """
        for y, row in rows:
            if cells := changed_cells(self._rows.get(y), row, width):
                yield Region(cells[0], y, cells[1], 1)
