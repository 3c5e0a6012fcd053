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


HIGHLIGHTED, HIGHLIGHT = "highlighted", "$foreground"
"""The item of the rows with the highlighted quote, and its style, which is that of other text: the quote is
marked at its sides, so that its text is not sent again over a slow line."""


def section_blocks(section: Section, glyphs: Glyphs, quote: str | None = None) -> list[Block]:
    """Return a section's heading and its lines. Key points to tick are on `points.point_blocks`.

    Args:
        section: the section.
        glyphs: the marks.
        quote: the only quote to highlight, or "" for none; by default all quotes are in bold.
    """
    notes = [line(f" {glyphs.dot} ".join(section.notes), "$dim")] if section.notes else []
    blocks = [heading(section.title, *notes)]
    width = max(LABEL_WIDTH, *(len(each.label) + 2 for each in section.lines))
    for index, each in enumerate(section.lines):
        match section.kind:
            case SectionKind.TEXT:
                blocks += _part(each, quote, glyphs, gap=1 if index else 0)
            case SectionKind.VERBATIM:
                blocks += _verbatim(each)
            case SectionKind.PAIRS:
                blocks += _row(each, join((f"{each.label:<{width}}", "$dim")))
            case _:
                blocks += _row(each, join((f"{glyphs.dot} ", "$dim")))
    return blocks


def _part(part: SectionLine, quote: str | None, glyphs: Glyphs, gap: int) -> list[Block]:
    text = plain(part.text.strip())
    spans = [_find(text.plain, each) for each in (part.quotes if quote is None else (quote,))]
    for start, end in spans:
        if end:
            text = text.stylize("bold" if quote is None else HIGHLIGHT, start, end)
    blocks = [_with_hanging_step(block) for block in paragraphs(text, gap=0)]
    if quote is not None:
        ends = (join((glyphs.before_quote, "$cursor")), join((glyphs.cursor, "$cursor")))
        blocks = [_marked_at_its_ends(block, ends) if block.text.spans else block for block in blocks]
    return [Block(line(part.label, "$dim"), gap=gap), *blocks] if part.label else blocks


def _marked_at_its_ends(block: Block, ends: tuple[Content, Content]) -> Block:
    """Return a paragraph whose quote is an item, with marks where it begins and ends within a row."""
    return replace(block, item=HIGHLIGHTED, item_style=HIGHLIGHT, item_ends=ends)


def _find(text: str, quote: str) -> tuple[int, int]:
    """Return where a quote is in a text, which may be broken into lines differently; (0, 0) if nowhere."""
    words = clean_line(quote).split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return found.span() if found else (0, 0)


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
