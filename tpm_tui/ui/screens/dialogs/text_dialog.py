"""The base of the dialogs in which one text is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tpm_tui.ui.keys.bindings import KEY_ALIASES
from tpm_tui.ui.render.text import line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text
from tpm_tui.ui.widgets.text.editor import AnswerEditor


class TextDialog(Dialog[bool]):
    """An editor below a label, which notices cover until the next change. Its result is whether to save.

    A subclass has the action `close`.
    """

    BINDINGS = [
        Binding("escape,f2", "close(True)", "save", priority=True),
        Binding("ctrl+j", "close(True)", "save", priority=True),
        Binding(",".join(KEY_ALIASES["ctrl+underscore"]), "edit('undo')", "undo"),
        Binding("ctrl+y", "edit('redo')", "redo"),
    ]

    def __init__(self, label: Content, placeholder: str, text: str, hints: Sequence[FooterKey]) -> None:
        """
        Args:
            label: the line above the editor.
            placeholder: the text shown in the empty editor.
            text: the initial text.
            hints: what the footer shows.
        """
        super().__init__()
        self.editor = AnswerEditor(placeholder, self.announce_edit, id="editor")
        self._label = label
        self._initial_text = text
        self._hints = hints
        self._noticed = False
        """Whether the label is covered by a notice."""

    def compose(self) -> ComposeResult:
        """Create the label, the editor and the footer."""
        yield Static(self._label, id="label", markup=False)
        yield self.editor
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Load the text and put the cursor at its end."""
        self.editor.load_draft(self._initial_text)
        self.set_focus(self.editor, scroll_visible=False)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        self.query_one(KeyBar).update(footer_text(self._hints, self.size.width - 2))

    def announce_edit(self) -> None:
        """Hide the notice. Called at once after every change."""
        if self._noticed:
            self._noticed = False
            self._show_line(self._label)

    @on(NoticeRequested)
    def show_requested_notice(self, event: NoticeRequested) -> None:
        """Show a notice in place of the label, until the next change."""
        self._noticed = True
        self._show_line(line(event.text, "$lost"))

    def action_edit(self, action: str) -> None:
        """Undo or redo a change of the text."""
        self.editor.undo() if action == "undo" else self.editor.redo()

    def _show_line(self, text: Content) -> None:
        self.query_one("#label", Static).update(text)
