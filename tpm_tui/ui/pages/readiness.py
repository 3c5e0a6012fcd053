"""A table of topics: how many of their questions are met, stick, and were missed last time."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.plan.readiness import TopicReadiness
from tpm_tui.exchange.plan.sentences import TOPIC_COLUMNS
from tpm_tui.ui.pages.row_names import RowKind
from tpm_tui.ui.render.bars import column, thin_bar
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line

TOPICS_HEADING = "Topics, weakest first"
MET, STICKS, MISSED = TOPIC_COLUMNS
MIN_LABEL, MAX_LABEL = 12, 34
SHORT_BAR, LONG_BAR = 8, 20
COLUMN_GAP = 2
ROOM_FOR_COLUMNS = 46
"""Cells of a row from which all columns are shown; below it, only how many stick."""
ROOM_FOR_LONG_BAR = 70


def topic_table(
    topics: Sequence[TopicReadiness], bank: Bank, width: int, gap: int, glyphs: Glyphs
) -> list[Block]:
    """Return the heading with the names of the columns, and a row for each topic.

    Args:
        topics: in the order to show them.
        bank: the bank, for the names of the topics.
        width: cells of a row.
        gap: blank lines above the heading.
        glyphs: the marks.
    """
    if not topics:
        return []
    names = TOPIC_COLUMNS if width >= ROOM_FOR_COLUMNS else (STICKS,)
    widths = {MET: max(len(MET), *(len(_met(each)) for each in topics)), STICKS: len(STICKS), MISSED: 6}
    columns = {name: max(widths[name], max(len(_value(each, name)) for each in topics)) for name in names}
    labels = Content("").join(
        column(_column_title(name), columns[name] + COLUMN_GAP, "$dim", right=True) for name in names
    )
    bar_width = LONG_BAR if width >= ROOM_FOR_LONG_BAR else SHORT_BAR
    room = width - 2 - bar_width - labels.cell_length
    longest = max(len(bank.topic_by_id[each.topic].label) for each in topics)
    label_width = max(MIN_LABEL, min(room, longest, MAX_LABEL))
    title = column(TOPICS_HEADING.upper(), label_width + 2 + bar_width, "$dim")
    blocks = [Block(title + labels, gap=gap, wide=True, cut=True)]
    for each in topics:
        bar = thin_bar(each.ready, each.met, each.questions, bar_width, glyphs)
        values = [_cell(each, name, columns[name]) for name in names]
        text = join(column(bank.topic_by_id[each.topic].label, label_width), " ", bar, *values)
        item = RowKind.TOPIC.name_row(each.topic)
        blocks.append(Block(text, lead=Content(" "), item=item, wide=True, cut=True))
    return blocks


def _column_title(name: str) -> str:
    return name.split()[0]


def _met(topic: TopicReadiness) -> str:
    return f"{topic.met}/{topic.questions}"


def _value(topic: TopicReadiness, name: str) -> str:
    match name:
        case "met":
            return _met(topic)
        case "sticks":
            return str(topic.ready)
        case _:
            return str(topic.missed) if topic.missed else ""


def _cell(topic: TopicReadiness, name: str, width: int) -> Content:
    style = {MET: "$dim", MISSED: "$due"}.get(name, "bold" if topic.ready else "$dim")
    return column(line(_value(topic, name), style), width + COLUMN_GAP, right=True)
