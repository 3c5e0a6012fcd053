"""Sizes of the screen at which the layout changes, and the widths that follow from them."""

from __future__ import annotations

from textual.geometry import Size

NARROW = 60
"""Below this many columns, text is shortened."""

WIDE = 110
"""From this many columns there is room for the topics beside the question."""

TWO_COLUMNS, THREE_COLUMNS = 120, 160
"""From this many columns the reveal has two or three columns; with three the topics are always visible."""

STORY_BESIDE = 110
"""From this many columns a story is beside the answer, and not above it."""

PREVIEW_BESIDE = 120
"""From this many columns a preview is beside a list that has the whole width, and not below it."""

ROOMY = 18
"""From this many rows the answer and the reveal share the screen."""

TOPICS, MAIN = 41, 86
"""Columns of the topics, and most columns of the rest; question.tcss has the same numbers."""


def is_compact(size: Size) -> bool:
    """Return whether there is room for only one pane."""
    return size.width < NARROW or size.height < ROOMY


def story_classes(size: Size, *, shown: bool) -> dict[str, bool]:
    """Return the CSS classes that place the story of an answer, and whether a screen of a size has each."""
    beside = size.width >= STORY_BESIDE
    return {"-story-beside": shown and beside, "-story-above": shown and not beside}


def row_width(size: Size, left: int = 0, *, story: bool = False) -> int:
    """Return the columns that the style sheet gives the rows above the answer.

    Computed, because right after a resize the panes still have their old sizes.

    Args:
        size: of the screen.
        left: columns of the pane at the left.
        story: whether a story is shown; if there is room beside the answer, it has half of that.
    """
    edges = 2 if is_compact(size) else 5 if left else 4
    if story and size.width >= STORY_BESIDE:
        room = size.width - left - edges + 2
        return min(MAIN - 2, room - room // 2) - 2
    return min(MAIN, size.width - left) - edges
