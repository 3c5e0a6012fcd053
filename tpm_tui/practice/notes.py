"""The learner's own note on a question: from its first key to its place in the history."""

from __future__ import annotations

from tpm_tui.core.cards.events import Note
from tpm_tui.core.cards.history import note_on
from tpm_tui.core.text.sanitize import clean
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import read_errors_as_write_errors


class NoteEditor:
    """One note at a time, as it is written. Until it is kept, what was typed is a draft of its own."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._writer = f"n{workspace.new_id()}"
        """Names the drafts of this process among those of others."""
        self._question = ""
        """The question whose note is open; none."""
        self._text = ""
        self._saved = ""
        """What of the text is on disk."""
        self._grew_from: dict[str, int] = {}

    def kept(self, question: str) -> str:
        """The note that the history holds; empty where there is none.

        Raises:
            DataFolderError: the history cannot be read.
        """
        return note_on(question, self._workspace.store.question_entries(question))

    def begin(self, question: str) -> str:
        """Open the note on a question: as far as it was typed where that was cut off, else as it was kept.

        A kill in the moment after a note was kept leaves the draft of it, which is not cut off.

        Raises:
            DataFolderError: the history cannot be read.
        """
        found = self._workspace.store.note_drafts.latest().get(question)
        self._question, self._grew_from = question, found.parents if found else {}
        kept = self.kept(question)
        self._text = self._saved = found.text if found and found.text.strip() != kept else kept
        return self._text

    def write(self, text: str) -> None:
        """The note as typed so far; `save_draft` outlives a kill, and `keep` makes it the note."""
        self._text = text

    def save_draft(self) -> None:
        """Put what was typed on disk.

        Raises:
            WriteError: it is not there; the text stays here.
        """
        if self._question and self._text != self._saved:
            drafts = self._workspace.store.note_drafts
            drafts.save(self._question, self._writer, self._text, self._grew_from)
            self._saved = self._text

    def drop(self) -> None:
        """Forget what was typed: the note stays as it was kept."""
        if self._question:
            self._close()

    def keep(self) -> bool:
        """Put the note into the history; False where that has it already, or none is open.

        Raises:
            WriteError: it is not there; the text stays here for another try.
        """
        if not self._question:
            return False
        question, text = self._question, clean(self._text).strip()
        with read_errors_as_write_errors("The note was not saved"):
            changed = text != self.kept(question)
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
        self._workspace.store.note_drafts.discard(self._question, self._writer, self._grew_from)
        self._question = ""
