"""The loop of the input thread: reads the terminal, and parses what arrives."""

from __future__ import annotations

import math
import os
import select
import time
from collections.abc import Callable, Sequence
from threading import Lock

from tpm_tui.ui.terminal.input.events import TerminalEvent
from tpm_tui.ui.terminal.input.parser import InputParser

Receiver = Callable[[Sequence[TerminalEvent]], None]

READ_BYTES = 65536

BURST_GAP = 0.008
"""Seconds between two inputs of a burst, such as a paste that arrives key by key. A key that is held down
repeats every 20 to 40 ms."""

BURST_PAUSE = 0.04
"""Seconds for which the input of a burst is collected: each delivery is painted, which takes milliseconds."""

_STOP = b"s"
_WAKE = b"w"


class InputLoop:
    """Reads a terminal until it is stopped; sleeps until input arrives or the parser's deadline has come."""

    def __init__(self, fd: int, escape_delay: float, receive: Receiver) -> None:
        """
        Args:
            fd: file descriptor of the terminal.
            escape_delay: seconds for which a lone Escape may be the beginning of a sequence.
            receive: is called with each batch of events, in the thread that has read them.
        """
        self._fd = fd
        self._escape_delay = escape_delay
        self._receive = receive
        self._parser = InputParser(escape_delay)
        self._lock = Lock()
        """Held while something is read, parsed and received."""
        self._signals: tuple[int, int] | None = None
        """A pipe; a byte in it stops or wakes the loop."""

    def prepare(self) -> None:
        """Get ready to run, before the thread starts. The loop must not be running."""
        if self._signals is not None:
            for end in self._signals:
                os.close(end)
        self._signals = os.pipe()
        self._parser = InputParser(self._escape_delay)

    def stop(self) -> None:
        """Stop the loop, from another thread; it may have ended already."""
        self._send(_STOP)

    def drain(self) -> None:
        """Read and parse all input that is there now, from another thread. What is incomplete is given up."""
        with self._lock:
            events: list[TerminalEvent] = []
            while self._is_readable() and (data := self._read()):
                events += self._parser.feed(data, time.monotonic())
            if self._parser.deadline is not None:
                events += self._parser.tick(self._parser.deadline)
            if events:
                self._receive(events)
        self._send(_WAKE)  # for the new deadline

    def run(self) -> None:
        """Read until the loop is stopped or the terminal has hung up. A burst is read in larger parts."""
        assert self._signals is not None
        signals = self._signals[0]
        last = -math.inf
        while True:
            deadline = self._parser.deadline
            timeout = None if deadline is None else max(0.0, deadline - time.monotonic())
            ready, _, _ = select.select([self._fd, signals], [], [], timeout)
            if signals in ready:
                if os.read(signals, 1) == _STOP:
                    return
                continue
            in_burst = self._fd in ready and time.monotonic() - last < BURST_GAP
            if in_burst and select.select([signals], [], [], BURST_PAUSE)[0]:
                continue
            if not self._advance():
                return
            last = time.monotonic()

    def _advance(self) -> bool:
        """Read what is there, or let the parser give up waiting; return False if the terminal has hung up."""
        with self._lock:
            if self._is_readable():  # another thread may have read it
                if not (data := self._read()):
                    return False
                events = self._parser.feed(data, self._arrival(self._parser.deadline))
            else:
                events = self._parser.tick(time.monotonic())
            if events:
                self._receive(events)
        return True

    def _is_readable(self) -> bool:
        return bool(select.select([self._fd], [], [], 0)[0])

    def _read(self) -> bytes:
        """Return the next bytes; none after a hangup, which the hangup watcher handles."""
        try:
            return os.read(self._fd, READ_BYTES)
        except OSError:
            return b""

    def _send(self, signal: bytes) -> None:
        if self._signals is not None:
            os.write(self._signals[1], signal)

    @staticmethod
    def _arrival(deadline: float | None) -> float:
        """Return when bytes arrived that were there before the deadline was noticed.

        On a busy machine the thread may run later than it should; a sequence must not be cut by that.
        """
        now = time.monotonic()
        return now if deadline is None else min(now, math.nextafter(deadline, 0.0))
