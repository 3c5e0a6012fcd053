"""The editor of the learner's own note on a question, or of their version of the answer."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tpm_tui.core.bank.question import Question
from tpm_tui.ui.keys.bindings import KEY_ALIASES
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text
from tpm_tui.ui.widgets.text.editor import AnswerEditor


class NoteTexts(Struct, frozen=True):
    """What the editor says about the text that is edited."""

    title: str
    placeholder: str
    if_empty: str
    """What an empty text does."""


NOTE_TEXTS = NoteTexts(
    "YOUR NOTE",
    "Your own story, your version of the answer, figures to have ready.",
    "an empty note is removed",
)
VERSION_TEXTS = NoteTexts(
    "YOUR VERSION",
    "The answer as you want to give it. Later answers are compared with it.",
    "an empty version is removed",
)


def note_label(question: Question, texts: NoteTexts = NOTE_TEXTS) -> Content:
    """Return the line above the editor."""
    return join((texts.title, "$dim"), "  ", (question.label, "bold"))


class NoteScreen(Dialog[bool]):
    """The note editor; its result is whether to save the note as typed."""

    BINDINGS = [
        Binding("escape,f2", "close(True)", "save", priority=True),
        Binding("ctrl+j", "close(True)", "save", priority=True),
        Binding("ctrl+g", "close(False)", "discard changes", priority=True),
        Binding(",".join(KEY_ALIASES["ctrl+underscore"]), "edit('undo')", "undo"),
        Binding("ctrl+y", "edit('redo')", "redo"),
    ]

    def __init__(
        self,
        question: Question,
        note: str,
        write: Callable[[str], None],
        on_typed: Callable[[], None],
        texts: NoteTexts = NOTE_TEXTS,
    ) -> None:
        """
        Args:
            question: the question that the note is on.
            note: the initial text.
            write: called with the text after a change and before it is saved; may be called in any thread.
            on_typed: called at once after every change, so that a draft is saved soon.
            texts: what the editor says about the text.
        """
        super().__init__()
        self.question = question
        self.note = note
        self.texts = texts
        self.editor = AnswerEditor(texts.placeholder, self._announce_edit, id="editor")
        self._on_typed = on_typed
        self._write = write
        self._noticed = False
        """Whether the label is covered by a notice."""

    def compose(self) -> ComposeResult:
        """Create the question's label, the editor and the footer."""
        yield Static(note_label(self.question, self.texts), id="label", markup=False)
        yield self.editor
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Load the note and put the cursor at its end."""
        self.editor.load_draft(self.note)
        self.set_focus(self.editor, scroll_visible=False)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        keys = [
            FooterKey("esc", "save"),
            FooterKey("^G", "discard changes"),
            FooterKey("", self.texts.if_empty),
        ]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def read_editor(self) -> None:
        """Pass the text to the session."""
        self._write(self.editor.draft)

    def _announce_edit(self) -> None:
        """Save a draft soon, and hide the notice."""
        self._on_typed()
        if self._noticed:
            self._noticed = False
            self.query_one("#label", Static).update(note_label(self.question, self.texts))

    @on(NoticeRequested)
    def show_requested_notice(self, event: NoticeRequested) -> None:
        """Show the notice of the editor in place of the label, until the next change."""
        self._noticed = True
        self.query_one("#label", Static).update(line(event.text, "$lost"))

    def action_edit(self, action: str) -> None:
        """Undo or redo a change of the text."""
        self.editor.undo() if action == "undo" else self.editor.redo()

    def action_close(self, save: bool) -> None:
        """Close the editor.

        Args:
            save: save the note, or discard the changes.
        """
        self.read_editor()
        self.dismiss(save)
