"""Over a real ssh connection: lines that drop, lines that hang, and two sessions at once lose nothing.

An sshd of the tests' own listens on the loopback address. Where there is none, or where it does not let the
user in who runs the tests, they are skipped and say why.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.sshd import TPM, CannotServe, Line, Server
from tests.terminal.terminal import PATIENCE
from tests.terminal.test_hangup import OFFER, PROMPT, ends, seconds_of
from tpm_tui.core.cards.events import Review
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.store import Store
from tpm_tui.ui.terminal.hangup import EXIT_CODE

pytestmark = pytest.mark.terminal

OTHER_PROMPT = "Two teams want opposite things."
NOW = "2026-11-22T09:00:00+00:00"

DEAF = {
    "its shell waits": (f"trap '' HUP; {TPM}; echo $? >&9", [str(EXIT_CODE)]),
    "its shell is gone": (f"trap '' HUP; exec {TPM}", []),
}
"""Ways to run the program so that a hang-up is to be ignored, and what the shell says in the end: one that
waits is told of the hang-up, and tells nobody."""

CUT = "ssh connections cut off, the draft found whole"

Connect = Callable[..., Line]
Counted = Callable[[str, int], None]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    try:
        server = Server(tmp_path_factory.mktemp("sshd"))
    except CannotServe as fault:
        pytest.skip(str(fault))
    yield server
    server.stop()


@pytest.fixture
def connect(server: Server, machine: Machine) -> Connect:
    """Log in to where the program's files are, and run it."""
    own = {name: value for name, value in machine.environ.items() if name.startswith("TPM_TUI_")}
    environ = {**own, "HOME": str(machine.home), "LC_ALL": "C.UTF-8", "TZ": "UTC", "TPM_TUI_NOW": NOW}

    def connect(*args: str, run: str = f"exec {TPM}") -> Line:
        return Line(server, environ, machine.home, *args, run=run)

    return connect


def wait_until_saved(line: Line, machine: Machine, text: str) -> None:
    """Read until a draft is whole, on the screen and on disk."""
    line.terminal.wait_for(text, "· saved")
    deadline = time.monotonic() + PATIENCE
    while f'"{text}"' not in machine.drafts():
        assert time.monotonic() < deadline, machine.drafts()
        assert line.terminal._read(0.02)


def cut_off(line: Line) -> float:
    """Kill the client; returns the seconds until no process is left at the far end."""
    assert line.pid
    began = time.monotonic()
    line.terminal.kill(signal.SIGKILL)
    line.said_to_the_end()
    return time.monotonic() - began


def resume(line: Line, words: int, text: str) -> None:
    """Take the session up that was cut off."""
    line.terminal.wait_for(OFFER, f"question 7, {words} words typed", "y resume")
    line.terminal.press("enter")
    line.terminal.wait_for("^J reveal", PROMPT, text)


def grade_good(line: Line) -> None:
    line.terminal.press("ctrl+j")
    line.terminal.wait_for("KEY POINTS")
    line.terminal.press("3")


def reviews(machine: Machine) -> list[Review]:
    store = Store.open(machine.data, Workspace.find(machine.environ).rules)
    return [entry for entry in store.entries() if isinstance(entry, Review)]


@pytest.mark.parametrize("state", ["saved", "not saved yet"])
def test_after_a_cut_the_draft_is_there_and_the_session_goes_on(
    machine: Machine, connect: Connect, counted: Counted, state: str
) -> None:
    with connect() as line:
        line.terminal.wait_for(PROMPT)
        line.terminal.press("typed before the cut")
        line.terminal.wait_for("typed before the cut")
        if state == "saved":
            wait_until_saved(line, machine, "typed before the cut")
        seconds = cut_off(line)
    assert '"typed before the cut"' in machine.drafts()
    counted(CUT, 1)
    counted(
        "milliseconds from two of these cuts to the end of the last process, together", round(seconds * 1000)
    )
    assert ends(machine) == []
    with connect() as line:
        resume(line, 4, "typed before the cut")
        line.terminal.press(" and after it")
        line.terminal.wait_for("typed before the cut and after it")
        line.terminal.press("ctrl+q")
        assert line.terminal.wait() == 0
    assert '"typed before the cut and after it"' in machine.drafts()
    assert len(ends(machine)) == 1


