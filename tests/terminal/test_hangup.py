"""A terminal that goes away, stops its program, or says strange things: nothing is lost, all of it ends."""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import termios
import time
from pathlib import Path
from threading import Event

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import PATIENCE, Terminal
from tpm_tui.core.cards.events import SessionEnd
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.store import Store
from tpm_tui.ui.terminal import hangup
from tpm_tui.ui.terminal.hangup import HangupWatcher, is_hung_up

pytestmark = pytest.mark.terminal

PROMPT = "A program you own has slipped."
OFFER = "Resume the session of"

DEAF = "trap '' HUP; {python} -m tpm_tui {args}; exit $?"
"""A shell that passes no hang-up on, as `nohup` and some wrappers do."""


UNSEEN = """\
from textual.drivers.linux_driver import LinuxDriver
from tpm_tui.cli.main import main
from tpm_tui.ui.terminal.driver import TerminalDriver
TerminalDriver.write = LinuxDriver.write
main()
"""
"""Starts the program so that it writes to a terminal that is gone, as if it had gone after the look at it."""


def deaf(machine: Machine, args: str = "", **environ: str) -> Terminal:
    command = ["sh", "-c", DEAF.format(python=sys.executable, args=args)]
    return Terminal(command, {**machine.environ, **environ})


def seconds_of(pid: int) -> float:
    """Processor seconds of all processes of a session."""
    ticks = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == pid:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def at_hang_up(terminal: Terminal) -> tuple[float, float, int]:
    """Hang up; returns seconds and processor seconds until all has ended, and the exit code."""
    before = seconds_of(terminal.pid)
    began = time.monotonic()
    terminal.hang_up()
    _, status, usage = os.wait4(terminal.pid, 0)
    terminal._status = status
    used = usage.ru_utime + usage.ru_stime - before
    return time.monotonic() - began, used, os.waitstatus_to_exitcode(status)


def feed(terminal: Terminal, data: bytes) -> None:
    """Send much, while reading what comes back."""
    os.set_blocking(terminal.master, False)
    deadline = time.monotonic() + PATIENCE
    while data:
        assert time.monotonic() < deadline
        try:
            data = data[os.write(terminal.master, data) :]
        except BlockingIOError:
            select.select([terminal.master], [terminal.master], [], 1)
        while select.select([terminal.master], [], [], 0)[0]:
            assert terminal._read(0)
    os.set_blocking(terminal.master, True)


def type_and_see(terminal: Terminal, text: str) -> None:
    """Type, and wait until it is saved."""
    terminal.press(text)
    terminal.wait_for(text, "· saved")


def stopped(terminal: Terminal) -> bool:
    """Wait until the program is stopped; whether the terminal is as a shell wants it."""
    deadline = time.monotonic() + PATIENCE
    while not os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG)[0]:
        assert time.monotonic() < deadline
        terminal._read(0.02)
    while select.select([terminal.master], [], [], 0)[0]:
        assert terminal._read(0)
    return bool(termios.tcgetattr(terminal.master)[3] & termios.ECHO)


