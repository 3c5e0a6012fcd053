"""Layout of text blocks into lines of a given width: paragraphs, headings, and items with a mark.

Reveal, summary, help and topics are all pages of such blocks. Prose is wrapped, never truncated, at most
`MEASURE` columns wide, with a hanging indent under marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from textual.content import Content

MEASURE = 78
"""The longest line of prose in columns; longer lines are hard to read."""


class Block(Struct, frozen=True):
    """A piece of a page: a lead and text, wrapped with a hanging indent."""

    text: Content
    lead: Content = Content("")
    """Prefix of the first line: an indent, a mark, a label."""
    item: str = ""
    """Name of the item that this block is; empty if the cursor skips it."""
    item_style: str = ""
    """If set, only the rows with text in this style belong to the item."""
    item_ends: tuple[Content, Content] | None = None
    """What replaces the blank before and after the text in `item_style`, if that is within a row."""
    gap: int = 0
    """Number of blank lines above."""
    rest: Content | None = None
    """Prefix of the further lines; by default spaces as wide as the lead."""
    right: Content | None = None
    """Right-aligned on the first line: numbers in a column, boxes."""
    cut: bool = False
    """Truncate to one row; only for text that is shown in full elsewhere."""
    wide: bool = False
    """Use the full width of the page instead of `MEASURE`."""
    below: Content | None = None
    """A last row, truncated to the width; unlike the text, it may be below what is at the right."""


class LayoutLine(Struct, frozen=True):
    """One row of a laid-out page."""

    content: Content
    item: str = ""
    first: bool = False
    """Whether this is the first row of its item."""


def layout(blocks: Iterable[Block], width: int) -> list[LayoutLine]:
    """Return the rows of a page that is `width` cells wide."""
    lines: list[LayoutLine] = []
    for block in blocks:
        if lines:
            lines.extend([LayoutLine(Content(""))] * block.gap)
        lines.extend(_wrap_block(block, max(8, width if block.wide else min(width, MEASURE))))
    return lines


def heading(title: str, *notes: Content, gap: int = 1) -> Block:
    """Return a heading in capitals followed by notes."""
    pieces: list[Content] = [Content.styled(title.upper(), "$dim")]
    for note in notes:
        pieces += [Content("  "), note]
    return Block(Content("").join(pieces), gap=gap, wide=True)


def paragraphs(text: Content, lead: Content | None = None, gap: int = 1) -> list[Block]:
    """Return a block for each line of a text. Empty lines become one blank line between paragraphs.

    Args:
        text: text of any number of lines.
        lead: the prefix of every line.
        gap: blank lines above the first block.
    """
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
    """Return the rows of an item; an empty range if there is no such item."""
    rows = [row for row, line in enumerate(lines) if item and line.item == item]
    return range(rows[0], rows[-1] + 1) if rows else range(0)


def items(lines: Iterable[LayoutLine]) -> list[str]:
    """Return the items of a page from top to bottom."""
    return [line.item for line in lines if line.item and line.first]


def _wrap_block(block: Block, width: int) -> Iterable[LayoutLine]:
    indent = block.lead.cell_length
    rest = Content(" " * indent) if block.rest is None else block.rest
    right = block.right or Content("")
    available = max(4, width - max(indent, rest.cell_length) - (right.cell_length + 2 if right else 0))
    if block.cut:
        wrapped = [block.text.truncate(available, ellipsis=True)]
    else:
        wrapped = _wrap(block.text, available, indent - rest.cell_length)
    is_first = True
    if block.item_ends is not None:
        wrapped = _with_ends(wrapped, block.item_style, *block.item_ends)
    for row, content in enumerate(wrapped):
        whole = (rest if row else block.lead) + content.rstrip()
        belongs = not block.item_style or any(span.style == block.item_style for span in content.spans)
        if right and not row:
            whole = whole.pad_right(max(1, width - whole.cell_length - right.cell_length)) + right
        yield LayoutLine(whole, item=block.item if belongs else "", first=belongs and is_first)
        is_first = is_first and not belongs
    if block.below is not None:
        last = block.below.truncate(max(4, width - rest.cell_length), ellipsis=True)
        yield LayoutLine(rest + last, item=block.item)


def _with_ends(rows: list[Content], style: str, before: Content, after: Content) -> list[Content]:
    """Replace the blanks before and after the text in a style where it begins or ends within a row."""
    spans = [(row, span) for row, content in enumerate(rows) for span in content.spans if span.style == style]
    if not spans:
        return rows
    marked = list(rows)
    row, span = spans[-1]
    following = marked[row].plain[span.end :]
    if following.startswith(" ") and following.strip():
        marked[row] = marked[row][: span.end] + after + marked[row][span.end + 1 :]
    row, span = spans[0]
    if marked[row].plain[: span.start].endswith(" "):
        marked[row] = marked[row][: span.start - 1] + before + marked[row][span.start :]
    return marked


def _wrap(text: Content, width: int, shift: int) -> list[Content]:
    """Wrap a text to lines of `width` cells, the first one shorter by `shift` cells (longer if negative).

    Textual wraps to a single width, so the text is padded with no-break spaces that are removed afterwards.
    """
    if shift <= 0:
        first, *further = text.wrap(width - shift) or [Content("")]
        if not (shift and further):
            return [first, *further]
        rest = text[len(first.plain) :]
        at_break = len(rest.plain) - len(rest.plain.lstrip(" ").removeprefix("\n"))
        return [first, *rest[at_break:].wrap(width)]
    padded = Content("\u00a0" * shift) + text
    first, *further = padded.wrap(width + shift) or [padded]
    return [first[shift:], *further]
