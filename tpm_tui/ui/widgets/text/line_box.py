"""A box for one line of text."""

from __future__ import annotations

from textual.events import Key, Paste
from textual.geometry import Offset
from textual.widgets import Input

from tpm_tui.core.text.sanitize import clean
from tpm_tui.ui.render.text import clean_row
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.text.text_entry import LINE_END_KEYS, typed_text

MAX_LINE = 10_000
"""Characters of a line; a longer one is refused."""

LINE_TOO_LONG = f"Not inserted: a line has at most {MAX_LINE:,} characters."


class LineBox(Input):
    """A box for one line of text, with the terminal's cursor. Line ends of pasted text become spaces."""

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        """
        Args:
            text: the initial text.
            placeholder: shown while the box is empty.
            id: the widget's id.
        """
        super().__init__(clean_row(text), placeholder, compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False
        self.set_reactive(Input._cursor_visible, False)

    def terminal_cursor(self) -> Offset | None:
        """Return where the terminal draws its cursor on the screen; None if that is not visible."""
        region = self.content_region
        column = self._position_to_cell(self.cursor_position) - self.scroll_offset.x
        place = region.offset + Offset(column, 0)
        return place if region.contains_point(place) else None

    def text_of(self, key: Key) -> str:
        """Return the character of a key; a tab is a space."""
        return "" if key.key in LINE_END_KEYS else clean_row(typed_text(key))

    def type_text(self, text: str) -> None:
        """Insert text at the cursor, or in place of the selection."""
        if len(self.value) + len(text) > MAX_LINE:
            self.post_message(NoticeRequested(LINE_TOO_LONG))
        elif self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    def _validate__cursor_visible(self, visible: bool) -> bool:
        """Never paint a cursor."""
        return False

    def _on_paste(self, event: Paste) -> None:
        """Insert all lines: Textual would insert only the first."""
        event.stop()
        event.prevent_default()
        self.type_text(clean_row(clean(event.text).strip("\n")))
