"""A whole session in tmux over ssh, on a line that is slow and splits what it transports."""

from __future__ import annotations

import random
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.sshd import SshConnection, SshServer
from tests.terminal.typing.cases import PRACTICE_CASES, write_cases
from tests.terminal.typing.random_typing import random_text
from tests.terminal.typing.relay import SlowLine
from tpm_tui.core.cards.events import Review, Undo
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.progress.store import Store

pytestmark = [pytest.mark.terminal, pytest.mark.slow(300)]

ANSWERS = 50
DELAY = 0.3
"""Seconds in each direction."""
NOW = "2026-11-22T09:00:00+00:00"
TMUX = "exec tmux -S {socket} -f /dev/null new-session {command} \\; set-option status off"


def answer_bytes(rng: random.Random, text: str, grade: int, other: int) -> list[bytes]:
    """Return packets that type, reveal and grade an answer, undo the grade and give another one."""
    data = text.replace("\n", "\r").encode()
    if rng.random() < 0.3:
        data = b"\x1b[200~" + data + b"\x1b[201~"
    packets = [data, b"\n", b"%d" % grade, b"\x1bu", b"%d" % other, b"i"]
    if rng.random() < 0.7:
        return [b"".join(packets)]
    return packets


@pytest.fixture
def tmux_socket(machine: Machine) -> Iterator[Path]:
    """The socket of a tmux server, which is ended after the test if it still runs."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    socket = machine.home / "tmux"
    yield socket
    subprocess.run(["tmux", "-S", str(socket), "kill-server"], check=False, capture_output=True)


def test_session_in_tmux_on_a_slow_line_is_exact(
    machine: Machine, server: SshServer, tmux_socket: Path
) -> None:
    rng = random.Random(50)
    write_cases(machine)
    command = shlex.join([sys.executable, "-m", "tpm_tui", *PRACTICE_CASES])
    run = TMUX.format(socket=shlex.quote(str(tmux_socket)), command=shlex.quote(command))
    own = {name: value for name, value in machine.environ.items() if name.startswith("TPM_TUI_")}
    environ = {**own, "HOME": str(machine.home), "LC_ALL": "C.UTF-8", "TZ": "UTC", "TPM_TUI_NOW": NOW}
    expected: list[tuple[str, int]] = []
    with (
        SlowLine(server.port, DELAY, seed=1) as slow,
        SshConnection(server, environ, machine.home, run=run, port=slow.port) as line,
    ):
        terminal = line.terminal
        terminal.wait_for("Prompt of case 1.", "0 words")
        for number in range(1, ANSWERS + 1):
            text, first, second = random_text(rng, f"w{number}"), rng.randint(1, 4), rng.randint(1, 4)
            for packet in answer_bytes(rng, text, first, second):
                terminal.press(packet.decode())
            expected += [(text, first), (text, second)]
            if rng.random() < 0.7:
                terminal.wait_for(f"Prompt of case {number + 1}.", "0 words")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    entries = list(Store.open(machine.data, Rules()).entries())
    reviews = [entry for entry in entries if isinstance(entry, Review)]
    undone = [entry.review for entry in entries if isinstance(entry, Undo)]
    assert [(review.answer, review.grade.value) for review in reviews] == expected
    assert undone == [review.id for review in reviews[::2]]
    assert machine.drafts() == ""
    assert slow.parts > 3 * ANSWERS
