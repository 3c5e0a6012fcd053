"""What of a session's drafts is on disk, and which drafts of other sessions they grew from."""

from __future__ import annotations

from tpm_tui.core.session.session import Session
from tpm_tui.storage.progress.store import Store


class SessionDrafts:
    """The drafts of one session, beside the files that hold them."""

    def __init__(self, store: Store) -> None:
        """Takes up what other sessions left.

        But no answer that was graded: a kill in the moment after leaves the draft of what the history has.

        Raises:
            DataFolderError: the history cannot be read.
        """
        self._drafts = store.drafts
        found = self._drafts.latest()
        for draft in [draft for draft in found.values() if store.is_graded(draft.question, draft.text)]:
            del found[draft.question]
            self._drafts.discard(draft.question, "", draft.parents)
        self.texts: dict[str, str] = {question: draft.text for question, draft in found.items()}
        """By question: drafts as they are on disk."""
        self._grew_from = {question: draft.parents for question, draft in found.items()}

    def keep(self, session: Session) -> bool:
        """Bring the disk to what was typed; returns whether any words are there that were not before.

        Raises:
            WriteError: the disk refuses; another try saves what is missing.
        """
        typed = False
        for question in {*session.drafts, *self.texts}:
            text = session.drafts.get(question, "")
            if self.texts.get(question, "") == text:
                continue
            grew_from = self._grew_from.get(question)
            if text:
                self._drafts.save(question, session.id, text, grew_from)
            else:
                self._drafts.discard(question, session.id, grew_from)
            self.texts[question] = text
            typed = typed or bool(text)
        return typed

    def forget(self, question: str, session: str) -> None:
        """The answer is in the history: its draft goes, and those it grew from."""
        self._drafts.discard(question, session, self._grew_from.pop(question, None))
        self.texts.pop(question, None)

    def adopt(self, session: str) -> None:
        """Another session goes on as this one: its drafts are no longer another's."""
        for ancestry in self._grew_from.values():
            ancestry.pop(session, None)
