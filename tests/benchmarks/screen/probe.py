"""A program on a pty, measured: when its bytes arrive, how many they are, and what they cost."""

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
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType

REPLIES = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>41;354;0c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
}
"""Queries of programs, and the replies of xterm."""

QUIET = 0.04
"""Seconds without output after which the answer to a key is complete."""

TIMEOUT = 60.0
"""Seconds until a program that does not answer fails the benchmark."""

ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-Z]|[=>78MDEc])")


@dataclass
class Cost:
    """What the answer to a key cost."""

    bytes: int
    compressed: int
    """The bytes after zlib, as `ssh -C` sends them."""
    writes: int
    seconds: float
    """Until the last byte."""
    cpu: float
    """Seconds of CPU."""


class Probe:
    """A program on a terminal of its own."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        """
        Args:
            command: the program and its arguments.
            environ: its environment.
            columns: of the terminal.
            rows: of the terminal.
        """
        self.output = bytearray()
        """Everything that the program has written."""
        self.compressed = 0
        self.writes = 0
        self.last = 0.0
        """When the last bytes arrived."""
        self._zlib = zlib.compressobj(6)
        self._answered = 0
        self.started = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), dict(environ))
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Probe:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.close(self._master)
        os.waitpid(self.pid, 0)

    def read(self, timeout: float) -> bool:
        """Read what arrives first within a time in seconds; return whether anything did."""
        if not select.select([self._master], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError as error:
            raise AssertionError(f"the program ended: {self.text()[-500:]}") from error
        self.last = time.perf_counter()
        self.output += data
        self.writes += 1
        self.compressed += len(self._zlib.compress(data)) + len(self._zlib.flush(zlib.Z_PARTIAL_FLUSH))
        new = self.output[self._answered :]
        for query, reply in REPLIES.items():
            if query in new:
                self.send(reply)
        self._answered = (
            max(len(self.output) - len(max(REPLIES, key=len)) + 1, 0) if self._is_cut() else len(self.output)
        )
        return True

    def _is_cut(self) -> bool:
        return b"\x1b" in self.output[-8:]

    def settle(self, quiet: float = QUIET) -> None:
        """Read until no byte has arrived for a time in seconds."""
        while self.read(quiet):
            pass

    def watch(self, seconds: float) -> None:
        """Read for a time in seconds."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    def text(self) -> str:
        """Return the text of all output, without escape sequences."""
        return ESCAPES.sub(b"", bytes(self.output)).decode("utf-8", "replace")

    def wait_for(self, text: str) -> float:
        """Read until a text was written; return the seconds since the start."""
        while text not in self.text():
            assert self.read(TIMEOUT), f"{text!r} did not appear: {self.text()[-2000:]}"
        return self.last - self.started

    def send(self, data: bytes) -> None:
        """Send input, reading meanwhile."""
        while data:
            _, ready, _ = select.select([], [self._master], [], 0.05)
            if ready:
                data = data[os.write(self._master, data[:1024]) :]
            self.read(0)

    def press(self, data: bytes, quiet: float = QUIET) -> Cost:
        """Send a key and read the answer; return what it cost."""
        self.read(0)
        size, compressed, writes = len(self.output), self.compressed, self.writes
        cpu, sent = self.cpu(), time.perf_counter()
        self.send(data)
        if self.read(1.0):
            self.settle(quiet)
        seconds = max(self.last - sent, 0.0)
        return Cost(
            len(self.output) - size,
            self.compressed - compressed,
            self.writes - writes,
            seconds,
            self.cpu() - cpu,
        )

    def cpu(self) -> float:
        """Return the seconds of CPU that the program has used."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self) -> tuple[float, float]:
        """Return RSS and PSS in MB."""
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            text = file.read()
        values = {name: int(kb) for name, kb in re.findall(r"^(Rss|Pss): +(\d+) kB", text, re.MULTILINE)}
        return values["Rss"] / 1000, values["Pss"] / 1000
