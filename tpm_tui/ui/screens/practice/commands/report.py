"""Reading the report of the session, and copying its path."""

from __future__ import annotations

from tpm_tui.exchange.messages import NOTHING_TO_REPORT, copied_path_message
from tpm_tui.storage.files.untrusted import ReadError, read_bytes
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class ReportCommands:
    """Commands of the summary on the report that was written at the end."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._reports = view.practice_session.reports

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"read-report": self.read, "copy-report": self.copy_path}

    def read(self) -> None:
        """Show the report on a page."""
        from tpm_tui.ui.render.layout import paragraphs
        from tpm_tui.ui.render.text import plain
        from tpm_tui.ui.screens.dialogs.pager import PagerScreen

        path = self._reports.path
        if path is None:
            self._screen.show_notice(NOTHING_TO_REPORT)
            return
        try:
            text = read_bytes(path)[0].decode("utf-8", "replace")
        except ReadError as error:
            self._screen.show_notice(str(error), error=True)
            return
        self._screen.app.push_screen(PagerScreen(paragraphs(plain(text), gap=0)))

    def copy_path(self) -> None:
        """Send the path of the report to the terminal's clipboard."""
        path = self._reports.path
        if path is None:
            self._screen.show_notice(NOTHING_TO_REPORT)
            return
        self._screen.app.copy_to_clipboard(str(path))
        self._screen.show_notice(copied_path_message(path))
