"""Random bytes and keys in every screen end in no crash, and leave a history that can be read."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import Terminal
from tests.terminal.typing.cases import PRACTICE_CASES, write_cases
from tests.terminal.typing.random_typing import wait_until_read
from tests.ui.terminal.input.stray import REPORTS
from tests.ui.terminal.input.streams import random_bytes, stream
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.progress.store import Store

pytestmark = [pytest.mark.terminal, pytest.mark.slow(240)]

NOW = "2026-11-22T09:00:00+00:00"
PROCESSES = 5
"""For each of the seeds."""

KEYS = (
    *(b"\n", b"\r", b"\x1b[27u", b"\x10", b"\x07", b"\x0c", b"\x1f", b"\x19", b"\x06", b"\x02", b" "),
    *(b"\x1b[5~", b"\x1b[6~", b"\x1b[A", b"\x1b[B", b"\x1b[O", b"\x1b[I"),
    *(b"%c" % letter for letter in b"HNPRTSDLK/?,htiusdnwmapkjgGxyUrf-@*[]1234"),
)
LEFT_OUT = (b"\x11", b"\x1a", b"\x03", b"q", b"e")
"""They quit, stop the program, or open another one."""


def random_input(rng: random.Random) -> bytes:
    """Return bytes of a terminal, of a person, or of neither."""
    kind = rng.randrange(5)
    if kind < 3:
        data = (stream(rng)[0], random_bytes(rng), rng.choice(list(REPORTS.values())))[kind]
    else:
        data = b"".join(rng.choices(KEYS, k=rng.randint(1, 6)))
    for each in LEFT_OUT:
        data = data.replace(each, b"")
    return data


def run_process(machine: Machine, rng: random.Random, command: tuple[str, ...], mouse: bool) -> None:
    write_cases(machine)
    if mouse:
        (machine.home / "config.yaml").write_text("mouse: true\nconfidence: true\n", "utf-8")
    state = machine.home / "state"
    machine.environ |= {"TPM_TUI_NOW": NOW, "EDITOR": "true", "XDG_STATE_HOME": str(state)}
    sent = []
    with machine.start(*command, ESCDELAY=rng.choice(("1", "100", "3000"))) as terminal:
        terminal.wait_for("of 3" if command[0] == "mock" else "Prompt of case")
        for _ in range(rng.randint(20, 100)):
            sent.append(random_input(rng))
            write_if_open(terminal, sent[-1])
            if rng.random() < 0.5:
                wait_until_read(terminal)
        wait_until_read(terminal)
        terminal.kill(signal.SIGTERM)
        code = terminal.wait()
    assert not (state / "tpm-tui" / "tpm-tui.log").exists(), sent
    assert code == 128 + signal.SIGTERM, sent
    Store.open(machine.data, Rules()).entries()


def write_if_open(terminal: Terminal, data: bytes) -> None:
    """Write to the program, and read its output, so that it never waits."""
    os.write(terminal.master, data)
    terminal._read(0)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("mouse", [False, True], ids=["keys", "mouse"])
@pytest.mark.parametrize("command", [PRACTICE_CASES, ("mock", "--questions", "3")], ids=["practice", "mock"])
def test_random_bytes_end_in_no_crash(
    tmp_path: Path, command: tuple[str, ...], mouse: bool, seed: int
) -> None:
    for number in range(PROCESSES):
        home = tmp_path / str(number)
        home.mkdir()
        run_process(Machine(home), random.Random(100 * seed + number), command, mouse)
