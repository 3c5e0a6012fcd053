"""Sizes of the screen at which the layout changes, and the widths that follow from them."""

from __future__ import annotations

from textual.geometry import Size

NARROW = 60
"""Below this many columns, text is shortened."""

WIDE = 110
"""From this many columns there is room for the topics beside the question."""

TWO_COLUMNS, THREE_COLUMNS = 120, 160
"""From this many columns the reveal has two or three columns; with three the topics are always visible."""

PREVIEW_BESIDE = 120
"""From this many columns a preview is beside a list that has the whole width, and not below it."""

ROOMY = 18
"""From this many rows the answer and the reveal share the screen."""

TOPICS, MAIN = 41, 86
"""Columns of the topics, and most columns of the rest; app.tcss has the same numbers."""


def is_compact(size: Size) -> bool:
    """Return whether there is room for only one pane."""
    return size.width < NARROW or size.height < ROOMY


def row_width(size: Size, left: int = 0) -> int:
    """Return the columns that the style sheet gives the rows above the answer.

    Computed, because right after a resize the panes still have their old sizes.

    Args:
        size: of the screen.
        left: columns of the pane at the left.
    """
    edges = 2 if is_compact(size) else 5 if left else 4
    return min(MAIN, size.width - left) - edges
