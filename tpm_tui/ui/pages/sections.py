"""The sections of a question on a page."""

from __future__ import annotations

import re

from msgspec.structs import replace
from textual.content import Content

from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.exchange.question_sections import Section, SectionKind, SectionLine
from tpm_tui.exchange.question_text import step_number
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading, paragraphs
from tpm_tui.ui.render.text import join, line, plain

MAX_INDENT = 20
"""Most columns by which the further rows of a wrapped row of a sketch are indented."""

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
            case SectionKind.VERBATIM:
                blocks += _verbatim(each)
            case SectionKind.PAIRS:
                blocks += _row(each, join((f"{each.label:<{width}}", "$dim")))
            case _:
                blocks += _row(each, join((f"{glyphs.dot} ", "$dim")))
    return blocks


def _part(part: SectionLine, gap: int) -> list[Block]:
    text = [_with_hanging_step(block) for block in paragraphs(_highlighted(part), gap=0)]
    return [Block(line(part.label, "$dim"), gap=gap), *text] if part.label else text


def _highlighted(part: SectionLine) -> Content:
    """Return the text of a part with its quotes in bold; a quote may be broken into lines differently."""
    text = plain(part.text.strip())
    for quote in part.quotes:
        pattern = r"\s+".join(map(re.escape, clean_line(quote).split()))
        if found := re.search(pattern, text.plain):
            text = text.stylize("bold", *found.span())
    return text


def _with_hanging_step(block: Block) -> Block:
    """Return a paragraph that begins with a number, such as `1. `, with its further rows below the text."""
    step = len(step_number(block.text.plain))
    return replace(block, lead=block.text[:step], text=block.text[step:], rest=None) if step else block


def _verbatim(part: SectionLine) -> list[Block]:
    """Return a block for each row, as it is; a row that is too long is wrapped below its own indent."""
    rows = clean(part.text).expandtabs().strip("\n").split("\n")
    indents = [min(MAX_INDENT, len(row) - len(row.lstrip(" "))) for row in rows]
    return [
        Block(plain(row.rstrip()), rest=Content(" " * (indent + 2)), wide=True)
        for row, indent in zip(rows, indents, strict=True)
    ]


def _row(row: SectionLine, lead: Content) -> list[Block]:
    details = (Block(line(detail, "$dim"), lead=Content("  ")) for detail in row.details)
    return [Block(line(row.text), lead=lead), *details]
