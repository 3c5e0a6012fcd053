"""Thin bars; without colour, their parts are different marks."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import join


def thin_bar(share: float, width: int, glyphs: Glyphs) -> Content:
    """Return a bar; a share above 0 has a filled cell at least, and one below 1 an empty one.

    Args:
        share: how much of it is filled, 0 to 1.
        width: columns, at least 2.
        glyphs: the marks.
    """
    filled = round(share * width)
    if 0 < share < 1:
        filled = min(width - 1, max(1, filled))
    return join((glyphs.bar_full * filled, "$box"), (glyphs.bar_empty * (width - filled), "$box-empty"))


def readiness_bar(count: int, begun: int, total: int, width: int, glyphs: Glyphs) -> Content:
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


def plain_bar(count: int, most: int, width: int, glyphs: Glyphs, style: str) -> Content:
    """Return a bar as long as its count: `width` cells if it is `most`, and at least one if it is above 0."""
    cells = max(round(count * width / most), 1) if count and most else 0
    return join((glyphs.bar_full * cells, style))


def _cells(count: int, total: int, width: int) -> int:
    """Return the cells of a count: at least one if it is above 0, and all only if it is complete."""
    cells = round(count * width / total) if total else 0
    return min(max(cells, 1), width - 1) if 0 < count < total else cells
