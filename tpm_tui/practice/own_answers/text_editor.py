"""Editing a text of the learner's own on a question, from the first key to the entry in the history."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from tpm_tui.core.text.sanitize import clean
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import read_errors_as_write_errors
from tpm_tui.storage.progress.drafts import Drafts


class OwnTextEditor(ABC):
    """Editor of one text at a time. Until it is saved, what was typed is a draft."""

    PREFIX: ClassVar[str]
    """Begins the names of the editor's draft files, one letter."""
    NOT_SAVED: ClassVar[str]
    """What was not saved if the history cannot be read."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._writer = f"{self.PREFIX}{workspace.new_id()}"
        """Distinguishes the draft files of this process from those of others."""
        self._question = ""
        """The question whose text is open; empty if none is."""
        self._text = ""
        self._text_on_disk = ""
        self._parents: dict[str, int] = {}
        """The drafts that the open text continues."""

    @property
    @abstractmethod
    def _drafts(self) -> Drafts:
        """Where the drafts are stored."""

    @abstractmethod
    def saved_text(self, question: str) -> str:
        """Return the text in the history; empty if there is none.

        Raises:
            DataFolderError: the history cannot be read.
        """

    @abstractmethod
    def _commit(self, question: str, text: str) -> None:
        """Append a text to the history.

        Raises:
            WriteError: it was not written.
        """

    def open(self, question: str) -> str:
        """Open the text on a question and return it: the unsaved draft if there is one, else the saved text.

        A kill right after a save leaves a draft equal to the saved text; such a draft is ignored.

        Raises:
            DataFolderError: the history cannot be read.
        """
        found = self._drafts.newest_drafts().get(question)
        self._question, self._parents = question, found.parents if found else {}
        saved = self.saved_text(question)
        is_newer = found is not None and found.text.strip() != saved.strip()
        self._text = self._text_on_disk = found.text if found is not None and is_newer else saved
        return self._text

    def write(self, text: str) -> None:
        """Set the text typed so far. `save_draft` makes it survive a kill, `save` writes the history."""
        self._text = text

    def save_draft(self) -> None:
        """Write the typed text to the draft file if it changed.

        Raises:
            WriteError: the draft was not written; the text stays in the editor.
        """
        if self._question and self._text != self._text_on_disk:
            self._drafts.save(self._question, self._writer, self._text, self._parents)
            self._text_on_disk = self._text

    def discard(self) -> None:
        """Close the editor without saving: the saved text stays as it was."""
        if self._question:
            self._close()

    def save(self) -> bool:
        """Append the text to the history and close the editor.

        Returns:
            False if the text is unchanged or none is open.

        Raises:
            WriteError: the text was not written; it stays in the editor for another try.
        """
        if not self._question:
            return False
        question, text = self._question, clean(self._text).strip()
        with read_errors_as_write_errors(self.NOT_SAVED):
            changed = text != self.saved_text(question).strip()
        if changed:
            self._commit(question, text)
        self._close()
        return changed

    def _close(self) -> None:
        self._drafts.discard(self._question, self._writer, self._parents)
        self._workspace.store.live_sessions.release(self._writer)
        self._question = ""
