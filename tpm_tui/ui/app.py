"""The app: themes, the control character filter, the command palette, and saving on exit."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from rich.text import Text
from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.settings.config import Config
from tpm_tui.storage.settings.themes import ThemeFile
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.keys.bindings import run_call
from tpm_tui.ui.render.text import ControlFilter
from tpm_tui.ui.render.theme import to_textual
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.terminal.exit_signals import ExitSignals
from tpm_tui.ui.terminal.startup import enable_garbage_collection
from tpm_tui.ui.unsaved_text import UnsavedText

STYLES = Path(__file__).parent / "styles" / "app.tcss"


class TpmApp(App[None]):
    """The only app. What it shows is in its screens; the first one stays open until it exits."""

    TITLE = "tpm-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f12"

    def __init__(
        self, workspace: Workspace, themes: dict[str, ThemeFile], first_screen: ActionScreen
    ) -> None:
        """
        Args:
            workspace: settings and paths.
            themes: themes by name; the settings select one.
            first_screen: the screen at the bottom of the stack.
        """
        # Textual loads the styles of every screen but the first.
        super().__init__(css_path=[STYLES, *first_screen.css_path])
        self.animation_level = "none"
        self.workspace = workspace
        self.first_screen = first_screen
        self.unsaved = UnsavedText()
        self._signals = ExitSignals(self, self._save_all)
        self._register_themes(themes)

    def _register_themes(self, themes: dict[str, ThemeFile]) -> None:
        """Replace Textual's themes and select the configured one."""
        for name in list(self.available_themes):
            self.unregister_theme(name)
        # Under NO_COLOR Textual renders ANSI themes black on black; it can convert the others to greys.
        usable = {name: theme for name, theme in themes.items() if not (self.no_color and theme.ansi)}
        for theme in (usable or themes).values():
            self.register_theme(to_textual(theme))
        names = (self.workspace.config.theme, Config().theme, *self.available_themes)
        chosen = next(name for name in names if name in self.available_themes)
        if self.available_themes[chosen].ansi:
            self.theme = chosen
        else:
            # Set without Textual's watcher, which would parse the style sheet twice during startup.
            self.set_reactive(TpmApp.theme, chosen)
            dark = self.available_themes[chosen].dark
            self.update_classes({"-dark-mode": dark, "-light-mode": not dark}, update=False)
            self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen."""
        return self.first_screen

    def get_driver_class(self) -> type[Driver]:
        """Return `TerminalDriver`, or Textual's default driver if `TPM_TUI_DRIVER=stock` is set."""
        if os.environ.get("TPM_TUI_DRIVER") == "stock":
            return super().get_driver_class()
        from tpm_tui.ui.terminal.driver import TerminalDriver

        return TerminalDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters plus the one that removes control characters."""
        return [*super().get_line_filters(), ControlFilter()]

    @property
    def action_screen(self) -> ActionScreen:
        """The topmost screen with actions; dialogs may be open on top of it."""
        return next(each for each in reversed(self.screen_stack) if isinstance(each, ActionScreen))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the actions available in the current scope for the command palette."""
        current = self.action_screen
        for action in BY_ID.values():
            if action.scope & current.scope and action.id != "palette":
                key = current.keymap.display_key(action, current.scope)
                run = partial(self.run_action, f"screen.{run_call(action)}")
                yield SystemCommand(f"{action.label}  {key}", action.description, run)

    def on_mount(self) -> None:
        """Install the signal handlers."""
        self._signals.install()
        self.call_after_refresh(enable_garbage_collection)

    async def action_quit(self) -> None:
        """Quit on Textual's built-in ctrl+q, which takes precedence over our binding, also in a dialog."""
        self.unsaved.read()
        await self.action_screen.action_run("quit")

    def on_unmount(self) -> None:
        """Save the typed text, however the app exits."""
        self._save_all()

    def _fatal_error(self) -> None:
        """Report an unexpected exception: one line for the user, the traceback for the log.

        Textual would print the traceback with the values of all variables, including the answer.
        """
        from tpm_tui.storage.files.log import log_error

        details = log_error(self.workspace.paths.log, traceback.format_exc())
        self.panic(Text(f"tpm-tui: internal error; {details}. Your text was saved."))

    def _save_all(self) -> None:
        """Save the typed text of all screens. Thread-safe; an error is only logged."""
        for error in self.unsaved.save():
            self.log.error(str(error))
        self._signals.confirm_saved()
