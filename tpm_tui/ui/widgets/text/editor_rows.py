"""What each row of an editor shows, and which cells of a row differ from what was painted before.

Textual 8.2.8 repaints the whole text area on every key, and prepares its colours again each time. `EditorRow`
is all that a row's picture depends on, so that rows and cells that did not change are not painted again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets.text_area import Selection

SELECTED_LINE_END = "▌"
"""Shown in an empty line within the selection."""


class EditorRow(NamedTuple):
    """What a row shows. Rows that are equal look the same."""

    text: str = ""
    """The text, with spaces in place of tabs."""
    start: int = 0
    """Index of the first selected character."""
    end: int = 0
    """Index after the last selected character."""
    placeholder: str = ""
    """The text of an empty editor, of which each row shows a part."""
    selected_line_end: bool = False
    """Whether the row is an empty line within the selection."""


class RowStyles(NamedTuple):
    """The colours of an editor."""

    text: Style
    selection: Style


def editor_row(document: WrappedDocument, selection: Selection, y: int) -> EditorRow:
    """Return what a row of a wrapped document shows.

    Args:
        document: the document.
        selection: the selected range of the document.
        y: the row, counted from the top of the document; below its end rows are empty.
    """
    rows = document._offset_to_line_info
    if not 0 <= y < len(rows):
        return EditorRow()
    index, section = rows[y]
    line = document.document.get_line(index)
    breaks = document._wrap_offsets[index]
    begin = breaks[section - 1] if section else 0
    finish = breaks[section] if section < len(breaks) else len(line)
    text = line[begin:finish]
    (top, first), (bottom, last) = sorted(selection)
    start = end = 0
    if top <= index <= bottom and selection.start != selection.end:
        if not line:
            return EditorRow(selected_line_end=index != selection.end[0])
        start = min(max(first - begin, 0), len(text)) if index == top else 0
        end = min(max(last - begin, 0), len(text)) if index == bottom else len(text)
    if "\t" in text:
        text, places = _expand_tabs(text, _tab_widths(document, index, begin))
        start, end = places[start], places[end]
    return EditorRow(text, start, end) if start < end else EditorRow(text)


def paint_row(row: EditorRow, styles: RowStyles, width: int) -> Strip:
    """Return the cells of a row.

    Args:
        row: what it shows.
        styles: its colours.
        width: columns of the row.
    """
    text, start, end = row.text, row.start, row.end
    if row.selected_line_end:
        mark = styles.text + Style(color=styles.selection.bgcolor)
        return Strip([Segment(SELECTED_LINE_END, mark)], 1).adjust_cell_length(width, styles.text)
    if start == end:
        segments = [Segment(text, styles.text)] if text else []
    else:
        parts = (
            (text[:start], styles.text),
            (text[start:end], styles.text + styles.selection),
            (text[end:], styles.text),
        )
        segments = [Segment(part, style) for part, style in parts if part]
    return Strip(segments, cell_len(text)).adjust_cell_length(width, styles.text)


def changed_cells(old: EditorRow | None, new: EditorRow, width: int) -> tuple[int, int] | None:
    """Return the first column that must be painted again, and the number of columns; None if there is none.

    Args:
        old: what the row showed when it was painted; None if unknown.
        new: what it shows now.
        width: columns of the row.
    """
    if old == new:
        return None
    if old is None or old[3:] != new[3:] or not (old.text.isascii() and new.text.isascii()):
        # Terminals disagree about the width of some characters, so such a row is painted as a whole, with the
        # cell to its left: Textual leaves out characters without width at the beginning of a region.
        return -1, width + 1
    changed = [*_moved_ends(old, new)]
    if old.text != new.text:
        pairs = zip(old.text, new.text, strict=False)
        changed.append(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)))
        changed.append(max(len(old.text), len(new.text)))
    return min(changed), max(changed) - min(changed)


def _moved_ends(old: EditorRow, new: EditorRow) -> Iterator[int]:
    """Yield the old and the new place of each end of the selection that moved."""
    ends = [(row.start, row.end) for row in (old, new) if row.end]
    if len(ends) == 1:
        yield from ends[0]
    for places in zip(*ends, strict=True):
        if len(set(places)) > 1:
            yield from places


def cell_of(document: WrappedDocument, location: tuple[int, int]) -> Offset:
    """Return where a location is painted: its column, and its row from the top of the document.

    Textual's `location_to_offset` measures tabs from the beginning of the row, but paints them as they are
    measured from the beginning of the line.
    """
    index, column = location
    breaks = document._wrap_offsets[index]
    section = bisect_right(breaks, column)
    begin = breaks[section - 1] if section else 0
    line = document.document.get_line(index)
    text = line[begin:column]
    if "\t" in text:
        text, _ = _expand_tabs(text, _tab_widths(document, index, begin))
    return Offset(cell_len(text), document._line_index_to_offsets[index][section])


def _tab_widths(document: WrappedDocument, index: int, begin: int) -> list[int]:
    """Return the widths of the tabs of a line from one of its characters on."""
    tabs = document.document.get_line(index).count("\t", 0, begin)
    return document.get_tab_widths(index)[tabs:]


def _expand_tabs(text: str, widths: list[int]) -> tuple[str, list[int]]:
    """Return a text with spaces in place of its tabs, and the index in it of each character, and its end."""
    parts, places, place = [], [], 0
    tabs = iter(widths)
    for character in text:
        places.append(place)
        part = " " * next(tabs) if character == "\t" else character
        parts.append(part)
        place += len(part)
    return "".join(parts), [*places, place]
