"""The plan for a size: forecast and days across the width, today's questions and the topics below."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size

from tpm_tui.core.cards.events import AskedQuestion
from tpm_tui.core.plan.readiness import sort_weakest_first
from tpm_tui.exchange.plan.asked import asked_text
from tpm_tui.exchange.plan.sentences import (
    PAST_INTERVIEWS,
    deadline_headline,
    deadline_warning,
    describe_agenda,
    describe_past,
    minutes_advice,
    pace_lines,
    skip_lines,
)
from tpm_tui.ui.pages.places.readiness import topic_table
from tpm_tui.ui.pages.places.row_names import RowKind
from tpm_tui.ui.pages.plan.data import PlanPage
from tpm_tui.ui.pages.plan.strip import strip_blocks
from tpm_tui.ui.pages.question import box_text
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.page_columns import COLUMN_EDGES, ColumnBlocks, column_widths
from tpm_tui.ui.render.sizes import is_compact
from tpm_tui.ui.render.text import join, line

_TODAY_HEADING = "Today"
_NUMBER_WIDTH = 3


def plan_columns(page: PlanPage, size: Size) -> ColumnBlocks:
    """Return the blocks for a size of the screen."""
    first, second = column_widths(size)
    forecast, notes = _forecast(page), [*_notes(page), *_past(page)]
    strip = strip_blocks(page, size.width - COLUMN_EDGES, 1, figures=not is_compact(size))
    topics = sort_weakest_first(page.report.readiness)
    if second:
        table = topic_table(topics, page.bank, second, 0, page.glyphs)
        return ColumnBlocks([*_today(page, 0), *notes], table, [*forecast, *strip])
    table = topic_table(topics, page.bank, first, 1, page.glyphs)
    if is_compact(size):
        return ColumnBlocks([*_today(page, 0), *strip, *forecast, *table, *notes])
    return ColumnBlocks([*forecast, *strip, *_today(page, 1), *table, *notes])


def _forecast(page: PlanPage) -> list[Block]:
    """Return what the plan achieves by each date, what to drop, and what it costs to skip today."""
    report = page.report
    blocks: list[Block] = []
    for forecast in report.forecasts:
        blocks.append(Block(line(deadline_headline(forecast, report.today))))
        blocks += [Block(line(text, "$due")) for text in deadline_warning(forecast, page.bank)]
    return [*blocks, *(Block(line(text, "$dim")) for text in skip_lines(report))]


def _notes(page: PlanPage) -> list[Block]:
    """Return what decides the pace, and how many minutes a day are enough."""
    texts = [*pace_lines(page.report), *minutes_advice(page.report)]
    return [Block(line(text, "$dim"), gap=0 if place else 1) for place, text in enumerate(texts)]


def _past(page: PlanPage) -> list[Block]:
    """Return the past interviews, how they went and what was asked; empty if there are none."""
    rows: list[Block] = []
    for each in page.past:
        rows.append(Block(line(describe_past(each)), lead=Content(" ")))
        rows += [_asked(page, one) for one in each.asked]
    return [heading(PAST_INTERVIEWS, gap=1), *rows] if rows else []


def _asked(page: PlanPage, asked: AskedQuestion) -> Block:
    """Return a question that was asked; its row leads to the question of the bank, if it is one."""
    item = RowKind.QUESTION.name_row(asked.question) if asked.question in page.bank.by_id else ""
    return Block(line(asked_text(asked, page.bank)), lead=join(" ", ("  asked ", "$dim")), item=item)


def _today(page: PlanPage, gap: int) -> list[Block]:
    """Return what is left today, and a row for each question in the order of asking."""
    agenda = page.report.agenda
    blocks = [heading(_TODAY_HEADING, line(describe_agenda(agenda).rstrip("."), "$dim"), gap=gap)]
    boxes = page.report.settings.rules.boxes
    for planned in page.report.planned:
        question, card = page.bank.by_id[planned.question], page.cards.get(planned.question)
        number = "" if question.number is None else str(question.number)
        blocks.append(
            Block(
                line(question.label),
                lead=join(" ", (f"{number:>{_NUMBER_WIDTH}}  ", "$dim")),
                item=RowKind.QUESTION.name_row(question.id),
                right=box_text(card.box if card else 0, boxes, page.glyphs),
                cut=True,
            )
        )
    return blocks
