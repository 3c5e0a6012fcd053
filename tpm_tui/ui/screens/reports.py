"""One stored report: read it, copy its path, or open it in the editor."""

from __future__ import annotations

import os
from pathlib import Path

from textual.binding import Binding

from tpm_tui.core.text.file_names import printable_line
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.documents.stored_reports import read_report
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.dialogs.pager import PAGER_KEYS, PagerScreen
from tpm_tui.ui.terminal.clipboard import CopyResult
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey

REPORT_KEYS = (FooterKey("y", "copy path"), FooterKey("e", "edit"))
"""The keys for one report."""


class ReportScreen(PagerScreen):
    """One report."""

    BINDINGS = [Binding("y", "copy", "copy path"), Binding("e", "edit", "edit")]

    def __init__(self, workspace: Workspace, path: Path, blocks: list[Block]) -> None:
        """
        Args:
            workspace: the settings, with the editor.
            path: the report.
            blocks: its text.
        """
        super().__init__(blocks)
        self.workspace = workspace
        self._path = path
        self.keys = (PAGER_KEYS[0], *REPORT_KEYS, *PAGER_KEYS[1:])

    def on_key(self) -> None:
        """Hide the notice."""
        self.footer.hide_notice()

    def action_copy(self) -> None:
        """Copy the path of the report."""
        result = copy_path(self, self._path)
        self.footer.show_notice(result.notice, error=not result.is_sent)

    def action_edit(self) -> None:
        """Open the report in the external editor, then show it again."""
        failure = edit_report(self, self.workspace, self._path)
        if not failure:
            try:
                self.blocks = read_blocks(self._path)
            except DataFolderError as error:
                failure = str(error)
        if failure:
            self.footer.show_notice(failure, error=True)
        else:
            self.query_one(Page).show(self.blocks, keep_scroll=True)


def copy_path(screen: ReportScreen | ActionScreen, path: Path) -> CopyResult:
    """Copy the path of a report to the clipboard of the terminal."""
    from tpm_tui.ui.terminal.clipboard import copy_text

    return copy_text(screen.app, "the path", printable_line(str(path)))


def edit_report(screen: ReportScreen | ActionScreen, workspace: Workspace, path: Path) -> str:
    """Open a report in the external editor; return why that failed, or ""."""
    from tpm_tui.ui.terminal.external_editor import run_editor

    return run_editor(screen.app, workspace.config.find_editor(os.environ), path)


def read_blocks(path: Path) -> list[Block]:
    """Return a report as a page.

    Raises:
        DataFolderError: it cannot be read.
    """
    from tpm_tui.ui.pages.report_text import plain_blocks, report_blocks

    report = read_report(path)
    if path.suffix != ".md":
        return plain_blocks(report.text)
    return report_blocks(report.text, is_cut=report.is_cut)
