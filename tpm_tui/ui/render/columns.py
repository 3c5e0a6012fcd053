"""Columns of a row: texts in exactly so many cells."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.ui.render.text import line


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
