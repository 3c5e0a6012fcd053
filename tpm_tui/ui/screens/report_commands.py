"""Reading the report of a session or mock interview that has ended, and copying its path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tpm_tui.core.text.file_names import printable_line
from tpm_tui.exchange.messages import NOTHING_TO_REPORT
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen


class ReportCommands:
    """Commands on the report that was written at the end."""

    def __init__(self, screen: ActionScreen, find_path: Callable[[], Path | None]) -> None:
        """
        Args:
            screen: shows the notices.
            find_path: returns where the report is; None if there is none.
        """
        self._screen = screen
        self._find_path = find_path

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"read-report": self.read, "copy-report": self.copy_path}

    def read(self) -> None:
        """Show the report."""
        from tpm_tui.ui.screens.reports import ReportScreen, read_blocks

        path = self._find_path()
        if path is None:
            self._screen.show_notice(NOTHING_TO_REPORT)
            return
        try:
            blocks = read_blocks(path)
        except DataFolderError as error:
            self._screen.show_notice(str(error), error=True)
            return
        self._screen.app.push_screen(ReportScreen(self._screen.workspace, path, blocks))

    def copy_path(self) -> None:
        """Send the path of the report to the terminal's clipboard."""
        from tpm_tui.ui.terminal.clipboard import copy_text

        path = self._find_path()
        if path is None:
            self._screen.show_notice(NOTHING_TO_REPORT)
            return
        result = copy_text(self._screen.app, "the path", printable_line(str(path)))
        self._screen.show_notice(result.notice, error=not result.is_sent)
