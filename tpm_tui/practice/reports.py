"""Reports of sessions, made from the history and written where reports go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tpm_tui.core.reports.session_report import SessionReport, session_reports
from tpm_tui.practice.workspace import Workspace


def reports_of(workspace: Workspace, sessions: Sequence[str]) -> list[SessionReport]:
    """The reports of some sessions, as the history holds them.

    Raises:
        UnknownSession: the history holds no such session.
        DataFolderError: the history cannot be read.
    """
    return session_reports(
        workspace.store.entries(),
        sessions,
        workspace.bank,
        workspace.store.cards,
        today=workspace.today(),
        settings=workspace.plan_settings,
        zone=workspace.config.zone,
    )


def write_session_report(workspace: Workspace, session: str) -> Path:
    """Write a session's Markdown report; a report of the same session is replaced.

    Raises:
        WriteError: it could not be written.
    """
    from tpm_tui.exchange.session_markdown import to_markdown
    from tpm_tui.storage.files.report_file import write_report

    (report,) = reports_of(workspace, [session])
    return write_report(
        workspace.paths.reports, report.started, report.mode, report.session, to_markdown(report)
    )
