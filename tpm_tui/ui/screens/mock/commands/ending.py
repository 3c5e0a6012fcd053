"""Commands at the end: whether the answers count, the report, stopping and quitting."""

from __future__ import annotations

from functools import partial

from tpm_tui.storage.files.errors import StorageError
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.mock.view import MockView


class CountingCommands:
    """The answers to the question whether the answers count in the boxes."""

    def __init__(self, screen: ActionScreen, view: MockView) -> None:
        self._screen = screen
        self._view = view
        self._mock_session = view.mock_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "mock-count": partial(self.complete, count=True),
            "mock-leave-boxes": partial(self.complete, count=False),
            "leave": self.reopen_debrief,
        }

    def complete(self, *, count: bool) -> None:
        """End the interview; with `count` the answers move boxes."""
        self._mock_session.complete(count=count)
        self._view.show_all()

    def reopen_debrief(self) -> None:
        """Go back to the debrief."""
        self._mock_session.debrief.reopen()
        self._view.show_step()


class StopCommands:
    """The commands that write the report or end the app."""

    def __init__(self, screen: ActionScreen, view: MockView) -> None:
        self._screen = screen
        self._view = view
        self._mock_session = view.mock_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "report": self.write_report,
            "mock-stop": self.go_home,
            "mock-quit": self.go_home,
            "quit": self.save_and_quit,
        }

    def write_report(self) -> None:
        """Write the report so far."""
        self._screen.show_notice(self._view.write_report())

    def save_and_quit(self) -> None:
        """Quit, to resume the interview later; after a storage error, only on the second call."""
        error = ""
        try:
            self._mock_session.save_all()
        except StorageError as storage_error:
            error = str(storage_error)
        self._screen.quit_or_warn(error)

    def go_home(self) -> None:
        """Go to Today; an interview that has not ended can be resumed from there."""
        navigation_of(self._screen).go_home()
