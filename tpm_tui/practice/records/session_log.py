"""The start and end entries of a session in the history."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from tpm_tui.core.cards.events import SessionEnd, SessionStart
from tpm_tui.core.session.session import Session
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.lock import SHORT_TIMEOUT


class SessionLog:
    """Writes that a session started, with its first draft or grade, and that it ended."""

    def __init__(self, workspace: Workspace, queue: Sequence[str]) -> None:
        """
        Args:
            workspace: the progress and the clock.
            queue: the questions that the session started with.
        """
        self._workspace = workspace
        self._queue = tuple(queue)
        self._started = False
        """Whether the history has the start entry."""
        self._draft_tried = False
        """Whether writing that entry was already tried for a draft."""

    def start(self, session: Session, day: date, timeout: float | None = None) -> None:
        """Write the start entry, once.

        Args:
            session: the session.
            day: the study day on which its current question was shown.
            timeout: seconds to wait for the lock; by default that of the store.

        Raises:
            WriteError: it was not written.
        """
        if self._started:
            return
        entry = SessionStart(
            id=self._workspace.new_id(),
            at=session.started,
            day=day,
            session=session.id,
            mode=session.mode,
            queue=self._queue,
            form=session.form,
        )
        self._workspace.store.live_sessions.claim(session.id)
        self._workspace.store.commit(entry, timeout)
        self._started = True

    def start_for_draft(self, session: Session, day: date) -> None:
        """Write the start entry, so that a session with a draft can be resumed.

        Best effort: waits only `SHORT_TIMEOUT` for the lock, once; it is retried on the first grade and by
        `retry_for_draft`.
        """
        if not self._draft_tried:
            self._draft_tried = True
            self.retry_for_draft(session, day)

    def retry_for_draft(self, session: Session, day: date) -> None:
        """Try again, if the session has had a draft."""
        if self._draft_tried:
            with suppress(WriteError):
                self.start(session, day, SHORT_TIMEOUT)

    def continue_session(self) -> None:
        """Record that the history has the start entry already: an unfinished session was resumed."""
        self._started = self._draft_tried = True

    def end(self, session: Session) -> None:
        """Write the end entry, if the session was started. A grade given later starts it again.

        Raises:
            WriteError: it was not written.
        """
        if self._started:
            workspace = self._workspace
            entry = SessionEnd(**entry_header(workspace), session=session.id)
            workspace.store.commit(entry)
            self._started = False
        self._draft_tried = False
