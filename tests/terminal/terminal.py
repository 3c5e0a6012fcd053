"""Terminal emulator in memory: runs a program on a pty, answers its queries, and stores what it paints."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

TIMEOUT = 60.0
"""Timeout in seconds of every wait; only a failing test waits that long."""

QUERIES = {
    re.compile(rb"\x1b\[c"): b"\x1b[?62;22c",
    re.compile(rb"\x1b\[6n"): b"\x1b[1;1R",
    re.compile(rb"\x1b\[\?2026\$p"): b"\x1b[?2026;2$y",
    re.compile(rb"\x1b\[\?2048\$p"): b"\x1b[?2048;0$y",
}
"""Terminal queries and xterm's replies."""

PRIVATE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
"""Sequences that pyte does not know and would draw."""

KEYS = {
    "enter": b"\r",
    "escape": b"\x1b",
    "ctrl+j": b"\n",
    "ctrl+q": b"\x11",
    "ctrl+_": b"\x1f",
    "ctrl+z": b"\x1a",
    "f2": b"\x1bOQ",
    "down": b"\x1b[B",
}


class Terminal:
    """A program running on a pty."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        """All output of the program."""
        self._answered = 0
        self._pending = b""
        self.started = time.monotonic()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a background job ignores it
            os.execvpe(command[0], list(command), dict(environ))
        self.resize(columns, rows)
        self._status: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.master >= 0:
            os.close(self.master)

    def resize(self, columns: int, rows: int) -> None:
        """Resize the terminal, which signals the program."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def text(self) -> str:
        """Return the text of the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *texts: str) -> float:
        """Read until all texts are on the screen; return the seconds since the start."""
        deadline = time.monotonic() + TIMEOUT
        while self._painting() or not all(text in self.text() for text in texts):
            left = deadline - time.monotonic()
            assert left > 0, f"{texts} did not appear:\n{self.text()}"
            assert self._read(left), f"the program ended before {texts} appeared:\n{self.text()}"
        return time.monotonic() - self.started

    def wait_until_gone(self, text: str) -> None:
        """Read until a text is no longer on the screen."""
        deadline = time.monotonic() + TIMEOUT
        while self._painting() or text in self.text():
            left = deadline - time.monotonic()
            assert left > 0, f"{text!r} stayed:\n{self.text()}"
            assert self._read(left), f"the program ended with {text!r} on the screen:\n{self.text()}"

    def press(self, *keys: str) -> None:
        """Press keys by name, or type text."""
        for key in keys:
            os.write(self.master, KEYS.get(key) or key.encode())

    def paste(self, text: str) -> None:
        """Send a bracketed paste."""
        os.write(self.master, b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def kill(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as when a connection drops."""
        os.close(self.master)
        self.master = -1

    def wait(self) -> int:
        """Read until the program ends; return its exit code as a shell reports it."""
        deadline = time.monotonic() + TIMEOUT
        while self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = status
                break
            assert time.monotonic() < deadline, f"the program did not end:\n{self.text()}"
            if self.master < 0 or not self._read(0.05):
                select.select([], [], [], 0.01)
        if self.master >= 0:
            while self._read(0):
                pass
        code = os.waitstatus_to_exitcode(self._status)
        return code if code >= 0 else 128 - code

    def _painting(self) -> bool:
        """Return whether a frame is incomplete; the screen may then mix old and new content."""
        return self.raw.rfind(b"\x1b[?2026h") > self.raw.rfind(b"\x1b[?2026l")

    def _read(self, timeout: float) -> bool:
        """Read the output that arrives within `timeout` seconds; return False after the end of the output."""
        ready, _, _ = select.select([self.master], [], [], timeout)
        if not ready:
            return timeout > 0
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        if not data:
            return False
        self.raw += data
        self._feed(data)
        self._answer()
        return True

    def _feed(self, data: bytes) -> None:
        """Paint the output, except an incomplete sequence and those that pyte does not know."""
        data = self._pending + data
        cut = data.rfind(b"\x1b")
        if (
            cut >= 0
            and len(data) - cut < 32
            and not re.match(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[^\[])", data[cut:])
        ):
            data, self._pending = data[:cut], data[cut:]
        else:
            self._pending = b""
        self._stream.feed(PRIVATE.sub(b"", data))

    def _answer(self) -> None:
        new = bytes(self.raw[self._answered :])
        for query, answer in QUERIES.items():
            for _ in query.finditer(new):
                os.write(self.master, answer)
        self._answered = len(self.raw)
