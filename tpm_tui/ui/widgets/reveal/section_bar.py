"""The bar with the titles of the reveal's sections."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import join

GAP = " "
MORE_LEFT, MORE_RIGHT = "< ", " >"
"""Shown where titles are left out."""


class SectionBar(Widget):
    """One row: the titles, with a mark before the current one."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="section-bar")
        self._glyphs = glyphs
        self._titles: tuple[str, ...] = ()
        self._current = 0

    def show(self, titles: Sequence[str], current: int) -> None:
        """Show the titles, and which of them is the current one."""
        self._titles, self._current = tuple(titles), current
        self.refresh()

    def render(self) -> Content:
        """Return the row for the current width."""
        return bar_text(self._titles, self._current, self.size.width, self._glyphs)


def bar_text(titles: Sequence[str], current: int, width: int, glyphs: Glyphs) -> Content:
    """Return the titles in one row; where they do not fit, those around the current one.

    Args:
        titles: the titles.
        current: the index of the current one.
        width: columns of the row.
        glyphs: the marks.
    """
    first, last = _fitting(titles, current, width)
    row = Content(GAP).join(
        _cell(title, glyphs, is_current=index == current)
        for index, title in enumerate(titles)
        if first <= index < last
    )
    return join((MORE_LEFT, "$dim") if first else "", row, (MORE_RIGHT, "$dim") if last < len(titles) else "")


def _cell(title: str, glyphs: Glyphs, *, is_current: bool) -> Content:
    if is_current:
        return join((glyphs.cursor, "$cursor"), (title, "bold $accent underline"))
    return join((f" {title}", "$dim"))


def _fitting(titles: Sequence[str], current: int, width: int) -> tuple[int, int]:
    """Return the range of titles to show: all, or as many as fit around the current one."""
    cells = [len(title) + 1 for title in titles]

    def needed(first: int, last: int) -> int:
        marks = len(MORE_LEFT) * (first > 0) + len(MORE_RIGHT) * (last < len(titles))
        return sum(cells[first:last]) + len(GAP) * (last - first - 1) + marks

    first, last = current, min(current + 1, len(titles))
    while True:
        if last < len(titles) and needed(first, last + 1) <= width:
            last += 1
        elif first and needed(first - 1, last) <= width:
            first -= 1
        else:
            return first, last
