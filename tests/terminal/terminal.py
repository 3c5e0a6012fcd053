"""A terminal in memory: runs a program on a pty, answers its queries, and keeps what it paints."""

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

import pyte

PATIENCE = 60.0
"""Seconds after which something that was waited for is not coming; only a failing test waits that long."""

QUERIES = {
    re.compile(rb"\x1b\[c"): b"\x1b[?62;22c",
    re.compile(rb"\x1b\[6n"): b"\x1b[1;1R",
    re.compile(rb"\x1b\[\?2026\$p"): b"\x1b[?2026;2$y",
    re.compile(rb"\x1b\[\?2048\$p"): b"\x1b[?2048;0$y",
}
"""What is asked of a terminal, and xterm's answer."""

PRIVATE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
"""Sequences that pyte would draw."""

KEYS = {
    "enter": b"\r",
    "escape": b"\x1b",
    "ctrl+j": b"\n",
    "ctrl+q": b"\x11",
    "ctrl+z": b"\x1a",
    "f2": b"\x1bOQ",
    "down": b"\x1b[B",
}


class Terminal:
    """A program on a pty, from its start to its end."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        """Every byte the program sent."""
        self._answered = 0
        self._unfed = b""
        self.started = time.monotonic()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environ))
        self.resize(columns, rows)
        self._status: int | None = None

    def __enter__(self) -> Terminal:
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
        """Give the terminal another size, and tell the program."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *texts: str) -> float:
        """Read until all the texts are on the screen; returns the seconds since the start."""
        deadline = time.monotonic() + PATIENCE
        while self._painting() or not all(text in self.text() for text in texts):
            left = deadline - time.monotonic()
            assert left > 0, f"{texts} did not come:\n{self.text()}"
            assert self._read(left), f"the program ended before {texts} came:\n{self.text()}"
        return time.monotonic() - self.started

    def wait_until_gone(self, text: str) -> None:
        """Read until a text is no longer on the screen."""
        deadline = time.monotonic() + PATIENCE
        while self._painting() or text in self.text():
            left = deadline - time.monotonic()
            assert left > 0, f"{text!r} stayed:\n{self.text()}"
            assert self._read(left), f"the program ended with {text!r} on the screen:\n{self.text()}"

    def press(self, *keys: str) -> None:
        """Press keys by name, or type a text."""
        for key in keys:
            os.write(self.master, KEYS.get(key) or key.encode())

    def paste(self, text: str) -> None:
        """A bracketed paste."""
        os.write(self.master, b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """The terminal goes away, as when a connection drops."""
        os.close(self.master)
        self.master = -1

    def wait(self) -> int:
        """Read to the program's end; returns its exit code, as a shell would tell it."""
        deadline = time.monotonic() + PATIENCE
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
        """Whether a frame has begun that is not whole yet; what it shows may be half old, half new."""
        return self.raw.rfind(b"\x1b[?2026h") > self.raw.rfind(b"\x1b[?2026l")

    def _read(self, timeout: float) -> bool:
        """Take in what comes within the time; False once there is nobody to send anything."""
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
        """Paint, but for a sequence that is not whole yet and those that pyte does not know."""
        data = self._unfed + data
        cut = data.rfind(b"\x1b")
        if (
            cut >= 0
            and len(data) - cut < 32
            and not re.match(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[^\[])", data[cut:])
        ):
            data, self._unfed = data[:cut], data[cut:]
        else:
            self._unfed = b""
        self._stream.feed(PRIVATE.sub(b"", data))

    def _answer(self) -> None:
        new = bytes(self.raw[self._answered :])
        for query, answer in QUERIES.items():
            for _ in query.finditer(new):
                os.write(self.master, answer)
        self._answered = len(self.raw)
