"""Editing the learner's own note on a question, from the first key to the entry in the history."""

from __future__ import annotations

from tpm_tui.core.cards.events import Note
from tpm_tui.core.cards.history import note_on
from tpm_tui.core.text.sanitize import clean
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import read_errors_as_write_errors


class NoteEditor:
    """Editor of one note at a time. Until the note is saved, the typed text is a draft."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._writer = f"n{workspace.new_id()}"
        """Distinguishes the draft files of this process from those of others."""
        self._question = ""
        """The question whose note is open; empty if none is."""
        self._text = ""
        self._text_on_disk = ""
        self._parents: dict[str, int] = {}
        """The drafts that the open note continues."""

    def saved_note(self, question: str) -> str:
        """Return the note in the history; empty if there is none.

        Raises:
            DataFolderError: the history cannot be read.
        """
        return note_on(question, self._workspace.store.question_entries(question))

    def open(self, question: str) -> str:
        """Open the note on a question and return its text: the unsaved draft if there is one, else the note.

        A kill right after a save leaves a draft equal to the saved note; such a draft is ignored.

        Raises:
            DataFolderError: the history cannot be read.
        """
        found = self._workspace.store.note_drafts.newest_drafts().get(question)
        self._question, self._parents = question, found.parents if found else {}
        saved = self.saved_note(question)
        self._text = self._text_on_disk = found.text if found and found.text.strip() != saved else saved
        return self._text

    def write(self, text: str) -> None:
        """Set the text typed so far. `save_draft` makes it survive a kill, `save` makes it the note."""
        self._text = text

    def save_draft(self) -> None:
        """Write the typed text to the draft file if it changed.

        Raises:
            WriteError: the draft was not written; the text stays in the editor.
        """
        if self._question and self._text != self._text_on_disk:
            drafts = self._workspace.store.note_drafts
            drafts.save(self._question, self._writer, self._text, self._parents)
            self._text_on_disk = self._text

    def discard(self) -> None:
        """Close the editor without saving: the note stays as it was."""
        if self._question:
            self._close()

    def save(self) -> bool:
        """Append the note to the history and close the editor.

        Returns:
            False if the note is unchanged or no note is open.

        Raises:
            WriteError: the note was not written; the text stays in the editor for another try.
        """
        if not self._question:
            return False
        question, text = self._question, clean(self._text).strip()
        with read_errors_as_write_errors("The note was not saved"):
            changed = text != self.saved_note(question)
        if changed:
            workspace = self._workspace
            entry = Note(
                id=workspace.new_id(),
                at=workspace.now(),
                day=workspace.today(),
                question=question,
                text=text,
            )
            workspace.store.commit(entry)
        self._close()
        return changed

    def _close(self) -> None:
        self._workspace.store.note_drafts.discard(self._question, self._writer, self._parents)
        self._workspace.store.live_sessions.release(self._writer)
        self._question = ""
