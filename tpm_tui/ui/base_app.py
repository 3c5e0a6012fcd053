"""The base class of both apps: themes, the control character filter, signals, saving on exit.

A subclass sets the home screen and passes a function that saves the user's text when the connection drops.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import PurePath
from threading import Lock
from types import FrameType
from typing import ClassVar

from rich.text import Text
from textual.actions import ActionParseResult
from textual.app import App, SystemCommand
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import DataFolderError, WriteError
from tpm_tui.storage.settings.config import Config
from tpm_tui.storage.settings.themes import ThemeFile
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.render.text import ControlFilter
from tpm_tui.ui.render.theme import to_textual
from tpm_tui.ui.screens.main_screen import MainScreen
from tpm_tui.ui.terminal.hangup import HangupWatcher
from tpm_tui.ui.terminal.startup import enable_garbage_collection

HANGUP_SIGNALS = (signal.SIGHUP, signal.SIGTERM)
STOP_SIGNALS = (signal.SIGTSTP, signal.SIGCONT)


class BaseApp(App[None]):
    """The base of the practice app and the mock app."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "styles/app.tcss"
    TITLE = "tpm-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f12"

    home: MainScreen
    """The default screen, set by each subclass."""

    _hangup_watcher: HangupWatcher | None = None

    def __init__(self, workspace: Workspace, themes: dict[str, ThemeFile], save: Callable[[], None]) -> None:
        """
        Args:
            workspace: settings and paths.
            themes: themes by name; the settings select one.
            save: writes the typed text to disk. May raise `WriteError`.
        """
        super().__init__()
        self.animation_level = "none"
        self.workspace = workspace
        self._save_lock = Lock()
        self._save_text = save
        for name in list(self.available_themes):
            self.unregister_theme(name)
        # Under NO_COLOR Textual renders ANSI themes black on black; it can convert the others to greys.
        usable = {name: theme for name, theme in themes.items() if not (self.no_color and theme.ansi)}
        for theme in (usable or themes).values():
            self.register_theme(to_textual(theme))
        names = (workspace.config.theme, Config().theme, *self.available_themes)
        chosen = next(name for name in names if name in self.available_themes)
        if self.available_themes[chosen].ansi:
            self.theme = chosen
        else:
            # Set without Textual's watcher, which would parse the style sheet twice during startup.
            self.set_reactive(BaseApp.theme, chosen)
            dark = self.available_themes[chosen].dark
            self.update_classes({"-dark-mode": dark, "-light-mode": not dark}, update=False)
            self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Return `TerminalDriver`, or Textual's default driver if `TPM_TUI_DRIVER=stock` is set."""
        if os.environ.get("TPM_TUI_DRIVER") == "stock":
            return super().get_driver_class()
        from tpm_tui.ui.terminal.driver import TerminalDriver

        return TerminalDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters plus the one that removes control characters."""
        return [*super().get_line_filters(), ControlFilter()]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the actions available in the current scope for the command palette."""
        home = self.home
        for action in BY_ID.values():
            if action.scope & home.scope and action.id != "palette":
                run = partial(self.run_action, f"screen.{action.method}")
                yield SystemCommand(
                    f"{action.label}  {home.keymap.display_key(action, home.scope)}",
                    action.description,
                    run,
                )

    def on_mount(self) -> None:
        """Install the signal handlers and start the hangup watcher."""
        loop = asyncio.get_running_loop()
        for number in HANGUP_SIGNALS:
            loop.add_signal_handler(number, self._on_hangup, number)
        for number in STOP_SIGNALS:
            # Run Textual's handlers between two events, so the process never stops while it holds the lock.
            if callable(handler := signal.getsignal(number)):
                loop.add_signal_handler(number, self._on_stop_signal, number, handler)
        if not self.is_headless and sys.__stdin__ is not None:

            def request_exit() -> None:
                with suppress(RuntimeError):  # the loop is closed: the app has exited
                    loop.call_soon_threadsafe(self._on_hangup, signal.SIGHUP)

            self._hangup_watcher = HangupWatcher(sys.__stdin__.fileno(), request_exit, self._save_all)
            self._hangup_watcher.start()
        self.call_after_refresh(enable_garbage_collection)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run a key's action. A storage error is shown as a notice and does not stop the app."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except (WriteError, DataFolderError) as error:
            self.home.show_notice(str(error), error=True)
            return True

    async def action_quit(self) -> None:
        """End the session on Textual's built-in ctrl+q, which takes precedence over our binding."""
        await self.home.action_quit()

    def on_unmount(self) -> None:
        """Save the typed text, however the app exits."""
        self._save_all()

    def _fatal_error(self) -> None:
        """Report an unexpected exception: one line for the user, the traceback for the log.

        Textual would print the traceback with the values of all variables, including the answer.
        """
        from tpm_tui.storage.files.log import append_to_log

        log = self.workspace.paths.log
        logged = append_to_log(log, traceback.format_exc())
        details = f"see the details in {log}" if logged else "the details could not be written to the log"
        self.panic(Text(f"tpm-tui: internal error; {details}. Your text was saved."))

    def _on_hangup(self, number: int) -> None:
        """Save and exit after a dropped connection (SIGHUP) or SIGTERM.

        Args:
            number: the signal's number; the exit code is 128 plus this number.
        """
        self._save_all()
        self.exit(return_code=128 + number)

    def _on_stop_signal(self, number: int, handler: Callable[[int, FrameType | None], object]) -> None:
        """Call Textual's handler, then repaint after SIGCONT, which Textual does not do.

        Args:
            number: SIGTSTP or SIGCONT.
            handler: Textual's own handler, which restores or takes over the terminal.
        """
        handler(number, None)
        if number == signal.SIGCONT:
            self.refresh()

    def _save_all(self) -> None:
        """Save the typed text and notify the hangup watcher. Thread-safe; a write error is only logged."""
        with self._save_lock:
            try:
                self._save_text()
            except WriteError as error:
                self.log.error(str(error))
            if self._hangup_watcher is not None:
                self._hangup_watcher.saved.set()
