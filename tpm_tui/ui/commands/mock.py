"""The command for a mock interview. What it needs is imported when it runs, not with all commands."""

from __future__ import annotations

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen


class MockCommands:
    """The command that opens a mock interview from any screen but a mock interview."""

    def __init__(self, screen: ActionScreen) -> None:
        self._screen = screen

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"mock": self.choose}

    def choose(self) -> None:
        """Choose a format, or the interview that was stopped; go back to one that is open below.

        Raises:
            StorageError: the file of the stopped interview cannot be read.
        """
        from tpm_tui.ui.commands.new_mock import NewMock

        NewMock(self._screen).choose()
