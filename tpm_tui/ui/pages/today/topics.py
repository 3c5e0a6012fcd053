"""The readiness of the topics: a thin bar and figures for each, the weakest first."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.core.plan.readiness import TopicReadiness
from tpm_tui.core.reports.today.summary import TodaySummary
from tpm_tui.exchange.today import sentences
from tpm_tui.ui.pages.today.data import ALL_TOPICS_ROW, TOPIC_PREFIX, TodayPage
from tpm_tui.ui.render.bar import readiness_bar
from tpm_tui.ui.render.columns import column
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import join, line

BAR_WIDTH, WIDE_BAR, NARROW_BAR = 10, 20, 8
RATIO_WIDTH, MET_WIDTH, MISSED_WIDTH = 6, 8, 15
LABEL_WIDTH, MIN_LABEL = 26, 12
ROOM_FOR_WIDE_BAR = 82
"""Cells of a row from which bars are long."""


def readiness_blocks(page: TodayPage, width: int, rows: int, gap: int, inner_gap: int = 0) -> list[Block]:
    """Return the heading, and a row for each topic that fits.

    Args:
        page: what is shown.
        width: cells of a row.
        rows: rows for topics, with the row that lists the others.
        gap: blank lines above the heading.
        inner_gap: blank lines below it.
    """
    summary = page.today.summary
    topics = summary.topics
    if not topics:
        return []
    shown = topics if len(topics) <= rows or page.shows_all_topics else topics[: max(1, rows - 1)]
    blocks = [heading(sentences.ready_heading(summary), _totals(page, summary, width), gap=gap)]
    blocks += [_topic(page, topic, width, gap=0 if place else inner_gap) for place, topic in enumerate(shown)]
    if more := len(topics) - len(shown):
        text = f"{page.glyphs.closed} {sentences.more_topics(more)}"
    elif len(topics) > rows:
        text = f"{page.glyphs.open} {sentences.FEWER_TOPICS}"
    else:
        return blocks
    return [*blocks, Block(line(text, "$dim"), lead=Content(" "), item=ALL_TOPICS_ROW, cut=True)]


def _totals(page: TodayPage, summary: TodaySummary, width: int) -> Content:
    parts = [sentences.ready_count(summary)]
    if width >= NARROW:
        parts.append(sentences.met_count(summary))
    return line(f" {page.glyphs.dot} ".join(parts), "$dim")


def _topic(page: TodayPage, topic: TopicReadiness, width: int, gap: int) -> Block:
    is_narrow = width < NARROW
    bar_width = NARROW_BAR if is_narrow else WIDE_BAR if width >= ROOM_FOR_WIDE_BAR else BAR_WIDTH
    figures = [column(f"{topic.ready}/{topic.questions}", RATIO_WIDTH, right=True)]
    if not is_narrow:
        missed = sentences.missed_count(topic)
        figures += [
            column(sentences.met_count(topic), MET_WIDTH, "$dim", right=True),
            column(missed, MISSED_WIDTH, "$due", right=True),
        ]
    rest = width - 2 - bar_width - sum(cell.cell_length for cell in figures)
    label = column(page.bank.topic_by_id[topic.topic].label, min(max(rest, MIN_LABEL), LABEL_WIDTH + 8))
    text = join(
        label, " ", readiness_bar(topic.ready, topic.met, topic.questions, bar_width, page.glyphs), *figures
    )
    return Block(text, lead=Content(" "), item=f"{TOPIC_PREFIX}{topic.topic}", gap=gap, cut=True, wide=True)
