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
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import NamedTuple

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
"""Seconds after which a program that is silent fails the benchmark."""

SEQUENCES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-Z]|[=>78MDEc])")


class Chunk(NamedTuple):
    """What one read has returned."""

    at: float
    size: int
    compressed: int
    """Its bytes after zlib at level 6, streaming, as `ssh -C` sends them."""


class Answer(NamedTuple):
    """What a program has sent because of a key."""

    size: int
    compressed: int
    writes: int
    seconds: float
    """From the key to the last byte."""


class Probe:
    """A program on a terminal of its own."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], size: tuple[int, int]) -> None:
        """
        Args:
            command: the program and its arguments.
            environ: its environment.
            size: columns and rows of the terminal.
        """
        self.output = bytearray()
        self.chunks: list[Chunk] = []
        self._zlib = zlib.compressobj(6)
        window = struct.pack("HHHH", size[1], size[0], 0, 0)
        self.started = time.perf_counter()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, window)
            os.execvpe(command[0], list(command), dict(environ))
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, window)

    def __enter__(self) -> Probe:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.master)
        os.waitpid(self.pid, 0)

    def take(self) -> None:
        """Read what has arrived, and answer queries."""
        try:
            data = os.read(self.master, 1 << 16)
        except OSError as error:
            raise AssertionError(f"the program has ended:\n{self.text()[-2000:]}") from error
        compressed = len(self._zlib.compress(data)) + len(self._zlib.flush(zlib.Z_PARTIAL_FLUSH))
        self.chunks.append(Chunk(time.perf_counter(), len(data), compressed))
        known = max(len(self.output) - 8, 0)
        self.output += data
        for query, reply in REPLIES.items():
            at = self.output.find(query, known)
            if at >= 0 and at + len(query) > len(self.output) - len(data):
                os.write(self.master, reply)

    def text(self) -> str:
        """Return the text of all output."""
        return SEQUENCES.sub(b"", bytes(self.output)).decode("utf-8", "replace")

    def wait_for(self, text: str) -> float:
        """Read until a text was written; return the seconds since the start."""
        while text not in self.text():
            assert read([self], TIMEOUT), f"{text!r} did not appear:\n{self.text()[-2000:]}"
        return self.chunks[-1].at - self.started

    def send(self, data: bytes) -> None:
        """Send input, reading meanwhile."""
        while data:
            readable, writable, _ = select.select([self.master], [self.master], [], TIMEOUT)
            if readable:
                self.take()
            if writable:
                data = data[os.write(self.master, data[:512]) :]

    def press(self, key: bytes, quiet: float = QUIET) -> Answer:
        """Send a key and return the answer, which is complete after a time of silence in seconds."""
        sent = time.perf_counter()
        count = len(self.chunks)
        self.send(key)
        if len(self.chunks) > count or read([self], 1.0):
            settle(self, quiet)
        return self.answer(sent, quiet)

    def answer(self, sent: float, quiet: float = QUIET, until: float = float("inf")) -> Answer:
        """Return the answer to a key that was sent at a time, as far as it arrived until another time."""
        chunks: list[Chunk] = []
        for chunk in self.chunks:
            if sent <= chunk.at < until:
                if chunks and chunk.at - chunks[-1].at > quiet:
                    break
                chunks.append(chunk)
        return Answer(
            sum(chunk.size for chunk in chunks),
            sum(chunk.compressed for chunk in chunks),
            len(chunks),
            chunks[-1].at - sent if chunks else 0.0,
        )

    def cpu(self) -> float:
        """Return the seconds of CPU that the program has used."""
        return time.clock_gettime((~self.pid << 3) | 2)  # its clock, as clock_getcpuclockid(3) computes it

    def memory(self) -> tuple[float, float]:
        """Return RSS and PSS in MB."""
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            values = dict(re.findall(r"^(Rss|Pss): +(\d+) kB", file.read(), re.MULTILINE))
        return int(values["Rss"]) / 1000, int(values["Pss"]) / 1000


def read(probes: Iterable[Probe], timeout: float) -> bool:
    """Read from the programs whose output arrives first within seconds; return whether any has."""
    by_master = {probe.master: probe for probe in probes}
    ready, _, _ = select.select(list(by_master), [], [], timeout)
    for master in ready:
        by_master[master].take()
    return bool(ready)


def settle(probe: Probe, quiet: float) -> None:
    """Read until a program has been silent for seconds."""
    while read([probe], quiet):
        pass


def watch(probes: Sequence[Probe], seconds: float) -> None:
    """Read from programs for seconds."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        read(probes, left)
