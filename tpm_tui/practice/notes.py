"""Editing the learner's own note on a question."""

from __future__ import annotations

from tpm_tui.core.cards.events import Note
from tpm_tui.core.cards.history import note_on
from tpm_tui.practice.own_answers.text_editor import OwnTextEditor
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.storage.progress.drafts import Drafts


class NoteEditor(OwnTextEditor):
    """Editor of one note at a time. An empty note removes the saved one."""

    PREFIX = "n"
    NOT_SAVED = "The note was not saved"

    @property
    def _drafts(self) -> Drafts:
        return self._workspace.store.note_drafts

    def saved_text(self, question: str) -> str:
        """Return the note in the history; empty if there is none.

        Raises:
            DataFolderError: the history cannot be read.
        """
        return note_on(question, self._workspace.store.question_entries(question))

    def _commit(self, question: str, text: str) -> None:
        workspace = self._workspace
        workspace.store.commit(
            Note(
                **entry_header(workspace),
                question=question,
                text=text,
            )
        )