def threads(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/task"))


def ends(machine: Machine) -> list[object]:
    """The entries that say that a session ended."""
    store = Store.open(machine.data, Workspace.find(machine.environ).rules)
    return [entry for entry in store.entries() if isinstance(entry, SessionEnd)]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processor time is read from /proc")
@pytest.mark.parametrize("driver", ["", "stock"])
def test_a_hang_up_that_nobody_passes_on_ends_the_app_at_once_and_costs_next_to_nothing(
    machine: Machine, driver: str
) -> None:
    with deaf(machine, TPM_TUI_DRIVER=driver) as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("typed before the drop")
        terminal.wait_for("typed before the drop")
        seconds, used, code = at_hang_up(terminal)
    assert "typed before the drop" in machine.drafts()
    assert (code, ends(machine)) == (hangup.EXIT_CODE, [])
    assert seconds < hangup.END_SECONDS
    assert used < 0.8, "the program went on reading the end of its input"


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_what_was_still_to_be_written_at_a_hang_up_changes_no_exit_code(machine: Machine, term: str) -> None:
    started = machine.home / "started.py"
    started.write_text(UNSEEN, "utf-8")
    command = ["sh", "-c", f"trap '' HUP; {sys.executable} {started}; exit $?"]
    buffered = {name: value for name, value in machine.environ.items() if name != "PYTHONUNBUFFERED"}
    with Terminal(command, {**buffered, "PYTHONPATH": os.getcwd(), "TERM": term}) as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("typed before the drop\r")
        terminal.wait_for("typed before the drop")
        terminal.hang_up()
        assert terminal.wait() == hangup.EXIT_CODE
    assert "typed before the drop" in machine.drafts()


def test_a_hang_up_that_nobody_passes_on_ends_the_lines_and_leaves_the_session_open(machine: Machine) -> None:
    with deaf(machine, TERM="dumb") as terminal:
        terminal.wait_for(PROMPT, "ends it.")
        terminal.press("a line before the drop\r")
        terminal.wait_for("before the drop")
        while "before the drop" not in machine.drafts():
            select.select([], [], [], 0.01)
        terminal.hang_up()
        assert terminal.wait()
    assert "a line before the drop" in machine.drafts()
    assert ends(machine) == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_in_lines_a_signal_leaves_the_session_open(machine: Machine, number: signal.Signals) -> None:
    with machine.start(TERM="dumb") as terminal:
        terminal.wait_for(PROMPT, "ends it.")
        terminal.press("a line before\r")
        while "a line before" not in machine.drafts():
            select.select([], [], [], 0.01)
        terminal.kill(number)
        assert terminal.wait() == 128 + number
    assert ends(machine) == []


def test_an_event_loop_that_is_stuck_keeps_nobody_from_saving_and_ending(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The loop may wait for ever to write to the terminal: it never does what it is asked to."""
    ended = Event()
    monkeypatch.setattr(hangup, "LOOP_SECONDS", 0.01)
    monkeypatch.setattr(hangup, "END_SECONDS", 0.02)
    monkeypatch.setattr(os, "_exit", lambda code: ended.set())
    done: list[str] = []
    master, slave = os.openpty()
    watch = HangupWatcher(slave, lambda: done.append("asked"), lambda: done.append("saved"))
    watch.start()
    assert not is_hung_up(slave)
    os.close(master)
    watch.join(PATIENCE)
    assert done == ["asked", "saved"]
    assert ended.wait(PATIENCE)
    os.close(slave)


def test_what_the_event_loop_has_saved_is_not_saved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = Event()
    monkeypatch.setattr(hangup, "END_SECONDS", 0.02)
    monkeypatch.setattr(os, "_exit", lambda code: ended.set())
    saved: list[str] = []
    master, slave = os.openpty()
    watch = HangupWatcher(slave, lambda: watch.saved.set(), lambda: saved.append("again"))
    watch.start()
    os.close(master)
    watch.join(PATIENCE)
    assert saved == []
    assert ended.wait(PATIENCE)
    os.close(slave)


def test_ctrl_z_in_the_editor_is_undo_and_stops_nothing(machine: Machine) -> None:
    with machine.start() as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("to be taken back")
        terminal.wait_for("4 words")
        terminal.press("ctrl+z")
        terminal.wait_for("0 words")
        terminal.press("written anew")
        terminal.wait_for("2 words")
        assert os.waitpid(terminal.pid, os.WNOHANG | os.WUNTRACED) == (0, 0)


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_program_that_was_stopped_paints_its_screen_again_and_takes_keys(
    machine: Machine, number: signal.Signals
) -> None:
    with machine.start() as terminal:
        terminal.wait_for(PROMPT)
        type_and_see(terminal, "before the stop")
        running = threads(terminal.pid)
        for _ in range(3):
            terminal.kill(number)
            as_shell = stopped(terminal)
            assert as_shell == (number == signal.SIGTSTP)
            if as_shell:
                assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
            # The shell's own modes, and its own text on the screen.
            attributes = termios.tcgetattr(terminal.master)
            attributes[3] |= termios.ECHO | termios.ICANON
            termios.tcsetattr(terminal.master, termios.TCSANOW, attributes)
            terminal.screen.reset()
            terminal.kill(signal.SIGCONT)
            terminal.wait_for(PROMPT, "before the stop", "^J reveal")
            assert terminal.raw.rfind(b"\x1b[?1049l") < terminal.raw.rfind(b"\x1b[?1049h")
            terminal.press("!")
            terminal.wait_for("!")
        assert threads(terminal.pid) == running, "a second reader of the keys"
        terminal.wait_for("before the stop!!!")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert termios.tcgetattr(terminal.master)[3] & termios.ECHO


def test_a_stopped_program_holds_no_lock_and_a_drop_meanwhile_loses_nothing(
    machine: Machine,
) -> None:
    with machine.start() as terminal:
        terminal.wait_for(PROMPT)
        type_and_see(terminal, "before the stop")
        terminal.kill(signal.SIGTSTP)
        stopped(terminal)
        began = time.monotonic()
        with machine.start("practice", "--plain", "--question", "2", TERM="dumb") as other:
            other.wait_for("ends it.")
            other.press("another answer\r", ".\r")
            other.wait_for("Grade:")
            other.press("3\r")
            other.wait_for("graded two-goals")
            other.wait()
        assert time.monotonic() - began < 30
        terminal.hang_up()
        terminal.kill(signal.SIGCONT)
        terminal.wait()
    assert "before the stop" in machine.drafts()


def test_strange_bytes_mouse_reports_and_a_paste_that_ends_early_end_nothing(machine: Machine) -> None:
    with machine.start() as terminal:
        terminal.wait_for(PROMPT)
        os.write(terminal.master, b"caf\xe9 \xff au lait")
        terminal.wait_for("caf\ufffd \ufffd au lait")
        for place in (33, 95, 160, 201, 233, 255):
            os.write(terminal.master, b"\x1b[M" + bytes([32, place, place]))
        terminal.press(" then")
        terminal.wait_for("au lait then", "5 words")
        os.write(terminal.master, b"\x1b[200~ one\x1b[201~ two\x1b[201~ three")
        terminal.wait_for("au lait then one two three", "8 words", "· saved")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert "au lait then one two three" in machine.drafts()


@pytest.mark.parametrize("line", ["a line of some words\n", "word "])
def test_a_paste_of_two_hundred_thousand_characters_is_taken_whole(machine: Machine, line: str) -> None:
    text = line * (200_000 // len(line))
    with machine.start() as terminal:
        terminal.wait_for(PROMPT)
        feed(terminal, b"\x1b[200~" + text.encode() + b"\x1b[201~")
        terminal.wait_for(f"{len(text.split())} words", "· saved")
        assert machine.drafts().count("word") == text.count("word")
        terminal.press("ctrl+z")
        terminal.wait_for("  0 words")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_two_hundred_sizes_in_a_row_and_terminals_of_no_size_lose_nothing(machine: Machine) -> None:
    chance = random.Random(22)
    with machine.start() as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("words that stay")
        terminal.wait_for("3 words")
        for n in range(200):
            size = [(0, 0), (1, 1), (0, 24), (80, 0)][n // 50] if n % 50 == 0 else None
            columns, rows = size or (chance.randint(1, 300), chance.randint(1, 100))
            resize(terminal, columns, rows)
            while select.select([terminal.master], [], [], 0)[0]:
                assert terminal._read(0), "the program ended"
        resize(terminal, 80, 24)
        drawn_anew(terminal)
        terminal.wait_for(PROMPT, "words that stay", "3 words", "^J reveal")
        for key, shown in (
            ("ctrl+j", "KEY POINTS"),
            ("3", "Two teams"),
            ("escape", "enter write"),
            ("q", "REPORT"),
        ):
            terminal.press(key)
            terminal.wait_for(shown)
            for columns, rows in ((1, 1), (0, 0), (7, 3), (300, 2), (2, 90)):
                resize(terminal, columns, rows)
            resize(terminal, 80, 24)
            drawn_anew(terminal)
            terminal.wait_for(shown)
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_of_several_sizes_that_come_at_once_the_last_one_stays(machine: Machine) -> None:
    with machine.start() as terminal:
        terminal.wait_for(PROMPT)
        for _ in range(20):
            for columns, rows in ((2, 90), (100, 30), (120, 36)):
                resize(terminal, columns, rows)
            drawn_anew(terminal)
            terminal.wait_for("TOPICS", PROMPT)
            for columns, rows in ((300, 60), (120, 30), (80, 24)):
                resize(terminal, columns, rows)
            drawn_anew(terminal)
            terminal.wait_for(PROMPT, "^J reveal")
            terminal.wait_until_gone("TOPICS")


def drawn_anew(terminal: Terminal) -> None:
    """Have all of it painted on an empty screen: of frames for other sizes something may be left."""
    terminal.screen.reset()
    terminal.press("\x0c")


def resize(terminal: Terminal, columns: int, rows: int) -> None:
    """Give the terminal any size, those too that no screen in memory can have."""
    if columns and rows:
        terminal.resize(columns, rows)
    else:
        termios.tcsetwinsize(terminal.master, (rows, columns))


def test_the_session_that_was_cut_off_is_offered_and_goes_on(machine: Machine) -> None:
    with machine.start() as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("ctrl+j")
        terminal.wait_for("KEY POINTS")
        terminal.press("3")
        terminal.wait_for("Two teams want")
        type_and_see(terminal, "half of it")
        terminal.hang_up()
        terminal.wait()
    with machine.start("practice", "--question", "2") as terminal:
        terminal.wait_for("Two teams want", "half of it")
        assert OFFER not in terminal.text()
        terminal.kill(signal.SIGKILL)
        terminal.wait()
    with machine.start("practice") as terminal:
        terminal.wait_for(OFFER, "question 2, 3 words typed", "y resume", "n start afresh")
        terminal.press("enter")
        terminal.wait_for("^J reveal", "half of it")
        terminal.press(" and the rest")
        terminal.wait_for("half of it and the rest")
        terminal.press("ctrl+j")
        terminal.wait_for("KEY POINTS")
        terminal.press("3")
        terminal.wait_for("Session done: 2 answers")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert len(ends(machine)) == 1
    with machine.start() as terminal:
        terminal.wait_for("tpm-tui")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert OFFER not in terminal.text()


@pytest.mark.parametrize("answer", ["\r", "n\r"])
def test_in_lines_whoever_sits_at_a_terminal_is_asked(machine: Machine, answer: str) -> None:
    with machine.start("practice", "--plain") as terminal:
        terminal.wait_for(PROMPT, "ends it.")
        terminal.press("typed before\r")
        while "typed before" not in machine.drafts():
            select.select([], [], [], 0.01)
        terminal.hang_up()
        terminal.wait()
    with machine.start("practice", "--plain") as terminal:
        terminal.wait_for(OFFER, "question 7, 2 words typed", "enter resumes")
        assert PROMPT not in terminal.text()
        terminal.press("what?\r")
        terminal.wait_for("enter or n")
        terminal.press(answer)
        terminal.wait_for(PROMPT, "Your draft so far", "typed before", "ends it.")
        terminal.press(".\r")
        terminal.wait_for("Grade:")
        terminal.press("q\r")
        terminal.wait()
    assert len(ends(machine)) == 1
