"""A stored report on a page: Markdown with the look of the app, in which nothing can be followed or executed.

Textual's Markdown widget mounts a widget for each block, which takes seconds for a report of 16 KB. A page
costs no more than its visible rows. Links, images and HTML are not parsed at all: they are shown as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.exchange.text_table import cells, table
from tpm_tui.ui.render.layout import MEASURE, Block, paragraphs
from tpm_tui.ui.render.text import join, line, plain

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_RENDERED_CHARACTERS = 512 * 1024
MAX_RENDERED_LINES = 20_000
"""A longer report is shown as plain text: the time to parse and lay it out grows with its lines."""

CUT_REPORT = "The report is longer than what is shown; e opens all of it in your editor."

_NOT_PARSED = ["link", "autolink", "image", "html_inline", "html_block", "reference"]
_FOLD_TAG = re.compile(r"</?details>|<summary>(.*)</summary>")
_STYLES = {"strong": "bold", "em": "italic", "s": "strike"}


def report_blocks(text: str, *, is_cut: bool = False) -> list[Block]:
    """Return a report as a page; one that is very long as plain text.

    Args:
        text: the text of the report, which may be any text.
        is_cut: whether the file is longer.
    """
    text = clean(text)
    rows = text.split("\n")
    is_long = len(text) > MAX_RENDERED_CHARACTERS or len(rows) > MAX_RENDERED_LINES
    if is_long:
        blocks = plain_blocks("\n".join(rows[:MAX_RENDERED_LINES]))
    else:
        blocks = [*_Renderer().blocks(_parse(_without_properties(rows)))]
    if is_cut or (is_long and len(rows) > MAX_RENDERED_LINES):
        blocks.append(Block(line(CUT_REPORT, "$due"), gap=1))
    return blocks


def plain_blocks(text: str) -> list[Block]:
    """Return a text that is not parsed, such as JSON or CSV, as a page."""
    return paragraphs(plain(clean(text).strip()), gap=0)


def _parse(text: str) -> Sequence[Token]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return parser.disable(_NOT_PARSED).parse(text)


def _without_properties(rows: list[str]) -> str:
    """Return the text without the properties at its beginning, and with the tags of folded parts as text."""
    if rows[0] == "---" and "---" in rows[1:]:
        rows = rows[rows.index("---", 1) + 1 :]
    kept = []
    for row in rows:
        tag = _FOLD_TAG.fullmatch(row)
        if tag is None:
            kept.append(row)
        elif tag[1]:
            kept += ["", f"**{tag[1]}**", ""]
    return "\n".join(kept)


class _Renderer:
    """Makes blocks of the tokens of a document, in their order."""

    def __init__(self) -> None:
        self._leads: list[tuple[Content, Content]] = []
        """The prefix of the first row and of further rows, for each level of quotes and lists."""
        self._numbers: list[int | None] = []
        """The next number of each list; None for bullets."""
        self._is_close = False
        """Whether the next block has no blank line above, as within a list."""

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Yield the blocks of a document."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "table_open":
                end = next(i for i in range(index, len(tokens)) if tokens[i].type == "table_close")
                yield from self._table(tokens[index:end])
                index = end
            elif token.type == "heading_open":
                yield self._heading(token.tag, tokens[index + 1])
                index += 1
            elif token.type == "inline":
                yield self._block(_inline(token))
            elif token.type in ("fence", "code_block"):
                yield from self._code(token.content)
            elif token.type == "hr":
                yield self._block(line("---", "$dim"))
            else:
                self._nest(token)
            index += 1

    def _nest(self, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self._leads.append((join(("| ", "$dim")), join(("| ", "$dim"))))
            case "bullet_list_open" | "ordered_list_open":
                is_bullets = token.type == "bullet_list_open"
                self._is_close = bool(self._numbers)
                self._numbers.append(None if is_bullets else int(token.attrs.get("start", 1)))
            case "list_item_open":
                number = self._numbers[-1]
                mark = "- " if number is None else f"{number}. "
                if number is not None:
                    self._numbers[-1] = number + 1
                self._leads.append((join((mark, "$dim")), Content(" " * len(mark))))
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
                self._is_close = bool(self._numbers)
            case "blockquote_close" | "list_item_close":
                self._leads.pop()
                self._is_close = token.type == "list_item_close"

    def _block(self, text: Content, *, wide: bool = False) -> Block:
        """Return a block at the current level; the mark of a list item stands at its first block only."""
        lead = Content("").join([first for first, _ in self._leads])
        rest = Content("").join([further for _, further in self._leads])
        gap = 0 if self._is_close else 1
        self._leads = [(further, further) for _, further in self._leads]
        self._is_close = False
        return Block(text, lead=lead, rest=rest, gap=gap, wide=wide)

    def _heading(self, tag: str, inline: Token) -> Block:
        text = _inline(inline)
        block = self._block(text.stylize("bold") if tag in ("h1", "h2") else text.stylize("bold $accent"))
        self._is_close = tag != "h1"
        return block

    def _code(self, text: str) -> Iterator[Block]:
        for row in clean(text).expandtabs().rstrip("\n").split("\n"):
            yield self._block(join("  ", row), wide=True)
            self._is_close = True
        self._is_close = False

    def _table(self, tokens: Sequence[Token]) -> Iterator[Block]:
        rows: list[list[Content]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(_inline(token))
        if all(len(row) == 2 for row in rows):
            width = max(cells(row[0].plain) for row in rows)
            for label, text in rows:
                padding = " " * (width - cells(label.plain) + 2)
                block = self._block(text)
                yield Block(text, lead=join(block.lead, label.stylize("$dim"), padding), gap=block.gap)
                self._is_close = True
        else:
            texts = [[clean_line(cell.plain) for cell in row] for row in rows]
            for row in table(texts, MEASURE):
                yield self._block(plain(row), wide=True)
                self._is_close = True
        self._is_close = False


def _inline(token: Token) -> Content:
    """Return the text of a paragraph, a heading or a cell; sanitized, as Markdown can name any character."""
    pieces: list[Content] = []
    styles: list[str] = []
    for child in token.children or ():
        name, _, end = child.type.rpartition("_")
        if end == "open" and name in _STYLES:
            styles.append(_STYLES[name])
        elif end == "close" and name in _STYLES:
            styles.pop()
        else:
            text = {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)
            style = " ".join([*styles, *(["$accent"] if child.type == "code_inline" else [])])
            pieces.append(plain(text, style))
    return Content("").join(pieces)
