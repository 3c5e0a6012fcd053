"""The page of Today for a size: one column, or two columns side by side."""

from __future__ import annotations

from msgspec import Struct
from textual.geometry import Size

from tpm_tui.ui.pages.today.data import TodayPage
from tpm_tui.ui.pages.today.notes import (
    last_blocks,
    next_and_last,
    short_last,
    weak_points,
    week_blocks,
)
from tpm_tui.ui.pages.today.rows import row_blocks
from tpm_tui.ui.pages.today.top import counts_block, intro_blocks, problem_blocks
from tpm_tui.ui.pages.today.topics import readiness_blocks
from tpm_tui.ui.render.layout import Block, layout
from tpm_tui.ui.render.sizes import NARROW, is_compact

TWO_COLUMNS = 120
"""Columns of the screen from which the topics stand beside the rows."""

CHROME_ROWS, PADDING_ROWS = 2, 1
"""Rows of title and footer, and blank rows above the page."""

EDGES = 4
"""Columns beside the text: padding, the cursor's mark, the scrollbar."""

MIN_TOPICS, MIN_TOPICS_COMPACT = 3, 2
HEADING_ROWS = 2
"""A gap and a heading."""
TALL = 34
"""Rows of the screen from which more problems are explained."""
TALLER = 44
"""The same with two columns."""
PLAN_ROWS = 7
"""Rows that are kept free for the plan, which is loaded later."""
WEEK_ROWS = 9
"""A gap, a heading and seven days."""


class TodayColumns(Struct, frozen=True):
    """The blocks of the columns."""

    left: list[Block]
    right: list[Block]
    """Empty if there is only one column."""


def left_width(size: Size) -> int:
    """Return the columns of the screen that the left one of two columns has."""
    return size.width * 2 // 5 + (0 if size.width < 140 else 8)


def has_two_columns(size: Size) -> bool:
    """Return whether there is room for two columns."""
    return size.width >= TWO_COLUMNS and not is_compact(size)


def today_columns(page: TodayPage, size: Size) -> TodayColumns:
    """Return the blocks for a size of the screen."""
    if has_two_columns(size):
        return _two_columns(page, size)
    return TodayColumns(_one_column(page, size), [])


def _one_column(page: TodayPage, size: Size) -> list[Block]:
    if is_compact(size):
        return _compact(page, size)
    width = size.width - EDGES
    rows = size.height - CHROME_ROWS - PADDING_ROWS
    top = [
        counts_block(page, width),
        *intro_blocks(page, 1),
        *row_blocks(page, width, 1),
        *problem_blocks(page, 2 if size.height < TALL else 4, 1),
    ]
    bottom = next_and_last(page, width, 1)
    left = rows - 1 - _height(top, width) - _height(bottom, width) - HEADING_ROWS
    topics = readiness_blocks(page, width, max(MIN_TOPICS, left), 1)
    week = week_blocks(page, 1) if left - len(topics) >= WEEK_ROWS else []
    return [*top, *topics, *bottom, *week]


def _compact(page: TodayPage, size: Size) -> list[Block]:
    width = size.width - EDGES + 1
    top = [
        counts_block(page, width),
        *intro_blocks(page, 0),
        *row_blocks(page, width, 0),
        *problem_blocks(page, 0, 0),
    ]
    bottom = short_last(page) if size.width < NARROW else next_and_last(page, width, 0)
    left = size.height - CHROME_ROWS - _height(top, width) - len(bottom) - 1
    return [*top, *readiness_blocks(page, width, max(MIN_TOPICS_COMPACT, left), 0), *bottom]


def _two_columns(page: TodayPage, size: Size) -> TodayColumns:
    from tpm_tui.ui.pages.today.ahead import forecast_blocks, question_blocks

    rows = size.height - CHROME_ROWS - PADDING_ROWS
    first = left_width(size) - EDGES
    second = size.width - left_width(size) - EDGES
    left = [counts_block(page, first), *intro_blocks(page, 1), *row_blocks(page, first, 1)]
    left += problem_blocks(page, 2 if size.height < TALLER else 6, 1)
    left += [*week_blocks(page, 1), *weak_points(page, 1), *last_blocks(page, 1)]
    plan = forecast_blocks(page, second, 1)
    room = rows - HEADING_ROWS - max(_height(plan, second), PLAN_ROWS)
    right = readiness_blocks(page, second, max(MIN_TOPICS, room), 0, 1)
    right += plan
    return TodayColumns(left, [*right, *question_blocks(page, rows - _height(right, second) - 2, 1)])


def _height(blocks: list[Block], width: int) -> int:
    return len(layout(blocks, width)) + (blocks[0].gap if blocks else 0)
