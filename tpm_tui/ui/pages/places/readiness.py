"""A table of topics: how many of their questions are met, stick, and were missed last time."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.plan.readiness import TopicReadiness
from tpm_tui.exchange.plan.sentences import TOPIC_COLUMNS
from tpm_tui.ui.pages.places.row_names import RowKind
from tpm_tui.ui.render.bar import readiness_bar
from tpm_tui.ui.render.columns import column
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line

_HEADING = "Topics, weakest first"
_NAMES = tuple(name.split()[0] for name in TOPIC_COLUMNS)
_STICKS = 1
"""Place of the only figure that is shown in a narrow row."""

_MIN_LABEL, _MAX_LABEL = 12, 34
_SHORT_BAR, _LONG_BAR = 8, 20
_GAP = 2
_ROOM_FOR_FIGURES = 46
"""Cells of a row from which all figures are shown."""
_ROOM_FOR_LONG_BAR = 70


def topic_table(
    topics: Sequence[TopicReadiness], bank: Bank, width: int, gap: int, glyphs: Glyphs
) -> list[Block]:
    """Return the heading with the names of the figures, and a row for each topic, which practises it.

    Args:
        topics: in the order to show them.
        bank: the bank, for the names of the topics.
        width: cells of a row.
        gap: blank lines above the heading.
        glyphs: the marks.
    """
    if not topics:
        return []
    chosen = slice(None) if width >= _ROOM_FOR_FIGURES else slice(_STICKS, _STICKS + 1)
    names = _NAMES[chosen]
    rows = [_figures(topic)[chosen] for topic in topics]
    widths = [
        _GAP + max(len(name), *(figure.cell_length for figure in figures))
        for name, *figures in zip(names, *rows, strict=True)
    ]
    bar_width = _LONG_BAR if width >= _ROOM_FOR_LONG_BAR else _SHORT_BAR
    labels = [line(bank.topic_by_id[topic.topic].label) for topic in topics]
    longest = max(label.cell_length for label in labels)
    label_width = max(_MIN_LABEL, min(width - 2 - bar_width - sum(widths), longest, _MAX_LABEL))
    title = column(_HEADING.upper(), label_width + 2 + bar_width, "$dim")
    blocks = [Block(title + _cells([line(name, "$dim") for name in names], widths), gap=gap, wide=True)]
    for topic, label, figures in zip(topics, labels, rows, strict=True):
        bar = readiness_bar(topic.ready, topic.met, topic.questions, bar_width, glyphs)
        text = join(column(label, label_width), " ", bar, _cells(figures, widths))
        item = RowKind.TOPIC.name_row(topic.topic)
        blocks.append(Block(text, lead=Content(" "), item=item, wide=True, cut=True))
    return blocks


def _figures(topic: TopicReadiness) -> list[Content]:
    """Return the figures of a topic in the order of `_NAMES`; a zero of missed ones is left out."""
    return [
        line(f"{topic.met}/{topic.questions}", "$dim"),
        line(str(topic.ready), "bold" if topic.ready else "$dim"),
        line(str(topic.missed) if topic.missed else "", "$due"),
    ]


def _cells(contents: Sequence[Content], widths: Sequence[int]) -> Content:
    return Content("").join(
        column(content, width, right=True) for content, width in zip(contents, widths, strict=True)
    )
