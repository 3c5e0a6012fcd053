"""The stored reports: a list, and each report to read, copy its path, or open in the editor."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from textual.binding import Binding

from tpm_tui.core.text.file_names import printable_line
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.documents.stored_reports import StoredReport, list_reports, read_report
from tpm_tui.storage.files.errors import DataFolderError, StorageError
from tpm_tui.ui.pages.reports import WRITE_NOW, report_list_blocks
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.dialogs.pager import PAGER_KEYS, PagerScreen
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey

REPORT_KEYS = (FooterKey("y", "copy path"), FooterKey("e", "edit"))
"""The keys for one report."""
NO_REPORT_CHOSEN = "Choose a report first, with j and k."


class ReportPager(PagerScreen):
    """A pager with keys for a report: copy its path, open it in the editor."""

    BINDINGS = [Binding("y", "copy", "copy path"), Binding("e", "edit", "edit")]

    def __init__(self, workspace: Workspace, blocks: list[Block]) -> None:
        """
        Args:
            workspace: the settings, with the editor.
            blocks: the page.
        """
        super().__init__(blocks)
        self.workspace = workspace

    @property
    def report_path(self) -> Path | None:
        """The report that the keys are for; None if there is none."""
        raise NotImplementedError

    def on_key(self) -> None:
        """Hide the notice."""
        self.footer.hide_notice()

    def action_copy(self) -> None:
        """Copy the path of the report."""
        from tpm_tui.ui.terminal.clipboard import copy_text

        if (path := self.report_path) is None:
            self.footer.show_notice(NO_REPORT_CHOSEN)
            return
        result = copy_text(self.app, "the path", printable_line(str(path)))
        self.footer.show_notice(result.notice, error=not result.is_sent)

    def action_edit(self) -> None:
        """Open the report in the external editor, then show it again."""
        from tpm_tui.ui.terminal.external_editor import run_editor

        if (path := self.report_path) is None:
            self.footer.show_notice(NO_REPORT_CHOSEN)
            return
        editor = self.workspace.config.find_editor(os.environ)
        if failure := run_editor(self.app, editor, path):
            self.footer.show_notice(failure, error=True)
        else:
            self.show_again()

    def show_again(self) -> None:
        """Read again what is shown, after the report was edited."""


class ReportsScreen(ReportPager):
    """The list of stored reports."""

    BINDINGS = [Binding("enter,space", "open", "read", priority=True)]

    def __init__(self, workspace: Workspace, write_now: Callable[[], str] | None = None) -> None:
        """
        Args:
            workspace: the reports folder.
            write_now: writes the report of the running session and returns a notice; None without a session.
        """
        super().__init__(workspace, [])
        self._write_now = write_now
        self._reports: tuple[StoredReport, ...] = ()
        self._error = ""
        self._list()
        self.keys = (PAGER_KEYS[0], FooterKey("enter", "read"), *REPORT_KEYS, *PAGER_KEYS[1:3])

    def on_mount(self) -> None:
        """Report that the folder cannot be listed."""
        if self._error:
            self.footer.show_notice(self._error, error=True)

    @property
    def report_path(self) -> Path | None:
        """The report under the cursor."""
        item = self.query_one(Page).cursor
        return self._reports[int(item)].path if item.isdigit() else None

    def action_open(self) -> None:
        """Read the report under the cursor, or write that of the session."""
        if self.query_one(Page).cursor == WRITE_NOW:
            self._write()
        elif (path := self.report_path) is not None:
            try:
                blocks = read_blocks(path)
            except DataFolderError as error:
                self.footer.show_notice(str(error), error=True)
            else:
                self.app.push_screen(ReportScreen(self.workspace, path, blocks))

    def show_again(self) -> None:
        """List the reports again."""
        self._list()
        self.query_one(Page).show(self.blocks, keep_scroll=True)

    def _write(self) -> None:
        assert self._write_now is not None
        try:
            notice = self._write_now()
        except StorageError as error:
            self.footer.show_notice(str(error), error=True)
            return
        self.show_again()
        self.footer.show_notice(notice)

    def _list(self) -> None:
        folder = self.workspace.paths.reports
        try:
            self._reports = list_reports(folder)
        except DataFolderError as error:
            self._error = str(error)
        self.blocks = report_list_blocks(self._reports, str(folder), can_write=self._write_now is not None)


class ReportScreen(ReportPager):
    """One report."""

    def __init__(self, workspace: Workspace, path: Path, blocks: list[Block]) -> None:
        """
        Args:
            workspace: the settings, with the editor.
            path: the report.
            blocks: its text.
        """
        super().__init__(workspace, blocks)
        self._path = path
        self.keys = (PAGER_KEYS[0], *REPORT_KEYS, *PAGER_KEYS[1:])

    @property
    def report_path(self) -> Path:
        """This report."""
        return self._path

    def show_again(self) -> None:
        """Read the report again."""
        try:
            self.blocks = read_blocks(self._path)
        except DataFolderError as error:
            self.footer.show_notice(str(error), error=True)
        else:
            self.query_one(Page).show(self.blocks, keep_scroll=True)


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