def test_the_end_of_the_connection_on_the_server_loses_nothing_either(
    machine: Machine, connect: Connect, counted: Counted
) -> None:
    with connect() as line:
        line.terminal.wait_for(PROMPT)
        line.terminal.press("typed before the end")
        line.terminal.wait_for("typed before the end")
        os.kill(line.server_pid, signal.SIGKILL)
        line.said_to_the_end()
        assert line.terminal.wait() == 255, "the client ended by itself"
    with connect("practice", "--question", "7") as line:
        line.terminal.wait_for(PROMPT, "typed before the end", "· saved")
        assert OFFER not in line.terminal.text()
        cut_off(line)
    with connect() as line:
        resume(line, 4, "typed before the end")
    counted(CUT, 2)


def test_a_line_that_hangs_keeps_nobody_from_going_on_over_another(
    machine: Machine, connect: Connect, counted: Counted
) -> None:
    """The old program lives until sshd takes the line to be dead; then it has nothing to save any more."""
    with connect() as hung:
        hung.terminal.wait_for(PROMPT)
        hung.terminal.press("typed before it hung")
        wait_until_saved(hung, machine, "typed before it hung")
        hung.terminal.kill(signal.SIGSTOP)
        with connect() as line:
            resume(line, 4, "typed before it hung")
            line.terminal.press(" and on")
            wait_until_saved(line, machine, "typed before it hung and on")
            assert not hung.has_ended()
            cut_off(hung)
            assert '"typed before it hung and on"' in machine.drafts()
            grade_good(line)
            line.terminal.wait_for(OTHER_PROMPT, "box 0 to 2")
            line.terminal.press("ctrl+q")
            assert line.terminal.wait() == 0
    assert machine.drafts() == ""
    assert [review.answer for review in reviews(machine)] == ["typed before it hung and on"]
    assert len(ends(machine)) == 1
    counted(CUT, 1)


def test_two_sessions_at_once_both_grade_and_all_grades_are_kept(
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
        # Now each at the question that the other has answered already.
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
    assert len(ends(machine)) == 2
    assert machine.drafts() == ""
    with connect("due", "--json") as line:
        assert line.terminal.wait() == 0
        told = json.loads(line.terminal.raw)
    assert (told["due"], told["new"], told["next_due"]) == (0, 0, "2026-11-24")


def test_a_window_that_changes_its_size_has_the_app_in_that_size(connect: Connect) -> None:
    with connect() as line:
        line.terminal.wait_for(PROMPT)
        line.terminal.press("words that stay")
        line.terminal.wait_for("3 words")
        assert "TOPICS" not in line.terminal.text()
        line.terminal.resize(120, 36)
        line.terminal.wait_for("TOPICS", PROMPT, "words that stay")
        line.terminal.resize(80, 24)
        line.terminal.wait_until_gone("TOPICS")
        line.terminal.wait_for(PROMPT, "words that stay", "^J reveal")


@pytest.mark.parametrize(("run", "said"), DEAF.values(), ids=DEAF)
def test_where_hang_ups_are_ignored_a_cut_ends_the_program_too_and_costs_next_to_nothing(
    machine: Machine, connect: Connect, counted: Counted, run: str, said: list[str]
) -> None:
    with connect(run=run) as line:
        line.terminal.wait_for(PROMPT)
        line.terminal.press("typed before the cut")
        line.terminal.wait_for("typed before the cut")
        before = used = seconds_of(line.pid)
        line.terminal.kill(signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while not line.has_ended():
            used = max(used, seconds_of(line.pid))
            assert time.monotonic() < deadline, f"still there after {used - before:.1f} s of processor time"
        assert line.said_to_the_end() == said
    assert used - before < 0.8, "the program went on reading the end of its input"
    assert "typed before the cut" in machine.drafts()
    assert ends(machine) == []
    counted(CUT, 1)
