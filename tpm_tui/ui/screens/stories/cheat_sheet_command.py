"""Opening the cheat sheet."""

from __future__ import annotations

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen


class CheatSheetCommand:
    """The command that shows the cheat sheet."""

    def __init__(self, screen: ActionScreen) -> None:
        self._screen = screen

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"cheat-sheet": self.show}

    def show(self) -> None:
        """Show the cheat sheet as of now.

        Raises:
            DataFolderError: the history cannot be read.
        """
        from tpm_tui.practice.stories.cheat_sheet import build_cheat_sheet
        from tpm_tui.ui.screens.stories.cheat_sheet import CheatSheetScreen

        workspace = self._screen.workspace
        self._screen.save()
        self._screen.app.push_screen(CheatSheetScreen(workspace, build_cheat_sheet(workspace)))
