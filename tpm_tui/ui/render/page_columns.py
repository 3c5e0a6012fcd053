"""A page in one or two columns: its blocks, and when there is room for two."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.geometry import Size

from tpm_tui.ui.render.layout import Block, layout

TWO_COLUMNS_WIDTH, TWO_COLUMNS_HEIGHT = 120, 28
"""Columns and rows of the screen from which a page has two columns."""

COLUMN_EDGES = 4
"""Cells beside the text of a column: padding, the cursor's mark, the scrollbar, a space."""

_FRAME_ROWS, _PADDING_ROWS = 2, 1
"""Rows of title and footer, and blank rows above each part of the page."""


class ColumnBlocks(Struct, frozen=True):
    """The blocks of a page in columns."""

    left: list[Block]
    """The left column, or the only one."""
    right: list[Block] = []
    """Empty if there is only one column."""
    across: list[Block] = []
    """Above both columns; it does not scroll and has no items."""
    below: list[Block] = []
    """The same, below both columns."""


def fits_two_columns(size: Size) -> bool:
    """Return whether a screen has room for two columns."""
    return size.width >= TWO_COLUMNS_WIDTH and size.height >= TWO_COLUMNS_HEIGHT


def left_column(size: Size) -> int:
    """Return the columns of the screen that the left one of two columns has."""
    return size.width * 9 // 20


def column_rows(size: Size, *strips: Sequence[Block]) -> int:
    """Return the rows of text in one of two columns.

    Args:
        size: of the screen.
        strips: the blocks above and below both columns.
    """
    heights = (len(layout(blocks, size.width - COLUMN_EDGES)) for blocks in strips if blocks)
    return size.height - _FRAME_ROWS - _PADDING_ROWS - sum(height + _PADDING_ROWS for height in heights)


def column_widths(size: Size) -> tuple[int, int]:
    """Return the cells of text in the left and the right column; the second is 0 if there is only one."""
    if not fits_two_columns(size):
        return max(1, size.width - COLUMN_EDGES), 0
    left = left_column(size)
    return left - COLUMN_EDGES, size.width - left - COLUMN_EDGES
