"""The sections of a question on a page."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.exchange.question_sections import Section, SectionKind, SectionLine
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading, paragraphs
from tpm_tui.ui.render.text import join, line, plain

LABEL_WIDTH = 8
"""Smallest width of the column of labels."""


def section_blocks(section: Section, glyphs: Glyphs) -> list[Block]:
    """Return a section's heading and its lines. Key points to tick are on `points.point_blocks`."""
    notes = [line(f" {glyphs.dot} ".join(section.notes), "$dim")] if section.notes else []
    blocks = [heading(section.title, *notes)]
    width = max(LABEL_WIDTH, *(len(each.label) + 2 for each in section.lines))
    for index, each in enumerate(section.lines):
        match section.kind:
            case SectionKind.TEXT:
                blocks += _part(each, gap=1 if index else 0)
            case SectionKind.PAIRS:
                blocks += _row(each, join((f"{each.label:<{width}}", "$dim")))
            case _:
                blocks += _row(each, join((f"{glyphs.dot} ", "$dim")))
    return blocks


def _part(part: SectionLine, gap: int) -> list[Block]:
    text = paragraphs(plain(part.text.strip()), gap=0)
    return [Block(line(part.label, "$dim"), gap=gap), *text] if part.label else text


def _row(row: SectionLine, lead: Content) -> list[Block]:
    details = (Block(line(detail, "$dim"), lead=Content("  ")) for detail in row.details)
    return [Block(line(row.text), lead=lead), *details]
