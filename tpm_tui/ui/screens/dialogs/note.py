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

PLACEHOLDER = "A story of your own, your version of the answer, figures to have ready."


class NoteScreen(ModalScreen[bool]):
    """Gives whether the note is to be kept as it was typed."""

    BINDINGS = [
        Binding("escape,f2", "close(True)", "keep", priority=True),
        Binding("ctrl+j", "close(True)", "keep", priority=True),
        Binding("ctrl+g", "close(False)", "drop changes", priority=True),
    ]

    def __init__(self, question: Question, note: str, typed: Callable[[str], None]) -> None:
        """
        Args:
            question: what the note is on.
            note: as it stands.
            typed: told of every change, so that none is lost with the line.
        """
        super().__init__()
        self.question = question
        self.note = note
        self.typed = typed

    def compose(self) -> ComposeResult:
        """What it is a note on, and the editor."""
        title = join(("YOUR NOTE", "$dim"), "  ", (self.question.label, "bold"))
        yield Static(title, id="label", markup=False)
        yield AnswerEditor(PLACEHOLDER, id="editor")
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Go on where the note ends."""
        with self.prevent(AnswerEditor.Changed):
            self.query_one(AnswerEditor).put(self.note)
        self.query_one(AnswerEditor).focus(scroll_visible=False)

    def on_resize(self) -> None:
        """Set the footer for the width."""
        keys = [
            FooterKey("esc", "keep"),
            FooterKey("^G", "drop changes"),
            FooterKey("", "an empty note is removed"),
        ]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    @on(AnswerEditor.Changed)
    def changed(self, event: AnswerEditor.Changed) -> None:
        """Pass on what was typed."""
        self.typed(event.text_area.text)

    def action_close(self, keep: bool) -> None:
        """Back to the question."""
        self.dismiss(keep)
