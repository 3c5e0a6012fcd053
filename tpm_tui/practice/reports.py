"""Session reports: built from the history and written to the reports folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tpm_tui.core.reports.session_report import SessionReport, build_session_reports
from tpm_tui.practice.delivery.remarks import speaking_pace
from tpm_tui.practice.workspace import Workspace

if TYPE_CHECKING:
    from tpm_tui.storage.files.report_file import Extension


def build_reports(workspace: Workspace, sessions: Sequence[str]) -> list[SessionReport]:
    """Return the reports of some sessions, built from the history.

    Raises:
        UnknownSession: the history has no such session.
        DataFolderError: the history cannot be read.
    """
    return build_session_reports(
        workspace.store.entries(),
        sessions,
        workspace.bank,
        workspace.store.cards,
        today=workspace.today(),
        settings=workspace.plan_settings,
        zone=workspace.config.zone,
    )


def write_session_report(workspace: Workspace, session: str) -> Path:
    """Write a session's Markdown report, replacing an earlier report of the same session.

    Raises:
        WriteError: the report was not written.
    """
    from tpm_tui.exchange.session_markdown import to_markdown
    from tpm_tui.storage.files.report_file import write_report

    (report,) = build_reports(workspace, [session])
    text = to_markdown(report, workspace.bank, workspace.facts, speaking_pace(workspace))
    path = write_report(workspace.paths.reports, report.started, report.mode, report.session, text)
    workspace.last_report = path
    return path


def store_report(workspace: Workspace, report: SessionReport, text: str, extension: Extension) -> Path:
    """Write a report to the reports folder, unless one of the same answers is there; return its path.

    No report is replaced: an older one has the figures of the day on which it was written.

    Args:
        workspace: the reports folder.
        report: the report.
        text: its text.
        extension: the format of the text.

    Raises:
        WriteError: the report was not written.
    """
    from tpm_tui.storage.files.report_file import write_report
    from tpm_tui.storage.files.same_answers import has_same_answers

    return write_report(
        workspace.paths.reports,
        report.started,
        report.mode,
        report.session,
        text,
        extension,
        keep_if=lambda older: has_same_answers(older, text, extension),
    )
