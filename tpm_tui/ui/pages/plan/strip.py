"""The strip of days: how many answers each of the next days has, days off, and the target dates."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.reports.next_days import NextDay
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.typed_date import WEEKDAY_NAMES
from tpm_tui.exchange.plan.sentences import AHEAD_ASSUMES, short_day
from tpm_tui.exchange.progress.charts import TODAY_LABEL, column_chart, select_marks
from tpm_tui.exchange.text_table import cells
from tpm_tui.exchange.today.sentences import countdown
from tpm_tui.ui.pages.plan.data import PlanPage
from tpm_tui.ui.render.columns import column
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import Piece, join, line

_CELLS_PER_DAY = 4
_LEAD_WIDTH = 5
_DAYS_HEADING = "Days ahead"


def strip_blocks(page: PlanPage, width: int, gap: int, *, figures: bool) -> list[Block]:
    """Return the strip of as many days as fit.

    Args:
        page: what is shown.
        width: cells of a row.
        gap: blank lines above.
        figures: whether each day has its numbers of due and of new questions.
    """
    days = page.next_days[: max(1, (width - _LEAD_WIDTH) // _CELLS_PER_DAY)]
    if not days:
        return []
    notes = [line(AHEAD_ASSUMES, "$dim")] if cells(_DAYS_HEADING + AHEAD_ASSUMES) + 2 <= width else []
    blocks = [heading(_DAYS_HEADING, *notes, gap=gap)]
    blocks.append(_row("", [_weekday(day, place) for place, day in enumerate(days)]))
    blocks.append(_row("", _marks(page, days)))
    if figures:
        blocks.append(_row("due", [_figure(day, day.reviews) for day in days]))
        if any(day.new for day in days):
            blocks.append(_row("new", [_figure(day, day.new) for day in days]))
    return [*blocks, _labels(page, days, width)]


def _row(name: str, days: Sequence[Piece]) -> Block:
    lead = join(" ", column(name, _LEAD_WIDTH - 1, "$dim"))
    return Block(Content("").join(column(join(day), _CELLS_PER_DAY) for day in days), lead=lead, wide=True)


def _weekday(day: NextDay, place: int) -> Piece:
    return WEEKDAY_NAMES[day.day.weekday()][:2], "$dim" if place else "bold"


def _marks(page: PlanPage, days: Sequence[NextDay]) -> list[Piece]:
    """Return a column of two cells for each day; target dates and days without answers have a mark."""
    marks = select_marks(page.blocks)
    most = max(day.answers for day in days)
    pieces: list[Piece] = []
    for place, day in enumerate(days):
        if day.interview:
            pieces.append((marks.interview, "bold $due"))
        elif not day.answers:
            pieces.append((marks.nothing, "$dim"))
        else:
            pieces.append((2 * column_chart([day.answers], most, page.blocks), "$made" if place else "$due"))
    return pieces


def _figure(day: NextDay, count: int) -> Piece:
    if day.off:
        return "off", "$dim"
    return f"{count:>2}", "" if count else "$dim"


def _labels(page: PlanPage, days: Sequence[NextDay], width: int) -> Block:
    """Return the names of today and of the target dates below their days, as far as there is room."""
    text, lead = "", " " * _LEAD_WIDTH
    labels = {} if days[0].interview else {0: TODAY_LABEL}
    labels |= {place: _name(page.dates, day) for place, day in enumerate(days) if day.interview}
    for place, label in labels.items():
        start = _CELLS_PER_DAY * place
        if start + cells(label) > width - _LEAD_WIDTH:
            start = max(0, width - _LEAD_WIDTH - cells(label))
        if start > cells(text) or not text:
            text += " " * (start - cells(text)) + label
    later = [each for each in page.dates if each.day > days[-1].day]
    right = None
    if later and not any(day.interview for day in days):
        right = line(f"{countdown(later[0], days[0].day)} {page.glyphs.arrow}", "$due")
        if cells(text) + right.cell_length + 2 > width - _LEAD_WIDTH:
            text = ""
    return Block(join((text, "$dim")), lead=Content(lead), right=right, wide=True, cut=True)


def _name(dates: Sequence[Deadline], day: NextDay) -> str:
    names = [clean_line(each.name) or "interview" for each in dates if each.day == day.day]
    return f"{', '.join(dict.fromkeys(names))} {short_day(day.day)}".strip()
