"""The answer editor: Textual's text area with less traffic and with fixes for lost text."""

from __future__ import annotations

from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tpm_tui.ui.render.text import line


class AnswerEditor(TextArea):
    """Text area for the answer. Posts `TextArea.Changed` on every change."""

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:
        """
        Args:
            placeholder: the text shown in an empty editor.
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
        self._loaded = ("", "")
        """The draft that was loaded, and how the editor, which changes unusual line breaks, returns it."""

    def load_draft(self, text: str) -> None:
        """Show another question's draft with the cursor at its end, and clear the undo history."""
        if text != self.text:
            self.load_text(text)
        self._loaded = text, self.text
        self.move_cursor(self.document.end)

    @property
    def draft(self) -> str:
        """The text as it is now; exactly the loaded draft if nothing was typed."""
        draft, unchanged = self._loaded
        return draft if self.text == unchanged else self.text

    def render_line(self, y: int) -> Strip:
        """Return one row; blank at width 0, where Textual 8.2.8 fails to wrap the placeholder."""
        return super().render_line(y) if self.content_size.width else Strip.blank(0)

    def undo(self) -> None:
        """Undo the last change.

        Textual 8.2.8 looks up the old selection in the new, shorter text and fails after a paste of
        several lines (Textualize/textual#6686), so the selection is moved to the start first.
        """
        self.set_reactive(TextArea.selection, Selection.cursor((0, 0)))
        super().undo()

    def redo(self) -> None:
        """Redo the last undone change, with the same workaround."""
        self.set_reactive(TextArea.selection, Selection.cursor((0, 0)))
        super().redo()
