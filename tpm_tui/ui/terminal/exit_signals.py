"""What the app does on signals and on a hangup: save and exit on some, repaint after a stop."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from textual.app import App

from tpm_tui.ui.terminal.hangup import HangupWatcher

HANGUP_SIGNALS = (signal.SIGHUP, signal.SIGTERM)
STOP_SIGNALS = (signal.SIGTSTP, signal.SIGCONT)


class ExitSignals:
    """The signal handlers of an app, and the thread that detects a hangup without a signal."""

    def __init__(self, app: App[None], save: Callable[[], None]) -> None:
        """
        Args:
            app: the app to exit.
            save: saves the typed text; called from the event loop or from the watcher's thread.
        """
        self._app = app
        self._save = save
        self._watcher: HangupWatcher | None = None

    def install(self) -> None:
        """Install the handlers and start the watcher. Called in the app's event loop."""
        loop = asyncio.get_running_loop()
        for number in HANGUP_SIGNALS:
            loop.add_signal_handler(number, self._on_hangup, number)
        for number in STOP_SIGNALS:
            # Run Textual's handlers between two events, so the process never stops while it holds the lock.
            if callable(handler := signal.getsignal(number)):
                loop.add_signal_handler(number, self._on_stop_signal, number, handler)
        if not self._app.is_headless and sys.__stdin__ is not None:

            def request_exit() -> None:
                with suppress(RuntimeError):  # the loop is closed: the app has exited
                    loop.call_soon_threadsafe(self._on_hangup, signal.SIGHUP)

            self._watcher = HangupWatcher(sys.__stdin__.fileno(), request_exit, self._save)
            self._watcher.start()

    def confirm_saved(self) -> None:
        """Record that the text was saved, so that the watcher need not do it."""
        if self._watcher is not None:
            self._watcher.saved.set()

    def _on_hangup(self, number: int) -> None:
        """Save and exit after a dropped connection (SIGHUP) or SIGTERM.

        Args:
            number: the signal's number; the exit code is 128 plus this number.
        """
        self._save()
        self._app.exit(return_code=128 + number)

    def _on_stop_signal(self, number: int, handler: Callable[[int, FrameType | None], object]) -> None:
        """Call Textual's handler, then repaint after SIGCONT, which Textual does not do.

        Args:
            number: SIGTSTP or SIGCONT.
            handler: Textual's own handler, which restores or takes over the terminal.
        """
        handler(number, None)
        if number == signal.SIGCONT:
            self._app.refresh()
