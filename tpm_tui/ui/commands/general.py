"""Help, redrawing the screen, and going back to the shell."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.app import App

from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.keys.keymap import Keymap


class GeneralHost(Protocol):
    """What these commands need of the screen: `ActionScreen`, which creates them, satisfies it."""

    keymap: Keymap

    @property
    def app(self) -> App[object]:
        """The running app."""
        ...

    @property
    def scope(self) -> Scope:
        """The current scope."""
        ...


@runtime_checkable
class Repaints(Protocol):
    """An app that can paint the whole screen again."""

    def repaint(self) -> None:
        """Paint the whole screen again, whatever the terminal shows."""
        ...


class GeneralCommands:
    """Commands that every screen with actions has."""

    def __init__(self, screen: GeneralHost) -> None:
        self._screen = screen

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "help": self.show_help,
            "redraw": self.redraw,
            "suspend-app": self.suspend,
        }

    def show_help(self) -> None:
        """Show all keys; from a page on top of the screen, those of the page first."""
        from tpm_tui.ui.screens.dialogs.help import HelpScreen
        from tpm_tui.ui.screens.dialogs.pager import PagerScreen

        top: object = self._screen.app.screen
        page_keys = top.keys if isinstance(top, PagerScreen) else ()
        self._screen.app.push_screen(HelpScreen(self._screen.keymap, self._screen.scope, page_keys))

    def suspend(self) -> None:
        """Stop the app and go back to the shell."""
        self._screen.app.action_suspend_process()

    def redraw(self) -> None:
        """Redraw the screen."""
        app: object = self._screen.app
        if isinstance(app, Repaints):
            app.repaint()
