"""What every app of ours does: themes, the second wall against control characters, signals, saving.

An app is a `BaseApp` with a screen of its own, its home, and something to keep when the connection drops.
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
from tpm_tui.ui.terminal.startup import mark_started

HANGUP_SIGNALS = (signal.SIGHUP, signal.SIGTERM)
STOP_SIGNALS = (signal.SIGTSTP, signal.SIGCONT)


class BaseApp(App[None]):
    """An app before it has anything to show."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "styles/app.tcss"
    TITLE = "tpm-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f12"

    home: MainScreen
    """The screen that stays; each app sets its own."""

    _watch: HangupWatcher | None = None

    def __init__(self, workspace: Workspace, themes: dict[str, ThemeFile], keep: Callable[[], None]) -> None:
        """
        Args:
            workspace: settings and paths.
            themes: by name; the settings choose one.
            keep: puts on disk what was typed. May raise `WriteError`.
        """
        super().__init__()
        self.animation_level = "none"
        self.workspace = workspace
        self._keeping = Lock()
        self._keep_typed = keep
        for name in list(self.available_themes):
            self.unregister_theme(name)
        # Under NO_COLOR Textual paints the sixteen colours black on black; greys of the others it can do.
        usable = {name: theme for name, theme in themes.items() if not (self.no_color and theme.ansi)}
        for theme in (usable or themes).values():
            self.register_theme(to_textual(theme))
        names = (workspace.config.theme, Config().theme, *self.available_themes)
        chosen = next(name for name in names if name in self.available_themes)
        if self.available_themes[chosen].ansi:
            self.theme = chosen
        else:
            # Set without Textual's watcher, which would parse the style sheet a second time at the start.
            self.set_reactive(BaseApp.theme, chosen)
            dark = self.available_themes[chosen].dark
            self.update_classes({"-dark-mode": dark, "-light-mode": not dark}, update=False)
            self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Ours, unless `TPM_TUI_DRIVER=stock` asks for Textual's own."""
        if os.environ.get("TPM_TUI_DRIVER") == "stock":
            return super().get_driver_class()
        from tpm_tui.ui.terminal.driver import TerminalDriver

        return TerminalDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, and the one that keeps control characters from the terminal."""
        return [*super().get_line_filters(), ControlFilter()]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: the table's actions that can be used where the learner is."""
        home = self.home
        for action in BY_ID.values():
            if action.scope & home.scope and action.id != "palette":
                run = partial(self.run_action, f"screen.{action.method}")
                yield SystemCommand(
                    f"{action.label}  {home.keymap.shown(action, home.scope)}",
                    action.description,
                    run,
                )

    def on_mount(self) -> None:
        """Listen for a dropped connection."""
        loop = asyncio.get_running_loop()
        for number in HANGUP_SIGNALS:
            loop.add_signal_handler(number, self._hang_up, number)
        for number in STOP_SIGNALS:
            # Textual's own handlers, but between two events: nothing is stopped with the lock in its hands.
            if callable(handler := signal.getsignal(number)):
                loop.add_signal_handler(number, self._stop_or_go_on, number, handler)
        if not self.is_headless and sys.__stdin__ is not None:

            def ask_to_end() -> None:
                with suppress(RuntimeError):  # the loop is closed: the app has ended
                    loop.call_soon_threadsafe(self._hang_up, signal.SIGHUP)

            self._watch = HangupWatcher(sys.__stdin__.fileno(), ask_to_end, self._keep)
            self._watch.start()
        self.call_after_refresh(mark_started)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key stands for; a disk that refuses in the midst of it is told, and ends nothing."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except (WriteError, DataFolderError) as fault:
            self.home.say(str(fault), bad=True)
            return True

    async def action_quit(self) -> None:
        """Textual's own ctrl+q comes first everywhere; it is to end the session like ours."""
        await self.home.action_quit()

    def on_unmount(self) -> None:
        """However the app ends, what was typed is kept."""
        self._keep()

    def _fatal_error(self) -> None:
        """Something nobody foresaw: one line for the learner, the traceback for the log.

        Textual would print it with the values of all variables, the answer among them.
        """
        from tpm_tui.storage.files.log import append_to_log

        log = self.workspace.paths.log
        kept = append_to_log(log, traceback.format_exc())
        told = f"the details are in {log}" if kept else "and the details could not be written down"
        self.panic(Text(f"tpm-tui: stopped by an error of its own; {told}. What was typed is kept."))

    def _hang_up(self, number: int) -> None:
        """The connection dropped, or the system asks to end: save first, then end."""
        self._keep()
        self.exit(return_code=128 + number)

    def _stop_or_go_on(self, number: int, handler: Callable[[int, FrameType | None], object]) -> None:
        """Stopped: Textual leaves the screen. Continued: it takes the screen over, but does not paint it."""
        handler(number, None)
        if number == signal.SIGCONT:
            self.refresh()

    def _keep(self) -> None:
        """Save what was typed; from any thread."""
        with self._keeping:
            try:
                self._keep_typed()
            except WriteError as fault:
                self.log.error(str(fault))
            if self._watch is not None:
                self._watch.saved.set()
