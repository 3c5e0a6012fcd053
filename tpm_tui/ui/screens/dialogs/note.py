"""The editor of the learner's own note on a question, or of their version of the answer."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from textual.binding import Binding
from textual.content import Content

from tpm_tui.core.bank.question import Question
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.dialogs.text_dialog import TextDialog
from tpm_tui.ui.widgets.status import FooterKey


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


class NoteScreen(TextDialog):
    """The note editor; its result is whether to save the note as typed."""

    BINDINGS = [Binding("ctrl+g", "close(False)", "discard changes", priority=True)]

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
        hints = [FooterKey("esc", "save"), FooterKey("^G", "discard changes"), FooterKey("", texts.if_empty)]
        super().__init__(note_label(question, texts), texts.placeholder, note, hints)
        self._on_typed = on_typed
        self._write = write

    def read_editor(self) -> None:
        """Pass the text to the session."""
        self._write(self.editor.draft)

    def announce_edit(self) -> None:
        """Save a draft soon, and hide the notice."""
        self._on_typed()
        super().announce_edit()

    def action_close(self, save: bool) -> None:
        """Close the editor.

        Args:
            save: save the note, or discard the changes.
        """
        self.read_editor()
        self.dismiss(save)
