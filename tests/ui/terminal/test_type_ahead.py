"""What is typed before the first frame is text."""

from __future__ import annotations

import os
import tty
from collections.abc import Sequence

import pytest

from tests.ui.terminal.input.feeding import names, run
from tpm_tui.ui.terminal.input.events import TerminalEvent
from tpm_tui.ui.terminal.input_loop import InputLoop
from tpm_tui.ui.terminal.type_ahead import TypeAhead, TypeAheadCollector


def collect(data: bytes) -> tuple[TypeAhead, list[str]]:
    """Return what was typed, and the names of the events that are not keys."""
    collector = TypeAheadCollector()
    others = [event for event in run(data) if not collector.add(event)]
    return collector.type_ahead, names(others)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"words so far", "words so far"),
        (b"one\ntwo\rthree", "one\ntwo\nthree"),
        (b"\r3", "\n3"),
        (b"\x1b[200~a\r\nb\x1b[201~c", "a\nbc"),
        (b"caf\xc3\xa9\xc2\xa0\xe2\x80\xa8", "caf\xe9\xa0\n"),
        (b"helo\x7flo\x08o", "hello"),
        (b"\x7fa", "a"),
        (b"a\x1b[A\x1bqb\x11c\x1b[<0;1;1Md", "abcd"),
        (b"a\tb\x1b[9uc", "a\tb\tc"),
        (b"a\x1b", "a"),
    ],
)
def test_typed_keys_are_text(data: bytes, text: str) -> None:
    assert collect(data) == (TypeAhead(text), [])


@pytest.mark.parametrize("data", [b"a\x03b", b"a\x1b[99;5ub"])
def test_ctrl_c_is_an_interruption(data: bytes) -> None:
    assert collect(data) == (TypeAhead("ab", True), [])


def test_reports_are_not_collected() -> None:
    data = b"a\x1b[?2026;2$y\x1b[I\x1b[48;24;80;1;1tb"
    assert collect(data) == (TypeAhead("ab"), ["ModeReply", "FocusChange", "ScreenResize"])


def test_drain_reads_all_that_is_there_and_gives_up_the_rest() -> None:
    master, slave = os.openpty()
    tty.setraw(slave)
    received: list[TerminalEvent] = []

    def receive(events: Sequence[TerminalEvent]) -> None:
        received.extend(events)

    loop = InputLoop(slave, 60, receive)
    loop.prepare()
    os.write(master, b"one\n\x1b")
    loop.drain()
    assert names(received) == ["o", "n", "e", "ctrl+j", "escape"]
    received.clear()
    loop.drain()
    assert received == []
    os.write(master, b"[Az")  # the rest of what was given up
    loop.drain()
    assert names(received) == ["z"]
    os.close(master)
    loop.drain()
    os.close(slave)
