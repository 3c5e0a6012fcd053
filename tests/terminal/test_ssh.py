"""Dropped connections, frozen connections and two simultaneous sessions over ssh lose nothing.

The tests start their own sshd on the loopback address. They are skipped with a reason if sshd is missing or
does not let the current user log in.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.sshd import TPM, SshConnection, SshServer
from tests.terminal.terminal import TIMEOUT
from tests.terminal.test_hangup import OFFER, PROMPT, cpu_seconds, session_ends
from tpm_tui.core.cards.events import Review
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.store import Store
from tpm_tui.ui.terminal.hangup import EXIT_CODE

pytestmark = [pytest.mark.terminal, pytest.mark.slow(240)]

OTHER_PROMPT = "Two teams want opposite things."
NOW = "2026-11-22T09:00:00+00:00"

IGNORE_HUP = {
    "its shell waits": (f"trap '' HUP; {TPM}; echo $? >&9", [str(EXIT_CODE)]),
    "its shell is gone": (f"trap '' HUP; exec {TPM}", []),
}
"""Shell commands that run the program with SIGHUP ignored, and the shell's final output. A shell that waits
gets the SIGHUP and does not forward it."""

DROPPED = "dropped ssh connections after which the draft was complete"

Connect = Callable[..., SshConnection]
Counted = Callable[[str, int], None]


@pytest.fixture
def connect(server: SshServer, machine: Machine) -> Connect:
    """Return a function that logs in and runs the program on the files of `machine`."""
    own = {name: value for name, value in machine.environ.items() if name.startswith("TPM_TUI_")}
    environ = {**own, "HOME": str(machine.home), "LC_ALL": "C.UTF-8", "TZ": "UTC", "TPM_TUI_NOW": NOW}

    def connect(*args: str, run: str = f"exec {TPM}") -> SshConnection:
        return SshConnection(server, environ, machine.home, *args, run=run)

    return connect


def wait_until_saved(line: SshConnection, machine: Machine, text: str) -> None:
    """Read until a draft is complete on the screen and on disk."""
    line.terminal.wait_for(text, "· saved")
    deadline = time.monotonic() + TIMEOUT
    while f'"{text}"' not in machine.drafts():
        assert time.monotonic() < deadline, machine.drafts()
        assert line.terminal._read(0.02)


def drop(line: SshConnection) -> float:
    """Kill the client; return the seconds until all remote processes have ended."""
    assert line.pid
    began = time.monotonic()
    line.terminal.kill(signal.SIGKILL)
    line.read_to_end()
    return time.monotonic() - began


def resume(line: SshConnection, words: int, text: str) -> None:
    """Resume the interrupted session."""
    line.terminal.wait_for(OFFER, f"question 7, {words} words typed", "Resume  continue")
    line.terminal.press("enter")
    line.terminal.wait_for("^J reveal", PROMPT, text)


def grade_good(line: SshConnection) -> None:
    line.terminal.press("ctrl+j")
    line.terminal.wait_for("suggested")
    line.terminal.press("3")


def reviews(machine: Machine) -> list[Review]:
    store = Store.open(machine.data, Workspace.find(machine.environ).rules)
    return [entry for entry in store.entries() if isinstance(entry, Review)]


@pytest.mark.parametrize("state", ["saved", "not saved yet"])
def test_dropped_connection_can_be_resumed(
    machine: Machine, connect: Connect, counted: Counted, state: str
) -> None:
    with connect("practice") as line:
        line.terminal.wait_for(PROMPT)
        line.terminal.press("typed before the drop")
        line.terminal.wait_for("typed before the drop")
        if state == "saved":
            wait_until_saved(line, machine, "typed before the drop")
        seconds = drop(line)
    assert '"typed before the drop"' in machine.drafts()
    counted(DROPPED, 1)
    counted(
        "milliseconds from two of these drops to the end of the last process, together", round(seconds * 1000)
    )
    assert session_ends(machine) == []
    with connect("practice") as line:
        resume(line, 4, "typed before the drop")
        line.terminal.press(" and after it")
        line.terminal.wait_for("typed before the drop and after it")
        line.terminal.press("ctrl+q")
        assert line.terminal.wait() == 0
    assert '"typed before the drop and after it"' in machine.drafts()
    assert len(session_ends(machine)) == 1


def test_killed_server_process_loses_nothing(machine: Machine, connect: Connect, counted: Counted) -> None:
    with connect("practice") as line:
        line.terminal.wait_for(PROMPT)
        line.terminal.press("typed before the end")
        line.terminal.wait_for("typed before the end")
        os.kill(line.server_pid, signal.SIGKILL)
        line.read_to_end()
        assert line.terminal.wait() == 255, "the client ended by itself"
    with connect("practice", "--question", "7") as line:
        line.terminal.wait_for(PROMPT, "typed before the end", "· saved")
        assert OFFER not in line.terminal.text()
        drop(line)
    with connect("practice") as line:
        resume(line, 4, "typed before the end")
    counted(DROPPED, 2)


def test_session_of_frozen_connection_can_be_resumed(
    machine: Machine, connect: Connect, counted: Counted
) -> None:
    """The old program runs until sshd detects the dead connection; until then its session is not offered."""
    with connect("practice") as hung:
        hung.terminal.wait_for(PROMPT)
        hung.terminal.press("typed before it hung")
        wait_until_saved(hung, machine, "typed before it hung")
        hung.terminal.kill(signal.SIGSTOP)
        with connect("practice") as line:
            line.terminal.wait_for(PROMPT)
            line.terminal.press("ctrl+q")
            assert line.terminal.wait() == 0
        assert not hung.has_ended()
        drop(hung)
        assert '"typed before it hung"' in machine.drafts()
    with connect("practice") as line:
        resume(line, 4, "typed before it hung")
        line.terminal.press(" and on")
        wait_until_saved(line, machine, "typed before it hung and on")
        grade_good(line)
        line.terminal.wait_for(OTHER_PROMPT, "box 0 to 2")
        line.terminal.press("ctrl+q")
        assert line.terminal.wait() == 0
    assert machine.drafts() == ""
    assert [review.answer for review in reviews(machine)] == ["typed before it hung and on"]
    assert len(session_ends(machine)) == 1
    counted(DROPPED, 1)


def test_two_simultaneous_sessions_keep_all_grades(
    machine: Machine, connect: Connect, counted: Counted
) -> None:
    ask = ("practice", "--question")
    with connect(*ask, "7", "--question", "2") as one, connect(*ask, "2", "--question", "7") as other:
        one.terminal.wait_for(PROMPT)
        other.terminal.wait_for(OTHER_PROMPT)
        for line in (one, other):
            line.terminal.press(f"first of {line.pid}")
            line.terminal.wait_for(f"first of {line.pid}")
        for line in (one, other):
            grade_good(line)
        one.terminal.wait_for(OTHER_PROMPT, "box 0 to 2")
        other.terminal.wait_for(PROMPT, "box 0 to 2")
        # Now each session is at the question that the other has already answered.
        for line in (one, other):
            line.terminal.press(f"second of {line.pid}")
            line.terminal.wait_for(f"second of {line.pid}")
        for line in (other, one):
            grade_good(line)
            line.terminal.wait_for("Session done: 2 answers")
        for line in (one, other):
            line.terminal.press("ctrl+q")
            assert line.terminal.wait() == 0
    found = {(review.question, review.answer, review.practice) for review in reviews(machine)}
    assert found == {
        ("late-program-recovery", f"first of {one.pid}", False),
        ("two-goals", f"first of {other.pid}", False),
        ("two-goals", f"second of {one.pid}", True),
        ("late-program-recovery", f"second of {other.pid}", True),
    }
    assert len(reviews(machine)) == 4
    counted("grades given over two ssh connections at once, each found once", 4)
    assert len(session_ends(machine)) == 2
    assert machine.drafts() == ""
    with connect("due", "--json") as line:
        assert line.terminal.wait() == 0
        due = json.loads(line.terminal.raw)
    assert (due["due"], due["new"], due["next_due"]) == (0, 0, "2026-11-24")


def test_window_resize_reaches_the_app(connect: Connect) -> None:
    with connect("practice") as line:
        line.terminal.wait_for(PROMPT)
        line.terminal.press("words that stay")
        line.terminal.wait_for("3 words")
        assert "TOPICS" not in line.terminal.text()
        line.terminal.resize(120, 36)
        line.terminal.wait_for("TOPICS", PROMPT, "words that stay")
        line.terminal.resize(80, 24)
        line.terminal.wait_until_gone("TOPICS")
        line.terminal.wait_for(PROMPT, "words that stay", "^J reveal")


@pytest.mark.parametrize(("run", "output"), IGNORE_HUP.values(), ids=IGNORE_HUP)
def test_dropped_connection_ends_app_if_sighup_is_ignored(
    machine: Machine, connect: Connect, counted: Counted, run: str, output: list[str]
) -> None:
    with connect("practice", run=run) as line:
        line.terminal.wait_for(PROMPT)
        line.terminal.press("typed before the drop")
        line.terminal.wait_for("typed before the drop")
        before = used = cpu_seconds(line.pid)
        line.terminal.kill(signal.SIGKILL)
        deadline = time.monotonic() + TIMEOUT
        while not line.has_ended():
            used = max(used, cpu_seconds(line.pid))
            assert time.monotonic() < deadline, f"still running after {used - before:.1f} s of CPU time"
        assert line.read_to_end() == output
    assert used - before < 0.8, "the program kept reading the end of its input"
    assert "typed before the drop" in machine.drafts()
    assert session_ends(machine) == []
    counted(DROPPED, 1)
