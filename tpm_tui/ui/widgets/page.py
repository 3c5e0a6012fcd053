"""A page to read, scroll and, where it has items, move over with a cursor.

One widget for every reading surface. It paints by the line (Textual's line API), so that a long page
costs no more than what is seen of it, and remembers painted rows, so that moving the cursor repaints
two of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tpm_tui.ui.render.layout import Block, LayoutLine, item_rows, items, layout

SCROLL_STEP = 3
"""Rows by which the page scrolls where no further item is in sight."""


GUTTER = 1
"""Columns at the left, kept for the cursor's mark."""


class Page(ScrollView, can_focus=True, inherit_bindings=False):
    """Laid-out blocks with an optional cursor on one of the items; the screen around it binds the keys."""

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

    @dataclass
    class Moved(Message):
        """The cursor stands on another item."""

        page: Page
        item: str

    def __init__(self, *, id: str | None = None, mark: str = "▌") -> None:
        super().__init__(id=id)
        self.mark = mark
        self.cursor = ""
        """The item that the cursor stands on; empty on a page without items."""
        self._blocks: tuple[Block, ...] = ()
        self._lines: list[LayoutLine] = []
        self._width = 0
        self._painted: dict[tuple[int, bool], Strip] = {}

    def show(self, blocks: Iterable[Block], cursor: str | None = None, *, keep_place: bool = False) -> None:
        """Put other blocks on the page.

        Args:
            blocks: from top to bottom.
            cursor: the item to stand on; by default the old one where it still exists, else the first.
            keep_place: do not scroll, unless the cursor's item was in sight and would no longer be.
        """
        seen = self._cursor_seen
        self._blocks = tuple(blocks)
        if cursor is not None:
            self.cursor = cursor
        self._layout()
        if not keep_place:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
            if cursor is not None:
                self._keep_in_view()
        elif seen:
            self._keep_in_view()

    def on_resize(self) -> None:
        """Set the text anew for another width."""
        if self._room != self._width:
            self._layout()
            self._keep_in_view()

    def notify_style_update(self) -> None:
        """The theme changed: forget what was painted."""
        super().notify_style_update()
        self._painted.clear()

    def move(self, step: int) -> None:
        """Move the cursor by one item down (1) or up (-1), or scroll: where more of the present one is to
        be read first, and where the next one is far off."""
        names = items(self._lines)
        place = names.index(self.cursor) + step if self.cursor in names else -1
        top, height = self.scroll_offset.y, self.size.height
        if not 0 <= place < len(names):
            self._scroll_rows(step * (SCROLL_STEP if names else 1))
            return
        rows = item_rows(self._lines, names[place])
        current = item_rows(self._lines, self.cursor)
        unread = current.stop > top + height if step > 0 else current.start < top
        here = any(each.start < top + height and each.stop > top for each in (current, rows))
        near = rows.start < top + 2 * height and rows.stop > top - height
        if here and near and not unread:
            self.go(names[place])
        else:
            self._scroll_rows(step * SCROLL_STEP)

    def go(self, item: str) -> None:
        """Stand on an item and bring it into view."""
        if item == self.cursor:
            return
        old, self.cursor = self.cursor, item
        for name in (old, item):
            self._refresh_item(name)
        self._keep_in_view()
        self.post_message(self.Moved(self, item))

    def page_by(self, step: int) -> None:
        """Scroll by a screenful, less a row to hold on to."""
        self._scroll_rows(step * max(1, self.size.height - 1))

    def ends(self, *, bottom: bool) -> None:
        """Scroll to the first or the last row, cursor included."""
        self.scroll_to(y=len(self._lines) if bottom else 0, animate=False, force=True)
        names = items(self._lines)
        if names:
            old, self.cursor = self.cursor, names[-1 if bottom else 0]
            self._refresh_item(old)
            self._refresh_item(self.cursor)
            self.post_message(self.Moved(self, self.cursor))

    def render_line(self, y: int) -> Strip:
        """One visible row."""
        row = y + self.scroll_offset.y
        width = self._room
        if row >= len(self._lines):
            return Strip.blank(width, self.visual_style.rich_style)
        line = self._lines[row]
        on = bool(line.item) and line.item == self.cursor
        strip = self._painted.get((row, on))
        if strip is None:
            strip = self._paint(line, on, width)
            self._painted[(row, on)] = strip
        return strip

    @property
    def text(self) -> str:
        """What the page says, for tests and for copying."""
        return "\n".join(line.content.plain for line in self._lines)

    @property
    def _room(self) -> int:
        """Columns for text, the scrollbar's own left out."""
        return self.scrollable_content_region.width

    def _paint(self, line: LayoutLine, on: bool, width: int) -> Strip:
        style = self.get_visual_style("page--cursor") if on else self.visual_style
        mark_style = self.get_visual_style("page--mark") if on else style
        mark = Strip([Segment(self.mark if on else " " * GUTTER, mark_style.rich_style)], GUTTER)
        body = Visual.to_strips(self, line.content, width - GUTTER, 1, style, pad=True)
        return Strip.join([mark, *body[:1]]).adjust_cell_length(width, style.rich_style)

    def _layout(self) -> None:
        self._width = self._room
        self._lines = layout(self._blocks, self._width - GUTTER) if self._width > GUTTER else []
        self._painted.clear()
        names = items(self._lines)
        if self.cursor not in names:
            self.cursor = names[0] if names and not self.cursor else self.cursor if not names else names[0]
        self.virtual_size = Size(self._width, len(self._lines))
        self.refresh()

    def _refresh_item(self, item: str) -> None:
        rows = item_rows(self._lines, item)
        if rows:
            self.refresh(Region(0, rows.start - self.scroll_offset.y, self._room, len(rows)))

    def _scroll_rows(self, rows: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    @property
    def _cursor_seen(self) -> bool:
        """Whether any row of the cursor's item is in sight."""
        rows, top = item_rows(self._lines, self.cursor), self.scroll_offset.y
        return bool(rows) and rows.start < top + self.size.height and rows.stop > top

    def _keep_in_view(self) -> None:
        rows = item_rows(self._lines, self.cursor)
        if not rows:
            return
        top, height = self.scroll_offset.y, self.size.height
        first = 0 if self.cursor == items(self._lines)[0] and rows.stop <= height else rows.start
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif rows.stop > top + height:
            self.scroll_to(y=min(rows.start, rows.stop - height), animate=False, force=True)
