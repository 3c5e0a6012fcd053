"""Writing to the terminal without blocking the event loop."""

from __future__ import annotations

import asyncio
import os
import select
from collections.abc import Callable
from contextlib import suppress

BLOCKING_CHUNK = 256
"""Bytes written at a time where a write can block: a terminal that is ready takes as many."""

POLL_MILLISECONDS = 500
"""How often a hangup is looked for while the last bytes are written."""


class TerminalOutput:
    """Sends bytes to a terminal; what it does not take at once is sent when it does.

    The terminal is opened once more, since a file that is shared with a shell must stay in blocking mode.
    """

    def __init__(self, fd: int, on_idle: Callable[[], None]) -> None:
        """
        Args:
            fd: file descriptor of the terminal.
            on_idle: called in the event loop when everything has been taken that was not taken at once.
        """
        self._on_idle = on_idle
        self._waiting = bytearray()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._fd, self._chunk = fd, BLOCKING_CHUNK
        self._own_fd: int | None = None
        # After `su`, the terminal belongs to another user and cannot be opened.
        with suppress(OSError):
            self._own_fd = os.open(os.ttyname(fd), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
            self._fd, self._chunk = self._own_fd, 1 << 16
        self._poll = select.poll()
        self._poll.register(self._fd, select.POLLOUT)

    @property
    def is_idle(self) -> bool:
        """Whether the terminal has taken everything."""
        return not self._waiting

    def send(self, data: bytes) -> None:
        """Send bytes after those that are still waiting. Called in the event loop."""
        if not data:
            return
        self._waiting += data
        if self._loop is None:
            self._send_some()
            if self._waiting:
                self._loop = asyncio.get_running_loop()
                self._loop.add_writer(self._fd, self._continue)

    def finish(self) -> None:
        """Send what is waiting, blocking until the terminal has taken it or has hung up."""
        self._stop_waiting()
        while self._waiting:
            ready = self._poll.poll(POLL_MILLISECONDS)
            if ready:
                self._send_some()

    def close(self) -> None:
        """Send what is waiting and release the terminal."""
        self.finish()
        if self._own_fd is not None:
            os.close(self._own_fd)
            self._own_fd = None

    def _continue(self) -> None:
        self._send_some()
        if not self._waiting:
            self._stop_waiting()
            self._on_idle()

    def _stop_waiting(self) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed
                self._loop.remove_writer(self._fd)
            self._loop = None

    def _send_some(self) -> None:
        """Send as much as the terminal takes now; after a hangup, discard everything."""
        while self._waiting:
            state = dict(self._poll.poll(0)).get(self._fd, 0)
            if state & (select.POLLHUP | select.POLLERR | select.POLLNVAL):
                self._waiting.clear()
            if not state & select.POLLOUT:
                return
            try:
                sent = os.write(self._fd, self._waiting[: self._chunk])
            except BlockingIOError:
                return
            except OSError:
                self._waiting.clear()
                return
            del self._waiting[:sent]
