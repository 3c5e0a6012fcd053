"""Output to a pty whose reader is slow or gone."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import tty
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tpm_tui.ui.terminal.paint.output import TerminalOutput

LONG = bytes(range(65, 91)) * 8000
"""More than a pty takes at once."""


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    master, slave = pty.openpty()
    tty.setraw(slave)
    yield master, slave
    for end in (master, slave):
        with suppress(OSError):  # closed by the test
            os.close(end)


def read_all(master: int) -> bytes:
    data = b""
    while select.select([master], [], [], 0)[0]:
        data += os.read(master, 1 << 16)
    return data


async def read_until_idle(output: TerminalOutput, master: int) -> bytes:
    data = b""
    while not output.is_idle or select.select([master], [], [], 0)[0]:
        data += read_all(master)
        await asyncio.sleep(0)
    return data


async def test_short_data_is_sent_at_once(ends: tuple[int, int]) -> None:
    master, slave = ends
    output = TerminalOutput(slave, lambda: None)
    output.send(b"one")
    output.send(b"two")
    assert output.is_idle
    assert read_all(master) == b"onetwo"
    output.close()


async def test_long_data_waits_without_blocking(ends: tuple[int, int]) -> None:
    master, slave = ends
    idle = asyncio.Event()
    output = TerminalOutput(slave, idle.set)
    output.send(LONG)
    output.send(b"last")
    assert len(await read_until_idle(output, master)) == len(LONG) + 4
    assert idle.is_set()
    output.close()


async def test_terminal_stays_in_blocking_mode(ends: tuple[int, int]) -> None:
    _, slave = ends
    output = TerminalOutput(slave, lambda: None)
    output.send(b"x")
    assert os.get_blocking(slave)
    output.close()


async def test_terminal_that_cannot_be_opened_is_used_in_pieces(
    ends: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    master, slave = ends
    monkeypatch.setattr(os, "ttyname", lambda fd: "/nonexistent")
    output = TerminalOutput(slave, lambda: None)
    output.send(LONG[:5000])
    assert await read_until_idle(output, master) == LONG[:5000]
    output.close()


async def test_output_after_a_hangup_is_discarded(ends: tuple[int, int]) -> None:
    master, slave = ends
    output = TerminalOutput(slave, lambda: None)
    output.send(LONG)
    os.close(master)
    output.close()  # does not block
    assert output.is_idle
