"""Sets blocks of text into lines of a given width: paragraphs, headings, and items with a mark.

Reveal, summary, help and topics are all pages of such blocks. Prose is wrapped, never cut, at most
`MEASURE` columns wide, with a hanging indent under marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from textual.content import Content

MEASURE = 78
"""Columns beyond which lines of prose get hard to read."""


class Block(Struct, frozen=True):
    """A piece of a page: text after a lead, wrapped under the lead's end."""

    text: Content
    lead: Content = Content("")
    """Stands before the first line: an indent, a mark, a label."""
    item: str = ""
    """Names a block that the cursor can stand on."""
    gap: int = 0
    """Blank lines above."""
    rest: Content | None = None
    """Stands before the further lines; by default blanks as wide as the lead."""
    right: Content | None = None
    """Set flush right on the first line: numbers in a column, boxes."""
    cut: bool = False
    """Keep to one row; only for what can be read whole elsewhere."""
    wide: bool = False
    """Use the page's whole width rather than the measure."""


class LayoutLine(Struct, frozen=True):
    """One row of a laid-out page."""

    content: Content
    item: str = ""
    first: bool = False
    """Whether it is the first row of its item."""


def layout(blocks: Iterable[Block], width: int) -> list[LayoutLine]:
    """The rows of a page that is `width` cells wide."""
    lines: list[LayoutLine] = []
    for block in blocks:
        if lines:
            lines.extend([LayoutLine(Content(""))] * block.gap)
        lines.extend(_wrap_block(block, max(8, width if block.wide else min(width, MEASURE))))
    return lines


def heading(title: str, *notes: Content, gap: int = 1) -> Block:
    """A heading in capitals with dim notes behind it."""
    pieces: list[Content] = [Content.styled(title.upper(), "$dim")]
    for note in notes:
        pieces += [Content("  "), note]
    return Block(Content("").join(pieces), gap=gap, wide=True)


def paragraphs(text: Content, lead: Content | None = None, gap: int = 1) -> list[Block]:
    """A block for each line of a text; empty lines make the space between paragraphs."""
    lead = lead or Content("")
    blocks: list[Block] = []
    space = gap
    for part in text.split("\n", allow_blank=True):
        if not part.plain.strip():
            space = 1
            continue
        blocks.append(Block(part, lead=lead, rest=lead, gap=space))
        space = 0
    return blocks


def item_rows(lines: Sequence[LayoutLine], item: str) -> range:
    """Where an item's rows are; empty where there is no such item."""
    rows = [row for row, line in enumerate(lines) if item and line.item == item]
    return range(rows[0], rows[-1] + 1) if rows else range(0)


def items(lines: Iterable[LayoutLine]) -> list[str]:
    """The items of a page from top to bottom."""
    return [line.item for line in lines if line.item and line.first]


def _wrap_block(block: Block, width: int) -> Iterable[LayoutLine]:
    indent = block.lead.cell_length
    rest = Content(" " * indent) if block.rest is None else block.rest
    right = block.right or Content("")
    room = max(4, width - max(indent, rest.cell_length) - (right.cell_length + 2 if right else 0))
    if block.cut:
        wrapped = [block.text.truncate(room, ellipsis=True)]
    else:
        wrapped = _wrapped(block.text, room, indent - rest.cell_length)
    for row, content in enumerate(wrapped):
        whole = (rest if row else block.lead) + content.rstrip()
        if right and not row:
            whole = whole.pad_right(max(1, width - whole.cell_length - right.cell_length)) + right
        yield LayoutLine(whole, item=block.item, first=row == 0)


def _wrapped(text: Content, room: int, shift: int) -> list[Content]:
    """The text in lines of `room` cells, the first one shorter by as much as its lead is longer.

    Textual wraps to one width only, so blanks hold the lead's place and are taken out again.
    """
    if shift <= 0:
        return text.wrap(room) or [Content("")]
    held = Content("\u00a0" * shift) + text
    first, *further = held.wrap(room + shift) or [held]
    return [first[shift:], *further]
