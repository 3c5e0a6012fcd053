"""The charts of Progress: boxes, the calendar, the points made by session, the next days."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.core.reports.activity import arrange_weeks, find_level
from tpm_tui.core.text.typed_date import WEEKDAY_NAMES
from tpm_tui.exchange.progress import sentences
from tpm_tui.exchange.progress.charts import (
    calendar_values,
    column_chart,
    forecast_chart,
    forecast_labels,
    legend,
    month_names,
    select_marks,
)
from tpm_tui.ui.pages.places.row_names import RowKind
from tpm_tui.ui.pages.progress.data import ProgressPage
from tpm_tui.ui.render.bar import plain_bar
from tpm_tui.ui.render.columns import column
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

_LEAD = Content(" ")
_LONGEST_BAR = 40
"""Most cells of the bar of a box."""

_LEVEL_STYLES = ("$dim", "$made", "$made", "$made", "bold $made")
"""Styles of the days of the calendar by level; the mark says the same."""


def box_blocks(page: ProgressPage, width: int, gap: int) -> list[Block]:
    """Return a row with a bar for each box; a box with questions can be practised."""
    counts = page.stats.boxes
    most = max(counts, default=0)
    figures = max(len(str(count)) for count in counts)
    days = max(len(str(interval)) for interval in page.intervals)
    blocks = [heading("Boxes", gap=gap)]
    for box, count in enumerate(counts):
        name = f"{box}  {page.intervals[box - 1]:>{days}} d" if box else f"{'new':<{days + 5}}"
        lead = join((name, "$dim"), "  ", (f"{count:>{figures}}", "bold" if count else "$dim"), "  ")
        room = min(_LONGEST_BAR, width - lead.cell_length - 1)
        bar = plain_bar(count, most, room, page.glyphs, "$box" if box else "$bar")
        item = RowKind.BOX.name_row(str(box)) if count else ""
        blocks.append(Block(lead + bar, lead=_LEAD, item=item, cut=True, wide=True))
    return blocks


def calendar_blocks(page: ProgressPage, gap: int) -> list[Block]:
    """Return the calendar of the last weeks with its legend."""
    activity = page.stats.activity
    values = calendar_values(activity, minutes=page.minutes)
    most = max(values.values(), default=0)
    marks = select_marks(page.blocks).levels
    title = sentences.MINUTES_HEADING if page.minutes else sentences.ACTIVITY_HEADING
    blocks = [_heading(title, gap), _row("", join((month_names(activity), "$dim")))]
    for name, week in zip(WEEKDAY_NAMES, arrange_weeks(activity), strict=True):
        levels = [find_level(values[day.day], most) if day else None for day in week]
        cells = [
            join(" ") if level is None else join((marks[level], _LEVEL_STYLES[level])) for level in levels
        ]
        blocks.append(_row(name[:3], Content(" ").join(cells)))
    return [*blocks, _row("", join((legend(most, page.blocks), "$dim")))]


def trend_blocks(page: ProgressPage, width: int, gap: int) -> list[Block]:
    """Return the share of points in each of the last sessions as columns; empty if there is none."""
    parts = sentences.point_trend(page.stats)
    if not parts:
        return []
    difference = page.stats.difference or 0.0
    texts = [line(parts[0], "bold")]
    texts += [line(part, "$made" if difference > 0 else "$due") for part in parts[1:]]
    figures = Content("  ").join(texts)
    room = max(1, width - figures.cell_length - 4)
    shares = [session.share for session in page.stats.sessions[-room:]]
    chart = line(column_chart(shares, 1, page.blocks), "$made")
    return [
        _heading(sentences.POINTS_HEADING, gap),
        Block(join(chart, "  ", figures), lead=_LEAD, wide=True),
    ]


def next_days_blocks(page: ProgressPage, width: int, gap: int) -> list[Block]:
    """Return the answers of the next days as columns; empty if none is planned."""
    days = page.stats.next_days[: width - 1]
    if not any(day.answers for day in days):
        return []
    chart = forecast_chart(days, page.blocks)
    columns = [
        (mark, "bold $due" if day.interview else "$due" if not place else "$made" if day.answers else "$dim")
        for place, (mark, day) in enumerate(zip(chart, days, strict=True))
    ]
    most = line(sentences.busiest_day(days), "$dim")
    return [
        _heading(sentences.NEXT_DAYS_HEADING, gap),
        Block(join(*columns, "  ", most), lead=_LEAD, wide=True),
        Block(join((forecast_labels(days), "$dim")), lead=_LEAD, wide=True, cut=True),
    ]


def _heading(text: str, gap: int) -> Block:
    """Return a heading: in capitals up to its comma."""
    title, _, note = text.partition(", ")
    return heading(title, line(note, "$dim"), gap=gap)


def _row(name: str, cells: Content) -> Block:
    return Block(cells, lead=join(" ", column(name, 3, "$dim"), "  "), wide=True, cut=True)
