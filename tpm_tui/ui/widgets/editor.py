"""The answer editor: Textual's text area, without what costs traffic or loses text."""

from __future__ import annotations

from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tpm_tui.ui.render.text import line


class AnswerEditor(TextArea):
    """Where the answer is typed. It tells of every change by `TextArea.Changed`."""

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:
        """
        Args:
            placeholder: the words in an empty editor.
            id: as for any widget.
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

    def put(self, text: str) -> None:
        """Show another question's draft, the cursor at its end, with no way to undo into the old one."""
        if text != self.text:
            self.load_text(text)
        self.move_cursor(self.document.end)

    def render_line(self, y: int) -> Strip:
        """One row. Where there is no column for text, Textual 8.2.8 fails to wrap the placeholder."""
        return super().render_line(y) if self.content_size.width else Strip.blank(0)

    def undo(self) -> None:
        """Undo the last change.

        Textual 8.2.8 looks up the old selection in the new, shorter text and fails after a paste of
        several lines (Textualize/textual#6686), so the selection is put to the start first.
        """
        self.set_reactive(TextArea.selection, Selection.cursor((0, 0)))
        super().undo()

    def redo(self) -> None:
        """Redo what was undone last, with the same care."""
        self.set_reactive(TextArea.selection, Selection.cursor((0, 0)))
        super().redo()
