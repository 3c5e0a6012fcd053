"""The page Progress for a size: one column, or two columns side by side."""

from __future__ import annotations

from textual.geometry import Size

from tpm_tui.exchange.progress.sentences import FIRST_ANSWERS, NO_ANSWERS
from tpm_tui.exchange.stats_text import MAX_MISSED_POINTS
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.pages.places.readiness import topic_table
from tpm_tui.ui.pages.places.row_names import RowKind
from tpm_tui.ui.pages.progress.charts import box_blocks, calendar_blocks, next_days_blocks, trend_blocks
from tpm_tui.ui.pages.progress.data import ProgressPage
from tpm_tui.ui.pages.progress.lists import (
    leech_blocks,
    session_blocks,
    summary_block,
    total_blocks,
    weak_point_blocks,
)
from tpm_tui.ui.render.layout import Block, layout
from tpm_tui.ui.render.page_columns import ColumnBlocks, column_rows, column_widths
from tpm_tui.ui.render.text import join, line

_HEADING_ROWS = 2
"""A blank row and a heading."""

_MIN_POINTS = 3
"""Fewest weak points shown, if there are as many."""

START_ACTION = "practise-due"
"""The action of the only row of an empty page."""


def progress_columns(page: ProgressPage, size: Size) -> ColumnBlocks:
    """Return the blocks for a size of the screen."""
    first, second = column_widths(size)
    if not page.stats.answers:
        start = _empty(page)
        planned = _planned(page, second or first, gap=0 if second else 1)
        return ColumnBlocks(start, planned) if second else ColumnBlocks([*start, *planned])
    if second:
        return _two_columns(page, size)
    blocks = [summary_block(page), *box_blocks(page, first, 1), *trend_blocks(page, first, 1)]
    blocks += [*calendar_blocks(page, 1), *_planned(page, first, 1), *weak_point_blocks(page, first, 1)]
    blocks += [*leech_blocks(page, 1), *session_blocks(page, 1), *total_blocks(page, 1)]
    return ColumnBlocks(blocks)


def _two_columns(page: ProgressPage, size: Size) -> ColumnBlocks:
    first, second = column_widths(size)
    totals = [summary_block(page, "Answers"), *total_blocks(page)]
    charts = [*box_blocks(page, first, 0), *trend_blocks(page, first, 1)]
    rows = column_rows(size, totals) - len(layout(charts, first)) - _HEADING_ROWS
    points = weak_point_blocks(page, first, 1, max(_MIN_POINTS, min(rows, MAX_MISSED_POINTS)))
    left = [*charts, *points, *leech_blocks(page, 1)]
    right = [*calendar_blocks(page, 0), *_planned(page, second, 1), *session_blocks(page, 1)]
    return ColumnBlocks(left, right, below=totals)


def _planned(page: ProgressPage, width: int, gap: int) -> list[Block]:
    forecast = next_days_blocks(page, width, gap)
    topics = topic_table(page.stats.readiness, page.bank, width, 1 if forecast else gap, page.glyphs)
    return [*forecast, *topics]


def _empty(page: ProgressPage) -> list[Block]:
    """Return what is shown before the first answer."""
    blocks = [Block(line(NO_ANSWERS, "bold")), Block(line(FIRST_ANSWERS, "$dim"))]
    if page.bank.questions:
        text = join((BY_ID[START_ACTION].name, "bold"), "  ", (page.start_key, "bold $accent"))
        blocks.append(Block(text, item=RowKind.ACTION.name_row(START_ACTION), gap=1))
    return blocks
