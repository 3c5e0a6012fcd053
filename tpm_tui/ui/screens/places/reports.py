"""The stored reports: a list, and each report to read, copy its path, or open in the editor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tpm_tui.exchange.messages import NOTHING_TO_REPORT
from tpm_tui.storage.documents.stored_reports import StoredReport, list_reports
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.pages.places.reports import CHEAT_SHEET_ROW, WRITE_NOW, report_list_blocks
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.places.place_screen import PlaceScreen
from tpm_tui.ui.screens.reports import ReportScreen, copy_path, edit_report, read_blocks
from tpm_tui.ui.widgets.footer import make_footer_key
from tpm_tui.ui.widgets.status import FooterKey

REPORTS_FOOTER = ("open", "copy-path", "edit", "cheat-sheet", "back", "help", "palette")
READ = "read"
"""What `open` does here, for the footer."""
NO_REPORT_CHOSEN = "Choose a report first, with j and k."


class ReportsScreen(PlaceScreen):
    """The list of stored reports; the first row writes that of the session that runs below."""

    place = "reports"
    title_text = "Reports"
    own_scope = Scope.REPORTS

    _reports: tuple[StoredReport, ...] = ()

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            **super().handlers(),
            "open": self.open_row,
            "copy-path": self.copy_path,
            "edit": self.edit_report,
            "report": self.write_report,
        }

    @property
    def report_path(self) -> Path | None:
        """The report under the cursor; None if there is none."""
        item = self.page.cursor
        return self._reports[int(item)].path if item.isdigit() else None

    async def open_row(self) -> None:
        """Read the report under the cursor or the cheat sheet, or write the report of the session.

        Raises:
            StorageError: it cannot be read or written.
        """
        if self.page.cursor == CHEAT_SHEET_ROW:
            await self.action_run(CHEAT_SHEET_ROW)
        elif self.page.cursor == WRITE_NOW:
            self.write_report()
        elif (path := self.report_path) is not None:
            self.app.push_screen(ReportScreen(self.workspace, path, read_blocks(path)))

    def write_report(self) -> None:
        """Write the report of the session below.

        Raises:
            StorageError: it cannot be written.
        """
        writer = navigation_of(self).report_writer
        notice = writer.write_report() if writer is not None else NOTHING_TO_REPORT
        self.show_place()
        self.show_notice(notice)

    def copy_path(self) -> None:
        """Copy the path of the report under the cursor."""
        if (path := self.report_path) is None:
            self.show_notice(NO_REPORT_CHOSEN)
            return
        result = copy_path(self, path)
        self.show_notice(result.notice, error=not result.is_sent)

    def edit_report(self) -> None:
        """Open the report under the cursor in the external editor."""
        if (path := self.report_path) is None:
            self.show_notice(NO_REPORT_CHOSEN)
            return
        failure = edit_report(self, self.workspace, path)
        self.show_place()
        if failure:
            self.show_notice(failure, error=True)

    def footer_keys(self) -> list[FooterKey]:
        """Return the keys of the footer."""
        labels = {"open": READ}
        return [
            make_footer_key(BY_ID[id], self.keymap, self.scope, labels.get(id, "")) for id in REPORTS_FOOTER
        ]

    def build_blocks(self) -> Sequence[Block]:
        """Return a row for each report."""
        folder = self.workspace.paths.reports
        error = ""
        try:
            self._reports = list_reports(folder)
        except DataFolderError as failure:
            self._reports, error = (), str(failure)
        writer = navigation_of(self).report_writer
        can_write = writer is not None and writer.is_running
        return report_list_blocks(self._reports, str(folder), can_write=can_write, error=error)
