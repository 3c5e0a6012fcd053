"""The editor of the learner's own note on a question."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Static

from tpm_tui.core.bank.question import Question
from tpm_tui.ui.render.text import join
from tpm_tui.ui.unsaved_text import TextSource, register_text, release_text
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text

NOTE_PLACEHOLDER = "Your own story, your version of the answer, figures to have ready."


class NoteScreen(ModalScreen[bool]):
    """The note editor; its result is whether to save the note as typed."""

    BINDINGS = [
        Binding("escape,f2", "close(True)", "save", priority=True),
        Binding("ctrl+j", "close(True)", "save", priority=True),
        Binding("ctrl+g", "close(False)", "discard changes", priority=True),
    ]

    def __init__(
        self, question: Question, note: str, write: Callable[[str], None], on_typed: Callable[[], None]
    ) -> None:
        """
        Args:
            question: the question that the note is on.
            note: the initial text.
            write: called with the text after a change and before it is saved; may be called in any thread.
            on_typed: called after every change, so that a draft is saved.
        """
        super().__init__()
        self.question = question
        self.note = note
        self.editor = AnswerEditor(NOTE_PLACEHOLDER, id="editor")
        self._write = write
        self._on_typed = on_typed
        self._text = TextSource(self.read_editor)

    def compose(self) -> ComposeResult:
        """Create the question's label, the editor and the footer."""
        title = join(("YOUR NOTE", "$dim"), "  ", (self.question.label, "bold"))
        yield Static(title, id="label", markup=False)
        yield self.editor
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Load the note and put the cursor at its end."""
        with self.prevent(AnswerEditor.Changed):
            self.editor.load_draft(self.note)
        self.editor.focus(scroll_visible=False)
        register_text(self.app, self._text)

    def on_unmount(self) -> None:
        """Release the text: the note was saved or discarded."""
        release_text(self.app, self._text)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        keys = [
            FooterKey("esc", "save"),
            FooterKey("^G", "discard changes"),
            FooterKey("", "an empty note is removed"),
        ]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def read_editor(self) -> None:
        """Pass the text to the session."""
        self._write(self.editor.draft)

    @on(AnswerEditor.Changed)
    def pass_on_change(self) -> None:
        """Pass the new text to the session, which saves it soon."""
        self.read_editor()
        self._on_typed()

    def action_close(self, save: bool) -> None:
        """Close the editor.

        Args:
            save: save the note, or discard the changes.
        """
        self.read_editor()
        self.dismiss(save)
