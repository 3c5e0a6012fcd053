"""The drafts of a session: which text is on disk, and which earlier drafts it continues."""

from __future__ import annotations

from tpm_tui.core.session.scaffold import answer_text
from tpm_tui.core.session.session import Session
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.store import Store


class SessionDrafts:
    """The drafts of one session and the files that hold them."""

    def __init__(self, store: Store) -> None:
        """Load the drafts that sessions left which have ended.

        Drafts of graded answers are discarded: a kill right after a grade leaves a draft of an answer that
        the history already has.

        Raises:
            DataFolderError: the history cannot be read.
        """
        self._drafts = store.drafts
        found = self._drafts.newest_drafts()
        for draft in [draft for draft in found.values() if store.is_graded(draft.question, draft.text)]:
            del found[draft.question]
            self._drafts.discard(draft.question, "", draft.parents)
        self.texts: dict[str, str] = {question: draft.text for question, draft in found.items()}
        """The draft on disk, by question id."""
        self.stories: dict[str, str] = {
            question: draft.story for question, draft in found.items() if draft.story
        }
        """The id of the story that is used in a draft on disk, by question id."""
        self._parent_drafts = {question: draft.parents for question, draft in found.items()}
        self.deleted: dict[str, str] = self._drafts.deleted_texts()
        """The text that was deleted last, by question id; it can be restored until the question is graded."""
        self.open_elsewhere = frozenset(self._drafts.open_elsewhere())
        """Questions with a draft in a session that was open in another process at the start."""

    def save(self, session: Session) -> bool:
        """Write the drafts that differ from the files; return whether a non-empty draft was written.

        Raises:
            WriteError: the disk cannot be written; a second call saves what is missing.
        """
        typed = False
        for question in {*session.drafts, *self.texts}:
            text = answer_text(session.drafts.get(question, ""))
            story = session.stories.get(question, "") if text else ""
            if (self.texts.get(question, ""), self.stories.get(question, "")) == (text, story):
                continue
            parents = self._parent_drafts.get(question)
            if text:
                self._drafts.save(question, session.id, text, parents, story)
            else:
                self._drafts.delete_text(question, session.id, parents)
                self.deleted[question] = self.texts[question]
            self.texts[question], self.stories[question] = text, story
            typed = typed or bool(text)
        return typed

    def discard(self, question: str, session: str) -> None:
        """Delete the draft of a graded answer, and the drafts that it continues."""
        self._drafts.discard(question, session, self._parent_drafts.pop(question, None))
        self.texts.pop(question, None)
        self.stories.pop(question, None)
        self.deleted.pop(question, None)

    def adopt(self, session: str) -> None:
        """Treat the drafts of a resumed session as this session's own.

        Raises:
            WriteError: the session is open in another process.
        """
        if not self._drafts.live.claim(session):
            raise WriteError("Not resumed: this session is open in another terminal by now")
        for parents in self._parent_drafts.values():
            parents.pop(session, None)

    def release(self) -> None:
        """Make the drafts of this process available to the next session: no more text is expected."""
        self._drafts.live.release_all()
