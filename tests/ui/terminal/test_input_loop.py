"""The input loop reads a terminal, waits for the parser's deadlines, and can be stopped."""

from __future__ import annotations

import os
import tty
from collections.abc import Iterator, Sequence
from queue import Queue
from threading import Thread

import pytest

from tests.ui.terminal.input.feeding import names
from tpm_tui.ui.terminal.input.events import TerminalEvent
from tpm_tui.ui.terminal.input_loop import InputLoop
from tpm_tui.ui.terminal.startup import escape_delay

TIMEOUT = 20.0


class RunningLoop:
    """An input loop in a thread, reading a pty."""

    def __init__(self, delay: float) -> None:
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        self.events: Queue[Sequence[TerminalEvent]] = Queue()
        self.loop = InputLoop(self.slave, delay, self.events.put)
        self.start()

    def start(self) -> None:
        self.loop.prepare()
        self.thread = Thread(target=self.loop.run, daemon=True)
        self.thread.start()

    def names(self, count: int) -> list[str]:
        """Wait for events; return their names."""
        found: list[str] = []
        while len(found) < count:
            found += names(self.events.get(timeout=TIMEOUT))
        return found

    def join(self) -> None:
        self.thread.join(TIMEOUT)
        assert not self.thread.is_alive()

    def hang_up(self) -> None:
        os.close(self.master)
        self.master = -1

    def close(self) -> None:
        self.loop.stop()
        self.join()
        for fd in (self.master, self.slave):
            if fd >= 0:
                os.close(fd)


@pytest.fixture
def running() -> Iterator[RunningLoop]:
    running = RunningLoop(0.02)
    yield running
    running.close()


def test_input_is_parsed(running: RunningLoop) -> None:
    os.write(running.master, b"ab\x1b[A\x1b[200~paste\x1b[201~")
    assert running.names(4) == ["a", "b", "up", "'paste'"]


def test_lone_escape_comes_without_more_input(running: RunningLoop) -> None:
    os.write(running.master, b"\x1b")
    assert running.names(1) == ["escape"]


def test_hangup_ends_the_loop(running: RunningLoop) -> None:
    running.hang_up()
    running.join()


def test_stop_ends_the_loop_and_it_can_run_again(running: RunningLoop) -> None:
    running.loop.stop()
    running.join()
    os.write(running.master, b"later")
    assert running.events.empty()
    running.start()
    assert running.names(5) == list("later")


def test_stop_before_the_first_run_does_nothing() -> None:
    InputLoop(0, 0.1, print).stop()


def test_bytes_that_waited_arrived_before_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 7.0)
    assert InputLoop._arrival(None) == 7
    assert InputLoop._arrival(7.5) == 7
    assert 6.4 < InputLoop._arrival(6.5) < 6.5


@pytest.mark.parametrize(
    ("environ", "seconds"),
    [
        ({}, 0.1),
        ({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, 0.2),
        ({"ESCDELAY": "350"}, 0.35),
        ({"ESCDELAY": "25", "SSH_CONNECTION": "x"}, 0.025),
        ({"ESCDELAY": "0"}, 0.1),
        ({"ESCDELAY": "-5"}, 0.1),
        ({"ESCDELAY": ""}, 0.1),
        ({"ESCDELAY": "soon"}, 0.1),
        ({"ESCDELAY": "1.5"}, 0.1),
        ({"ESCDELAY": "\u0663"}, 0.1),
        ({"ESCDELAY": "99999999999999999999"}, 0.1),
        ({"ESCDELAY": "10001"}, 0.1),
    ],
)
def test_escape_delay(environ: dict[str, str], seconds: float) -> None:
    assert escape_delay(environ) == seconds
