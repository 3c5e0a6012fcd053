"""The parts of Today that look ahead: the plan with a strip of days, and today's questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from tpm_tui.exchange.today import sentences
from tpm_tui.ui.pages.today.data import QUESTION_PREFIX, TodayPage
from tpm_tui.ui.render.columns import column
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

if TYPE_CHECKING:
    from tpm_tui.practice.start.extras import DayLoad

THE_PLAN = "The plan"
UP_NEXT = "Up next"
CELLS_PER_DAY = 3
NUMBER_WIDTH, KIND_WIDTH = 4, 5


def forecast_blocks(page: TodayPage, width: int, gap: int) -> list[Block]:
    """Return the forecast, what it costs to skip today, and the days to the interview as a strip."""
    if not (page.extras and page.extras.plan):
        return []
    first, *others = page.extras.plan
    lead = Content(" ")
    blocks = [heading(THE_PLAN, gap=gap), Block(line(first), lead=lead)]
    blocks += [Block(line(text, "$dim"), lead=lead) for text in others]
    return [*blocks, *_strip(page, page.extras.ahead, width)]


def question_blocks(page: TodayPage, rows: int, gap: int) -> list[Block]:
    """Return the first questions of today's plan; each row asks its question.

    Args:
        page: what is shown.
        rows: most questions.
        gap: blank lines above the heading.
    """
    queue = page.today.summary.agenda.queue
    if not queue or rows < 1:
        return []
    blocks = [heading(UP_NEXT, line(sentences.UP_NEXT_HINT, "$dim"), gap=gap)]
    for id in queue[:rows]:
        number = str(page.bank.number_of(id) or "")
        topic = page.bank.topic_by_id[page.bank.topic_by_question[id]]
        status = page.today.summary.agenda.status[id].value
        blocks.append(
            Block(
                line(page.bank.label_of(id)),
                lead=join(
                    " ", column(number, NUMBER_WIDTH - 1, "$dim", right=True), " ", column(status, KIND_WIDTH)
                ),
                right=line(topic.label, "$dim"),
                item=f"{QUESTION_PREFIX}{id}",
                wide=True,
                cut=True,
            )
        )
    return blocks


def _strip(page: TodayPage, ahead: Sequence[DayLoad], width: int) -> list[Block]:
    """Return a mark for each day up to the interview; empty without a date that is near enough."""
    dates = page.today.summary.dates
    days = [each for each in ahead if dates and each.day <= dates[0].day][: width // CELLS_PER_DAY]
    if len(days) < 2 or days[-1].day != dates[0].day:
        return []
    names = "".join(f"{each.day:%a}"[:2].ljust(CELLS_PER_DAY) for each in days)
    marks = Content("").join(
        join(_mark(page, each, dates[0].day), " " * (CELLS_PER_DAY - 1)) for each in days
    )
    ends = column("today", max(6, CELLS_PER_DAY * (len(days) - 1)), "$dim")
    lead = Content(" ")
    return [
        Block(line(names, "$dim"), lead=lead, gap=1, wide=True, cut=True),
        Block(marks, lead=lead, wide=True, cut=True),
        Block(join(ends, (sentences.short_name(dates[0]), "$dim")), lead=lead, wide=True, cut=True),
    ]


def _mark(page: TodayPage, each: DayLoad, interview: date) -> Content:
    glyphs = page.glyphs
    if each.day == interview:
        return line(glyphs.star, "bold $due")
    if not each.answers:
        return line(glyphs.dot, "$dim")
    is_today = each.day == page.today.summary.today
    return line(glyphs.box_full, "$due" if is_today else "$made")
