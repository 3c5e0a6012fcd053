"""What the app does on signals and on a hangup: save and exit, or save, stop and repaint."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Protocol, runtime_checkable

from textual.app import App
from textual.driver import Driver

from tpm_tui.ui.terminal.hangup import HangupWatcher
from tpm_tui.ui.terminal.job_control import STOP_SIGNALS

SAVE_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)

RESUME_SECONDS = 0.5
"""How long after a stop that had no effect the app takes over the terminal again."""

StopHandler = Callable[[int, FrameType | None], object]


@runtime_checkable
class DrainsInput(Protocol):
    """A driver that can deliver at once what was typed."""

    def drain_input(self) -> None:
        """Deliver everything that was typed until now."""
        ...


class ExitSignals:
    """The signal handlers of an app, and the thread that detects a hangup without a signal."""

    def __init__(
        self,
        app: App[None],
        save: Callable[[], None],
        save_draft: Callable[[], None],
        accept_last_text: Callable[[], None],
    ) -> None:
        """
        Args:
            app: the app to exit.
            save: saves everything; called from the event loop or from the watcher's thread.
            save_draft: saves the typed text before the app stops.
            accept_last_text: called when a signal ends the app, which saves once more when it exits.
        """
        self._app = app
        self._save = save
        self._save_draft = save_draft
        self._accept_last_text = accept_last_text
        self._watcher: HangupWatcher | None = None
        self._stop_handlers: dict[int, StopHandler] = {}
        """Textual's own handlers, which restore and take over the terminal."""
        self._is_stopped = False
        """Whether the app has left the terminal to the shell and was not continued yet."""

    def install_exit_handlers(self) -> None:
        """Install the handlers of signals that end the app. Called in the app's event loop."""
        loop = asyncio.get_running_loop()
        for number in SAVE_SIGNALS:
            if number != signal.SIGINT or signal.getsignal(number) != signal.SIG_IGN:
                loop.add_signal_handler(number, self._on_exit_signal, number)

    def install(self) -> None:
        """Install the other handlers and start the watcher, once the driver has installed its own."""
        loop = asyncio.get_running_loop()
        for number in STOP_SIGNALS:
            # Run Textual's handlers between two events, so the process never stops while it holds the lock.
            if callable(handler := signal.getsignal(number)):
                self._stop_handlers[number] = handler
                loop.add_signal_handler(number, self._on_stop_signal, number)
        if not self._app.is_headless and sys.__stdin__ is not None:

            def request_exit() -> None:
                with suppress(RuntimeError):  # the loop is closed: the app has exited
                    loop.call_soon_threadsafe(self._on_exit_signal, signal.SIGHUP)

            self._watcher = HangupWatcher(sys.__stdin__.fileno(), request_exit, self._save)
            self._watcher.start()

    def confirm_saved(self) -> None:
        """Record that the text was saved, so that the watcher need not do it."""
        if self._watcher is not None:
            self._watcher.saved.set()

    def _on_exit_signal(self, number: int) -> None:
        """Save and exit after a dropped connection (SIGHUP), SIGTERM or SIGINT.

        A signal overtakes the keys that were typed before it: the app handles these before it exits.

        Args:
            number: the signal's number; the exit code is 128 plus this number.
        """
        self._save()
        self._drain_input()
        self._accept_last_text()
        self._app.call_later(self._app.exit, return_code=128 + number)

    def stop(self, driver: Driver) -> None:
        """Save, leave the terminal to the shell, and stop until it continues the app.

        All processes of the job stop, also a wrapper that the app was started through; the shell would not
        notice otherwise.

        Args:
            driver: the driver of the terminal.
        """
        loop = asyncio.get_running_loop()
        self._drain_input()
        self._save_draft()
        driver.suspend_application_mode()
        self._is_stopped = True
        loop.remove_signal_handler(signal.SIGTSTP)
        os.kill(0, signal.SIGTSTP)
        loop.add_signal_handler(signal.SIGTSTP, self._on_stop_signal, signal.SIGTSTP)
        # The kernel does not stop a job whose shell has ended.
        loop.call_later(RESUME_SECONDS, self._resume, driver)

    def _drain_input(self) -> None:
        """Read what was typed until now: Textual discards it when it leaves the terminal."""
        driver: object = self._app._driver
        if isinstance(driver, DrainsInput):
            driver.drain_input()

    def _resume(self, driver: Driver) -> None:
        """Take over the terminal, if the app was not continued by a signal."""
        if self._is_stopped:
            self._is_stopped = False
            driver.resume_application_mode()
            self._app.refresh()

    def _on_stop_signal(self, number: int) -> None:
        """Call Textual's handler; save before a stop, which may be followed by a kill, and repaint after it.

        Args:
            number: SIGTSTP or SIGCONT.
        """
        if number == signal.SIGTSTP:
            self._drain_input()
            self._save_draft()
        self._is_stopped = False
        self._stop_handlers[number](number, None)
        if number == signal.SIGCONT:
            self._app.refresh()
