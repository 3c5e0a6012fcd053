"""Editing one text of a list of the learner's own, from the first key until it is saved."""

from __future__ import annotations

from zlib import crc32

from tpm_tui.practice.stories.changes import OwnTextChanges
from tpm_tui.practice.workspace import Workspace


class ListText:
    """Edits one text at a time. Until it is saved, what is typed is a draft beside those of the notes."""

    def __init__(self, workspace: Workspace, changes: OwnTextChanges) -> None:
        """
        Args:
            workspace: the drafts.
            changes: writes the lists.
        """
        self._workspace = workspace
        self._drafts = workspace.store.note_drafts
        self._changes = changes
        self._writer = f"l{workspace.new_id()}"
        """Distinguishes the draft files of this process from those of others."""
        self._list = ""
        """The list; empty while no text is open."""
        self._old = self._text = self._text_on_disk = ""
        self._parents: dict[str, int] = {}
        """The drafts that the open text continues."""

    def open(self, name: str, old: str) -> str:
        """Open a text and return it as it was typed before, if it was not saved.

        Args:
            name: the list: `questions` or `company`.
            old: the text; empty to add one.
        """
        self._list, self._old = name, old
        found = self._drafts.newest_drafts().get(self._draft_name)
        self._parents = found.parents if found is not None else {}
        self._text = self._text_on_disk = (found.text if found is not None else "") or old
        return self._text

    def write(self, text: str) -> None:
        """Set what is typed so far."""
        self._text = text

    def save_draft(self) -> None:
        """Write what is typed to the draft file if it changed.

        Raises:
            WriteError: the draft was not written; the text stays here.
        """
        if self._list and self._text != self._text_on_disk:
            self._drafts.save(self._draft_name, self._writer, self._text, self._parents)
            self._text_on_disk = self._text

    def save(self) -> None:
        """Save the text in its list, unless it is empty or unchanged, and close.

        Raises:
            WriteError: it was not saved, and stays open; the message says what to correct.
        """
        if self._list and self._text.strip() and self._text != self._old:
            self._changes.set_text(self._list, self._old, self._text)
        self.discard()

    def discard(self) -> None:
        """Close without saving."""
        if self._list:
            self._drafts.discard(self._draft_name, self._writer, self._parents)
            self._workspace.store.live_sessions.release(self._writer)
            self._list = ""

    @property
    def _draft_name(self) -> str:
        return f"own-text-{self._list}" + (f"-{crc32(self._old.encode()):08x}" if self._old else "")
