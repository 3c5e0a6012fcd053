"""The key points on a page: their ticks, what was heard in the answer, and how many were made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.content import Content

from tpm_tui.exchange.question_sections import MUST, Section, SectionLine
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import Hit

HANGING_INDENT = 2
"""Columns of the indent on a narrow screen."""


class PointMarks(Struct, frozen=True):
    """What is shown with the key points."""

    ticked: Collection[str]
    hits: tuple[Hit, ...] = ()
    """Sentences of the answer in which points were recognised."""
    weak: Mapping[str, str] = {}
    """Points that a drill is about, each with its record, such as `missed 3 of 4`."""


def point_blocks(
    section: Section, marks: PointMarks, *notes: Content, narrow: bool, glyphs: Glyphs, item: str = ""
) -> list[Block]:
    """Return the heading with the counts, and one item for each key point.

    Args:
        section: the key points.
        marks: what is shown with them.
        notes: remarks after the counts.
        narrow: whether the screen is too narrow for deep indents.
        glyphs: the marks.
        item: prefix of the items' names.
    """
    made = sum(point.text in marks.ticked for point in section.lines)
    missed = sum(MUST in point.marks and point.text not in marks.ticked for point in section.lines)
    counts = [join((f"{made} of {len(section.lines)}", "bold"))]
    if missed:
        counts.append(line(f"{missed} must missed", "$must"))
    title = join((f" {glyphs.dot} ", "$dim")).join([*counts, *notes])
    musts = any(MUST in point.marks for point in section.lines)
    hits = {hit.point: hit for hit in marks.hits}
    blocks = [heading(section.title, title)]
    for point in section.lines:
        column = join(("must " if MUST in point.marks else "     ", "$must")) if musts else Content("")
        lead = join(tick_mark(point.text in marks.ticked, glyphs), " ", column)
        indent = Content(" " * (HANGING_INDENT if narrow else lead.cell_length))
        hit = hits.get(point.text)
        blocks.append(Block(_text(point, marks, hit), lead=lead, rest=indent, item=item + point.text))
        if hit and (point.text in marks.ticked or not hit.sure):
            heard = join(("heard: ", "$dim"), line(hit.sentence, "italic $dim"))
            blocks.append(Block(heard, lead=indent, cut=True))
    return blocks


def tick_mark(made: bool, glyphs: Glyphs) -> Content:
    """Return the mark of something that was made or missed."""
    return join((glyphs.made, "bold $made")) if made else join((glyphs.missed, "$dim"))


def _text(point: SectionLine, marks: PointMarks, hit: Hit | None) -> Content:
    weak = marks.weak.get(point.text, "")
    text = join((point.text, "bold"), (f"  {weak}", "bold $due") if weak else "")
    if point.aside:
        text = join(text, "  ", (point.aside, "$dim"))
    unsure = hit and not hit.sure and point.text not in marks.ticked
    return join(text, ("  maybe?", "$due")) if unsure else text
