"""A Textual driver with its own input, which handles stopped processes and hung-up terminals.

Textual 8.2.8 starts a second input thread when a process that was stopped by another process continues, keeps
an old size when two resizes arrive together, blocks forever on a write to a terminal that has hung up, and
exits with code 0 after an error in the input thread. This module works around these bugs through the driver's
public methods, its `_mouse` and `_loop` attributes, and one private method of the app, `_handle_exception`.
What the input itself gets wrong is listed in `tpm_tui.ui.terminal.input.parser`.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from types import FrameType

from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tpm_tui.ui.terminal.hangup import is_hung_up
from tpm_tui.ui.terminal.input.events import TerminalEvent
from tpm_tui.ui.terminal.input_loop import InputLoop
from tpm_tui.ui.terminal.paint.screen_output import ScreenOutput
from tpm_tui.ui.terminal.size import terminal_size
from tpm_tui.ui.terminal.startup import escape_delay
from tpm_tui.ui.terminal.textual_messages import MessageFactory
from tpm_tui.ui.terminal.type_ahead import TypeAhead, TypeAheadCollector

MOUSE_OFF = "".join(f"\x1b[?{mode}l" for mode in (1000, 1002, 1003, 1005, 1006, 1015, 1016))
"""Disables every mouse mode: a killed program may have left one on, and each report would cost traffic."""


class TerminalDriver(LinuxDriver):
    """The app's driver."""

    def __init__(
        self,
        app: App[None],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """
        Args:
            app: receives the input.
            debug: unused.
            mouse: whether to enable the mouse.
            size: the size of the terminal; None to ask the terminal.
        """
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._suspended = False
        self._factory = MessageFactory(app, mouse=mouse)
        self._input = InputLoop(self.fileno, escape_delay(os.environ), self._receive)
        self._received: deque[TerminalEvent] = deque()
        """Events from the input thread that are not delivered yet."""
        self._type_ahead: TypeAheadCollector | None = TypeAheadCollector()
        """What is typed before the first frame; None after it."""
        assert self._file is not None
        self._screen = ScreenOutput(self._file.fileno(), os.environ)

    def write(self, data: str) -> None:
        """Write to the terminal."""
        self._screen.write(data)

    def flush(self) -> None:
        """Send what was painted."""
        self._screen.flush()

    def painted(self, update: CompositorUpdate) -> CompositorUpdate:
        """Return an update that sends only what it changes."""
        return self._screen.painted(update)

    def repaint(self) -> None:
        """Paint the whole screen again."""
        self._screen.repaint()

    def close(self) -> None:
        """Release the terminal."""
        self._screen.close()

    def start_application_mode(self) -> None:
        """Enter application mode."""
        self._input.prepare()
        self._factory.expect_replies()
        self._screen.open()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is not None:  # the output has no thread
            self._writer_thread.stop()
            self._writer_thread = None
        resized = signal.getsignal(signal.SIGWINCH)
        if callable(resized):
            # A signal handler that interrupts itself can report two sizes in the wrong order, and the app
            # would keep the older one. The event loop runs the handler between two events instead.
            asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._on_resized, resized)
        if not self._mouse:
            self.write(MOUSE_OFF)
        self._screen.start_painting()

    def stop_application_mode(self) -> None:
        """Leave application mode."""
        self._screen.stop_painting()
        super().stop_application_mode()

    def suspend_application_mode(self) -> None:
        """Leave application mode temporarily."""
        self._suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Enter application mode again, unless the terminal has hung up (a hangup also continues processes).

        After a SIGSTOP, application mode was not left and a shell may have changed the terminal's modes, so
        it is left first.
        """
        if is_hung_up(self.fileno):
            return
        if not self._suspended:
            super().suspend_application_mode()
        super().resume_application_mode()
        self._suspended = False

    def disable_input(self) -> None:
        """Stop the input thread."""
        self._input.stop()
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read the input until the driver stops; an error ends the app with exit code 1."""
        try:
            self._input.run()
        except Exception as error:  # the end of a thread: nothing above would report it
            self._call_soon(partial(self._fail, error))

    def send_message(self, message: Message) -> None:
        """Send a message to the app, in the order of the calls."""
        self._app.post_message(message)

    def end_type_ahead(self) -> TypeAhead:
        """Return what was typed until now; from now on, keys are delivered.

        Called in the event loop just before the first frame.
        """
        collector = self._type_ahead
        if collector is None:
            return TypeAhead()
        self.drain_input()
        self._type_ahead = None
        return collector.type_ahead

    def drain_input(self) -> None:
        """Read and deliver everything that was typed until now, unless the app has left the terminal.

        Called in the event loop.
        """
        if self._key_thread is not None:
            self._input.drain()
        self._deliver()

    def process_message(self, message: Message) -> None:
        """Deliver a message."""
        if isinstance(message, events.Resize):
            self._repaint_after_resize(message.size)
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and rows as `shutil.get_terminal_size`, which Textual imports for it."""
        return terminal_size(os.environ)

    def _on_resized(self, report: Callable[[int, FrameType | None], object]) -> None:
        """Handle a changed size of the terminal.

        Args:
            report: Textual's handler.
        """
        self._repaint_after_resize(self._get_terminal_size())
        report(signal.SIGWINCH, None)

    def _repaint_after_resize(self, size: tuple[int, int]) -> None:
        """Paint everything again: terminals cut and wrap rows, even if the size is the old one again."""
        self._screen.repaint(can_wait=size != self._screen.size)

    def _receive(self, input_events: Sequence[TerminalEvent]) -> None:
        """Take events from the input thread."""
        self._received.extend(input_events)
        self._call_soon(self._deliver)

    def _deliver(self) -> None:
        """Deliver what was received, in the event loop."""
        while self._received:
            event = self._received.popleft()
            if self._type_ahead is not None and self._type_ahead.add(event):
                continue
            if (message := self._factory.make(event)) is not None:
                self.process_message(message)

    def _call_soon(self, function: Callable[[], None]) -> None:
        """Call a function in the event loop, from any thread."""
        with suppress(RuntimeError):  # the loop is closed: the app has exited
            self._loop.call_soon_threadsafe(function)

    def _fail(self, error: Exception) -> None:
        """End the app because of an error in the input thread."""
        try:
            raise error
        except Exception:
            self._app._handle_exception(error)
