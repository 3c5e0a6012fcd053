"""Thin bars and columns of a row."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import join, line


def thin_bar(count: int, begun: int, total: int, width: int, glyphs: Glyphs) -> Content:
    """Return a bar of `width` cells: what is done, what is begun, and the rest; each has its own mark.

    Args:
        count: how many are done.
        begun: how many are done or begun.
        total: how many there are.
        width: cells of the bar.
        glyphs: the marks.
    """
    done = _cells(count, total, width)
    further = max(_cells(begun, total, width) - done, 0)
    return join(
        (glyphs.bar_full * done, "$made"),
        (glyphs.bar_begun * further, "$bar"),
        (glyphs.bar_empty * (width - done - further), "$rule"),
    )


def _cells(count: int, total: int, width: int) -> int:
    """Return the cells of a count: at least one if it is above 0, and all only if it is complete."""
    cells = round(count * width / total) if total else 0
    return min(max(cells, 1), width - 1) if 0 < count < total else cells


def column(text: str | Content, width: int, style: str = "", *, right: bool = False) -> Content:
    """Return a text in exactly `width` cells: cut with an ellipsis, or padded.

    Args:
        text: the text; a string is cleaned.
        width: cells of the column.
        style: the style of a string.
        right: align it at the right.
    """
    content = text if isinstance(text, Content) else line(text, style)
    content = content.truncate(width, ellipsis=True)
    free = width - content.cell_length
    return content.pad_left(free) if right else content.pad_right(free)
