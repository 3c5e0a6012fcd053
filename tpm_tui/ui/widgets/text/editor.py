"""The answer editor: Textual's text area with less traffic and with fixes for lost text.

A key repaints only the cells that it changed, and the terminal draws the cursor. Textual 8.2.8 repaints the
whole text area, and does work on every key that grows with the text; this module works around that through
private methods and attributes of the text area.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from textual.binding import Binding
from textual.content import Content
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.events import Key, Paste
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Location, Selection

from tpm_tui.core.text.sanitize import clean
from tpm_tui.core.text.size import MAX_TEXT_BYTES, byte_size, cut_text
from tpm_tui.ui.render.text import line
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.text.editor_rows import (
    EditorRow,
    RowStyles,
    cell_of,
    editor_row,
    paint_row,
)
from tpm_tui.ui.widgets.text.painted_rows import PaintedRows
from tpm_tui.ui.widgets.text.text_entry import typed_text

OTHER_KEYS = ("undo", "redo")
"""Actions of the text area that have other keys here: ctrl+z, its undo, suspends a program."""

OnEdit = Callable[[], None] | None
"""What is called after a change."""


class AnswerEditor(TextArea, inherit_bindings=False):
    """Text area for the answer. It calls a function on every change by the learner."""

    BINDINGS = [
        *(each for each in TextArea.BINDINGS if isinstance(each, Binding) and each.action not in OTHER_KEYS),
        # Textual's default moves the focus, so that the letters that follow would be commands.
        Binding("shift+tab", "unindent", show=False),
        Binding("ctrl+home", "go_to_edge(False)", show=False),
        Binding("ctrl+end", "go_to_edge(True)", show=False),
    ]

    selection: Reactive[Selection] = reactive(Selection(), init=False, always_update=True, repaint=False)
    """The cursor and what is selected. A change refreshes only the cells that look different."""

    def __init__(self, placeholder: str, on_edit: OnEdit = None, *, id: str | None = None) -> None:
        """
        Args:
            placeholder: the text shown in an empty editor.
            on_edit: called at once after every change by the learner.
            id: the widget's id.
        """
        super().__init__(
            id=id,
            placeholder=line(placeholder),
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False
        # `on_edit` replaces it: posting it would take 6 % of the time of a typed character.
        self.disable_messages(TextArea.Changed)
        self._on_edit = on_edit
        self._bytes = 0
        """The size of the text."""
        self._loaded = ("", "")
        """The draft that was loaded, and how the editor, which changes unusual line breaks, returns it."""
        self._painted = PaintedRows()
        self._row_styles: RowStyles | None = None
        """The colours; None after they changed."""

    def on_unmount(self) -> None:
        """Remove the watcher of the app's theme, which would keep the closed screen in memory."""
        _remove_theme_watcher(self)

    def action_unindent(self) -> None:
        """Do nothing: a tab is text, and escape leaves the editor."""

    def action_go_to_edge(self, end: bool) -> None:
        """Go to the start or the end of the text."""
        self.move_cursor(self.document.end if end else (0, 0))

    def action_copy(self) -> None:
        """Copy the selected text, and show how much was sent to the terminal."""
        _copy_selection(self)

    def load_draft(self, text: str) -> None:
        """Show another question's draft with the cursor at its end, and clear the undo history."""
        if text != self.text:
            self.load_text(text)
        self._loaded = text, self.text
        self._bytes = byte_size(text)
        self.move_cursor(self.document.end)

    @property
    def draft(self) -> str:
        """The text as it is now; exactly the loaded draft if nothing was typed."""
        draft, unchanged = self._loaded
        return draft if self.text == unchanged else self.text

    def text_of(self, key: Key) -> str:
        """Return the text that a key types, with Enter as a line end; none while the editor is read-only."""
        return "" if self.read_only else typed_text(key)

    def type_text(self, text: str) -> None:
        """Insert typed text at the cursor, as far as the answer does not become too long."""
        self._insert(_fitting(self, text))

    def append_text(self, text: str) -> None:
        """Insert text at the end, in a line of its own."""
        self.move_cursor(self.document.end)
        self.type_text(f"\n{text}" if self.text and not self.text.endswith("\n") else text)

    def edit(self, edit: Edit) -> EditResult:
        """Perform an edit."""
        self._painted.note_edit(edit.top[0])
        result = super().edit(edit)
        self._bytes += byte_size(edit.text) - byte_size(result.replaced_text)
        self._announce_edit()
        return result

    def undo(self) -> None:
        """Undo the last change.

        Textual 8.2.8 looks up the old selection in the new, shorter text and fails after a paste of
        several lines (Textualize/textual#6686), so the selection is moved to the start first.
        """
        self.set_reactive(TextArea.selection, Selection.cursor((0, 0)))
        super().undo()
        self._count_again()

    def redo(self) -> None:
        """Redo the last undone change, with the same workaround."""
        self.set_reactive(TextArea.selection, Selection.cursor((0, 0)))
        super().redo()
        self._count_again()

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        row = next(_visible_rows(self, range(y, y + 1)))
        self._painted.remember(y, row)
        width = self.scrollable_content_region.width
        if not width:  # Textual 8.2.8 fails to wrap the placeholder
            return Strip.blank(0)
        if row.hint:
            return super().render_line(y)
        return paint_row(row, self._styles, width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows of the widget; unlike the text area, without preparing its colours again."""
        return super(TextArea, self).render_lines(crop)

    def notify_style_update(self) -> None:
        """Compute the colours again after a change of the theme or the focus."""
        super().notify_style_update()
        self._row_styles = None

    def terminal_cursor(self) -> Offset | None:
        """Return where the terminal draws its cursor on the screen; None if that is not visible."""
        region = self.scrollable_content_region
        place = cell_of(self.wrapped_document, self.cursor_location) - self.scroll_offset + region.offset
        return place if region.contains_point(place) else None

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """Return None: in prose no bracket is highlighted, and the search may read the whole text."""
        return None

    @property
    def _draw_cursor(self) -> bool:
        """Whether to paint a cursor; never, because the terminal draws its own."""
        return False

    @property
    def _styles(self) -> RowStyles:
        if self._row_styles is None:
            selection = self.get_component_rich_style("text-area--selection")
            self._row_styles = RowStyles(self.rich_style, selection)
        return self._row_styles

    def _watch_selection(self, previous_selection: Selection, selection: Selection) -> None:
        """Scroll to the cursor, and refresh the cells that the change of text or selection concerns."""
        if not self.is_mounted:
            return
        self.app.clear_selection()
        _, _, width, height = self.scrollable_content_region
        top, painted = self.scroll_offset.y, self._painted
        _scroll_to_cursor(self, height)
        first = 0
        if top == self.scroll_offset.y:
            first = painted.first_to_compare(self.wrapped_document, previous_selection, selection) - top
        visible = range(max(first, 0), height)
        painted.end_comparison()
        for region in painted.changed_regions(zip(visible, _visible_rows(self, visible), strict=True), width):
            # As `refresh`, but what is cached of sizes and styles is kept: it did not change.
            self._set_dirty(region)
            self._repaint_required = True
            self.check_idle()

    def _refresh_size(self) -> None:
        """Update the size, without counting the rows of each line of the text."""
        self.virtual_size = Size(0, len(self.wrapped_document._offset_to_line_info))
        self._refresh_scrollbars()

    async def _on_paste(self, event: Paste) -> None:
        """Insert pasted text, if the answer does not become too long.

        Textual would focus the editor again a moment later, although a key may have left it by then.
        """
        event.prevent_default()
        if self.read_only:
            return
        event.stop()
        text = clean(event.text)
        if _fitting(self, text) == text:
            self._insert(text)

    def _insert(self, text: str) -> None:
        if text and self._replace_via_keyboard(text, *self.selection):
            self.history.checkpoint()

    def _count_again(self) -> None:
        self._bytes = byte_size(self.text)
        self._announce_edit()

    def _announce_edit(self) -> None:
        if self._on_edit is not None:
            self._on_edit()


def _visible_rows(editor: AnswerEditor, visible: range) -> Iterator[EditorRow]:
    """Yield what visible rows show now."""
    document = editor.document
    if document.line_count == 1 and not document.get_line(0) and editor.placeholder:
        yield from _hint_rows(str(editor.placeholder), visible, editor.content_size.width)
        return
    wrapped, selection, top = editor.wrapped_document, editor.selection, editor.scroll_offset.y
    for y in visible:
        yield editor_row(wrapped, selection, y + top)


def _scroll_to_cursor(editor: AnswerEditor, height: int) -> None:
    """Scroll to the cursor, unless its row is visible already: that would be slow for each key."""
    editor._cursor_offset = editor.wrapped_document.location_to_offset(editor.cursor_location)
    if not 0 <= editor._cursor_offset[1] - editor.scroll_offset.y < height:
        editor.scroll_cursor_visible()


def _copy_selection(editor: AnswerEditor) -> None:
    from tpm_tui.ui.terminal.clipboard import copy_text

    if selected := editor.selected_text:
        editor.post_message(NoticeRequested(copy_text(editor.app, "the selection", selected).notice))
    else:
        editor.app.action_help_quit()  # what ctrl+c does elsewhere


def _fitting(editor: AnswerEditor, text: str) -> str:
    """Return the beginning of a text that can still be inserted; show a notice if that is not all."""
    free = MAX_TEXT_BYTES - editor._bytes + byte_size(editor.selected_text)
    if byte_size(text) <= free:
        return text
    from tpm_tui.exchange.messages import TEXT_TOO_LONG

    editor.post_message(NoticeRequested(TEXT_TOO_LONG))
    return cut_text(text, free)


def _remove_theme_watcher(editor: AnswerEditor) -> None:
    """Remove what Textual 8.2.8 registers at the app for each text area and never removes."""
    watchers: dict[str, list[tuple[object, object]]] = getattr(editor.app, "__watchers", {})
    if "theme" in watchers:
        watchers["theme"] = [each for each in watchers["theme"] if each[0] is not editor]


def _hint_rows(hint: str, visible: range, width: int) -> Iterator[EditorRow]:
    """Yield the rows of an empty editor, which shows a hint."""
    height = _rows_of_placeholder(hint, width)
    for y in visible:
        yield EditorRow(hint=hint) if y < height else EditorRow()


@lru_cache(maxsize=4)
def _rows_of_placeholder(placeholder: str, width: int) -> int:
    """Return the number of rows of a placeholder."""
    return len(Content(placeholder).wrap(max(1, width)))
