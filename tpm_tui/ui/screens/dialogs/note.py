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

    def __init__(self, question: Question, note: str, on_change: Callable[[str], None]) -> None:
        """
        Args:
            question: the question that the note is on.
            note: the initial text.
            on_change: called with the text after every change, so that it can be saved as a draft.
        """
        super().__init__()
        self.question = question
        self.note = note
        self.on_change = on_change

    def compose(self) -> ComposeResult:
        """Create the question's label, the editor and the footer."""
        title = join(("YOUR NOTE", "$dim"), "  ", (self.question.label, "bold"))
        yield Static(title, id="label", markup=False)
        yield AnswerEditor(NOTE_PLACEHOLDER, id="editor")
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Load the note and put the cursor at its end."""
        with self.prevent(AnswerEditor.Changed):
            self.query_one(AnswerEditor).load_draft(self.note)
        self.query_one(AnswerEditor).focus(scroll_visible=False)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        keys = [
            FooterKey("esc", "save"),
            FooterKey("^G", "discard changes"),
            FooterKey("", "an empty note is removed"),
        ]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    @on(AnswerEditor.Changed)
    def pass_on_change(self, event: AnswerEditor.Changed) -> None:
        """Call `on_change` with the new text."""
        self.on_change(event.text_area.text)

    def action_close(self, save: bool) -> None:
        """Close the editor.

        Args:
            save: save the note, or discard the changes.
        """
        self.dismiss(save)
