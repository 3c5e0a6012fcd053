"""A scrollable page of text with an optional cursor that moves between its items.

One widget for everything that is read: reveal, topics, help, summary. It uses Textual's line API, so that a
long page costs no more than its visible rows, and caches painted rows, so that moving the cursor repaints
only the rows of two items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from tpm_tui.ui.render.layout import Block, LayoutLine, item_rows, items, layout
from tpm_tui.ui.render.view import is_in_view, is_next_visible, top_to_show

SCROLL_STEP = 3
"""Rows to scroll when no further item is visible."""


GUTTER = 1
"""Columns at the left reserved for the cursor's mark."""


BlocksOf = Callable[[int], Iterable[Block]]
"""Returns the blocks of a page for its width in columns."""


class Page(ScrollView, can_focus=True, inherit_bindings=False):
    """Laid-out blocks with an optional cursor on one of the items. The screen binds the keys."""

    COMPONENT_CLASSES = {"page--cursor", "page--mark"}

    DEFAULT_CSS = """
    Page {
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
    }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """Columns and rows of the whole page. Textual would lay out and paint the screen when it changes."""

    class Moved(Message):
        """Posted when the cursor moves to another item."""

        def __init__(self, item: str) -> None:
            super().__init__()
            self.item = item

    def __init__(self, *, id: str | None = None, mark: str = "▌", follows_cursor: bool = False) -> None:
        """
        Args:
            id: the widget's id.
            mark: the mark of the item under the cursor.
            follows_cursor: whether the blocks depend on the item under the cursor.
        """
        super().__init__(id=id)
        self.mark = mark
        self._follows_cursor = follows_cursor
        self.cursor = ""
        """The item under the cursor; empty on a page without items."""
        self._blocks: tuple[Block, ...] | BlocksOf = ()
        self._lines: list[LayoutLine] = []
        self._width = 0
        self._painted: dict[tuple[int, bool], Strip] = {}

    def show(
        self, blocks: Iterable[Block] | BlocksOf, cursor: str | None = None, *, keep_scroll: bool = False
    ) -> None:
        """Replace the blocks of the page.

        Args:
            blocks: the blocks from top to bottom, or what returns them for the width of the page.
            cursor: the item to move the cursor to; by default the current one, or else the first.
            keep_scroll: keep the scroll position, unless that would hide the cursor's item.
        """
        was_visible = self._is_cursor_visible
        self._blocks = blocks if callable(blocks) else tuple(blocks)
        if cursor is not None:
            self.cursor = cursor
        self._layout()
        if not keep_scroll:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        if was_visible if keep_scroll else cursor is not None:
            _scroll_to_cursor(self)

    def on_resize(self) -> None:
        """Lay out the blocks again if they depend on what changed."""
        if self._text_width != self._width or self._follows_cursor:
            self._layout()
            _scroll_to_cursor(self)
        elif self.virtual_size != self._laid_out_size:
            self.virtual_size = self._laid_out_size
            _scroll_to_cursor(self)

    def watch_virtual_size(self) -> None:
        """Show or hide the scrollbar: Textual does that only when the size of the widget changes, too."""
        self._refresh_scrollbars()
        # Otherwise the page stays where it is, with the same size.
        if self.show_vertical_scrollbar or self.styles.auto_dimensions:
            self.refresh(layout=True)

    def notify_style_update(self) -> None:
        """Clear the cache of painted rows when the theme changes."""
        super().notify_style_update()
        self._painted.clear()

    def move(self, step: int) -> None:
        """Move the cursor by one item, or scroll.

        It scrolls if part of the current item is still hidden in that direction, or if the next is too far.

        Args:
            step: 1 for down, -1 for up.
        """
        names = items(self._lines)
        place = names.index(self.cursor) + step if self.cursor in names else -1
        if not 0 <= place < len(names):
            _scroll_rows(self, step * (SCROLL_STEP if names else 1))
            return
        current, target = item_rows(self._lines, self.cursor), item_rows(self._lines, names[place])
        if is_next_visible(current, target, step, self.scroll_offset.y, self.size.height):
            self.move_to(names[place])
        else:
            _scroll_rows(self, step * SCROLL_STEP)

    def move_to(self, item: str) -> None:
        """Move the cursor to an item and scroll it into view."""
        if item == self.cursor:
            return
        self._set_cursor(item)
        _scroll_to_cursor(self)
        self.post_message(self.Moved(item))

    def page_by(self, step: int) -> None:
        """Scroll by one page, keeping one row of the previous page visible.

        Args:
            step: 1 for down, -1 for up.
        """
        _scroll_rows(self, step * max(1, self.size.height - 1))

    def jump_to_end(self, *, bottom: bool) -> None:
        """Scroll to the first or last row and move the cursor to the first or last item."""
        names = items(self._lines)
        if names:
            self._set_cursor(names[-1 if bottom else 0])
            self.post_message(self.Moved(self.cursor))
        self.scroll_to(y=len(self._lines) if bottom else 0, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Return one visible row."""
        row = y + self.scroll_offset.y
        width = self._text_width
        if width != self._width:
            self._wrap()  # a page that was hidden is complete in its first frame, which precedes the resize
        if row >= len(self._lines):
            return Strip.blank(width, self.visual_style.rich_style)
        line = self._lines[row]
        selected = bool(line.item) and line.item == self.cursor
        if (strip := self._painted.get((row, selected))) is None:
            strip = self._painted[(row, selected)] = self._paint(line, selected, width)
        return strip

    def terminal_cursor(self) -> Offset | None:
        """Return the first visible row of the cursor's item on the screen; screen readers follow it."""
        place = Offset(GUTTER, max(item_rows(self._lines, self.cursor).start - self.scroll_offset.y, 0))
        return self.scrollable_content_region.offset + place if self._is_cursor_visible else None

    @property
    def text(self) -> str:
        """The page's text, for tests and for copying."""
        return "\n".join(line.content.plain for line in self._lines)

    @property
    def _text_width(self) -> int:
        """Columns of the page without the scrollbar."""
        return self.scrollable_content_region.width

    def _paint(self, line: LayoutLine, selected: bool, width: int) -> Strip:
        style = self.get_visual_style("page--cursor") if selected else self.visual_style
        mark_style = self.get_visual_style("page--mark") if selected else style
        body = Visual.to_strips(self, line.content, width - GUTTER, 1, style, pad=True)
        parts = [_gutter(self.mark if selected else " ", mark_style), *body[:1]]
        return Strip.join(parts).adjust_cell_length(width, style.rich_style)

    def _layout(self) -> None:
        self._wrap()
        self.virtual_size = self._laid_out_size
        self.refresh()

    def _wrap(self) -> None:
        """Lay out the blocks for the current width."""
        self._width = self._text_width
        self._lines = _layout_for(self._blocks, self._width - GUTTER)
        self._painted.clear()
        names = items(self._lines)
        if names and self.cursor not in names:
            self.cursor = names[0]
            if self._follows_cursor:
                self._lines = _layout_for(self._blocks, self._width - GUTTER)

    @property
    def _laid_out_size(self) -> Size:
        return Size(self._width, len(self._lines))

    def _set_cursor(self, item: str) -> None:
        """Move the cursor, and repaint what that changes."""
        old, self.cursor = self.cursor, item
        if self._follows_cursor:
            self._layout()
            return
        for rows in (item_rows(self._lines, name) for name in (old, item)):
            if rows:
                self.refresh(Region(0, rows.start - self.scroll_offset.y, self._text_width, len(rows)))

    @property
    def _is_cursor_visible(self) -> bool:
        """Whether any row of the cursor's item is visible."""
        rows = item_rows(self._lines, self.cursor)
        return bool(rows) and is_in_view(rows, self.scroll_offset.y, self.size.height)


def _scroll_to_cursor(page: Page) -> None:
    if rows := item_rows(page._lines, page.cursor):
        is_first = page.cursor == items(page._lines)[0]
        top = top_to_show(rows, page.scroll_offset.y, page.size.height, is_first=is_first)
        page.scroll_to(y=top, animate=False, force=True)


def _scroll_rows(page: Page, rows: int) -> None:
    page.scroll_to(y=page.scroll_offset.y + rows, animate=False, force=True)


def _gutter(mark: str, style: Style) -> Strip:
    """Return the gutter with a mark; without it if its colour, too, is the default one of the terminal."""
    shown = mark if style.foreground != style.background else " "
    return Strip([Segment(shown * GUTTER, style.rich_style)], GUTTER)


def _layout_for(blocks: Iterable[Block] | BlocksOf, width: int) -> list[LayoutLine]:
    """Return the rows of a page; none if it has no width yet."""
    if width <= 0:
        return []
    return layout(blocks(width) if callable(blocks) else blocks, width)
