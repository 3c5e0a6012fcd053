"""The drafts of a session: which text is on disk, and which earlier drafts it continues."""

from __future__ import annotations

from datetime import datetime

from tpm_tui.core.session.answer_state import AnswerState, answer_state
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
        for draft in list(found.values()):
            if not store.is_graded(draft.question, draft.session, draft.text):
                continue
            del found[draft.question]
            self._drafts.discard(draft.question, "", draft.parents)
        self.texts: dict[str, str] = {question: draft.text for question, draft in found.items() if draft.text}
        """The draft on disk, by question id."""
        self._found_states = {
            question: (draft.session, state)
            for question, draft in found.items()
            if (state := draft.answer_state) is not None
        }
        self.states: dict[str, AnswerState] = {
            question: kept
            for question, (_, state) in self._found_states.items()
            if question in self.texts and (kept := state.without_reveal) is not None
        }
        """What is known besides the text of an answer, by question id. A reveal, and an answer without text,
        belong to their session until that is resumed."""
        self._parent_drafts = {question: draft.parents for question, draft in found.items()}
        self.deleted: dict[str, str] = self._drafts.deleted_texts()
        """The text that was deleted last, by question id; it can be restored until the question is graded."""
        self.open_elsewhere = frozenset(self._drafts.open_elsewhere())
        """Questions with a draft in a session that was open in another process at the start."""

    def save(self, session: Session, now: datetime) -> bool:
        """Write the drafts that differ from the files; return whether there was something to save.

        Args:
            session: the session with the answers.
            now: the current time, for the seconds of an answer that is being spoken.

        Raises:
            WriteError: the disk cannot be written; a second call saves what is missing.
        """
        is_saved = False
        answered = {*session.drafts, *session.spoken, *session.stories, session.current}
        for question in {*answered, *self.texts, *self.states} - {""}:
            text = answer_text(session.drafts.get(question, ""))
            state = answer_state(session, question, now)
            before = self.texts.get(question, "")
            if (before, self.states.get(question)) == (text, state):
                continue
            parents = self._parent_drafts.get(question)
            if before and not text:
                self._drafts.delete_text(question, session.id, parents)
                self.deleted[question] = before
            if text or state is not None:
                self._drafts.save(question, session.id, text, parents, state)
                is_saved = True
            elif not before:
                self._drafts.discard(question, session.id, parents)
            self.texts[question] = text
            self._set_state(question, state)
        return is_saved

    def _set_state(self, question: str, state: AnswerState | None) -> None:
        if state is None:
            self.states.pop(question, None)
        else:
            self.states[question] = state

    def discard(self, question: str, session: str) -> None:
        """Delete the draft of a graded answer, and the drafts that it continues."""
        self._drafts.discard(question, session, self._parent_drafts.pop(question, None))
        self.texts.pop(question, None)
        self.states.pop(question, None)
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
        self.states |= {q: state for q, (owner, state) in self._found_states.items() if owner == session}

    def end(self, session: str) -> None:
        """Delete the drafts without text: nothing of an answer that was only spoken is left for another day.

        Args:
            session: the session that has ended.
        """
        for question in self.states.keys() - {question for question, text in self.texts.items() if text}:
            self.discard(question, session)
        self.release()

    def release(self) -> None:
        """Make the drafts of this process available to the next session: no more text is expected."""
        self._drafts.live.release_all()
