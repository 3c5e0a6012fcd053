"""Help, the command palette, and redrawing the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpm_tui.ui.keys.dispatch import Handlers

if TYPE_CHECKING:
    from tpm_tui.ui.screens.action_screen import ActionScreen


class GeneralCommands:
    """Commands that every screen with actions has."""

    def __init__(self, screen: ActionScreen) -> None:
        self._screen = screen

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"help": self.show_help, "palette": self.open_palette, "redraw": self.redraw}

    def show_help(self) -> None:
        """Show all keys."""
        from tpm_tui.ui.pages.help import help_blocks
        from tpm_tui.ui.screens.dialogs.pager import PagerScreen

        screen = self._screen
        screen.app.push_screen(PagerScreen(help_blocks(screen.keymap, screen.help_group)))

    def open_palette(self) -> None:
        """Open the command palette."""
        self._screen.app.action_command_palette()

    def redraw(self) -> None:
        """Redraw the screen."""
        self._screen.app.refresh(layout=True)
