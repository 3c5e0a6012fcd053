"""The report of a session, and the earlier reports that it makes out of date."""

from __future__ import annotations

from pathlib import Path

from tpm_tui.core.cards.events import Review
from tpm_tui.core.session.session import Session
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import read_errors_as_write_errors


class SessionReports:
    """Writes a session's report, and rewrites those of other sessions after an undo or redo."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.path: Path | None = None
        """Where the session's report was written, if it was."""
        self._stale: set[str] = set()
        """Earlier sessions whose reports are out of date."""

    def mark_stale(self, review: Review | None, session: Session) -> None:
        """Record that a grade was undone or redone; this session's own report is written anyway."""
        if review is not None and review.session != session.id:
            self._stale.add(review.session)

    def write(self, session: Session) -> Path | None:
        """Write the report from the history so far; return None if nothing was graded.

        Raises:
            WriteError: a report was not written.
        """
        own = bool(session.reviews) or self.path is not None
        if not own and not self._stale:
            return None
        from tpm_tui.practice.reports import write_session_report

        with read_errors_as_write_errors("The report was not saved"):
            for stale in sorted(self._stale):
                write_session_report(self._workspace, stale)
                self._stale.remove(stale)
            if own:
                self.path = write_session_report(self._workspace, session.id)
        return self.path
