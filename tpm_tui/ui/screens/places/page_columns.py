"""A page in one or two columns, of which the one with the focus has the cursor."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import Static

from tpm_tui.ui.render.layout import LayoutLine, item_rows, layout
from tpm_tui.ui.render.page_columns import COLUMN_EDGES, ColumnBlocks, left_column
from tpm_tui.ui.widgets.page import Page

_HEADING_ROWS = 2
"""Rows that stay visible above a row: its heading, and a blank row."""


class Column(Page):
    """A page that shows its cursor only while it has the focus."""

    @property
    def _text_width(self) -> int:
        """Columns of the page without the scrollbar and a space before it."""
        return max(0, super()._text_width - 1)

    def go_to(self, item: str) -> None:
        """Move the cursor to an item, and scroll so that it is at the top, below its heading."""
        self.move_to(item)
        rows = item_rows(self._lines, item)
        self.scroll_to(y=max(0, rows.start - _HEADING_ROWS), animate=False, force=True)

    def _paint(self, line: LayoutLine, selected: bool, width: int) -> Strip:
        return super()._paint(line, selected and self.has_focus, width)


class PageColumns(Vertical):
    """One or two pages side by side, with a text above and one below them if there are two."""

    DEFAULT_CSS = """
    PageColumns { height: 1fr; }
    PageColumns > Static { display: none; height: auto; padding: 1 0 0 2; }
    """

    def __init__(self, mark: str) -> None:
        """
        Args:
            mark: the mark of the cursor.
        """
        super().__init__()
        self.page = Column(id="place", mark=mark)
        """The left column, or the only one."""
        self.side = Column(id="side", mark=mark)
        """The right column."""
        self._across = Static(markup=False)
        self._below = Static(markup=False)
        self._rows: list[str] = []
        """The items of the left column."""

    def compose(self) -> ComposeResult:
        """Create the texts and the columns."""
        yield self._across
        with Horizontal(id="columns"):
            yield self.page
            yield self.side
        yield self._below

    @property
    def active_page(self) -> Page:
        """The column with the focus; the left one if neither has it."""
        return self.side if self.screen.focused is self.side else self.page

    @property
    def other_label(self) -> str:
        """What `go_to_other` does now, for the footer."""
        return "other column" if self.side.display else "next part"

    def show(self, shown: ColumnBlocks, size: Size) -> None:
        """Show the texts and the right column. The left column is shown by the screen.

        Args:
            shown: the blocks.
            size: of the screen.
        """
        self._rows = [block.item for block in shown.left if block.item]
        for strip, blocks in ((self._across, shown.across), (self._below, shown.below)):
            strip.display = bool(blocks)
            lines = [line.content for line in layout(blocks, size.width - COLUMN_EDGES)]
            strip.update(Content("\n").join(lines))
        self.side.display = bool(shown.right)
        self.page.styles.width = left_column(size) if shown.right else "1fr"
        self.side.show(shown.right, keep_scroll=True)
        if not shown.right:
            self._focus(self.page)
        elif not self._rows and any(block.item for block in shown.right):
            self._focus(self.side)

    def go_to_other(self) -> None:
        """Go to the other column; in one column, to the first row of the next kind."""
        if self.side.display:
            self._focus(self.page if self.active_page is self.side else self.side)
        elif self._rows:
            self.page.go_to(_next_kind(self._rows, self.page.cursor))

    def _focus(self, column: Page) -> None:
        if self.screen.focused is not column:
            self.screen.set_focus(column, scroll_visible=False)


def _next_kind(rows: list[str], current: str) -> str:
    """Return the first row of the kind after that of the current row; the first row after the last kind."""
    kind = _kind(current)
    place = rows.index(current) if current in rows else 0
    return next((row for row in rows[place:] if _kind(row) != kind), rows[0])


def _kind(row: str) -> str:
    return row.partition(":")[0]
