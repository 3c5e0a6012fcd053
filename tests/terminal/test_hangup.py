"""Hangups, stop and continue, invalid input and many resizes lose no text; a hangup ends the program."""

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
from tests.terminal.terminal import TIMEOUT, Terminal
from tpm_tui.core.cards.events import SessionEnd
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.store import Store
from tpm_tui.ui.terminal import hangup
from tpm_tui.ui.terminal.hangup import HangupWatcher, is_hung_up

pytestmark = [pytest.mark.terminal, pytest.mark.slow(240)]

PROMPT = "A program you own has slipped."
OFFER = "Resume the session of"

IGNORE_HUP = "trap '' HUP; {python} -m tpm_tui {args}; exit $?"
"""Shell command that ignores SIGHUP, as `nohup` and some wrappers do."""


def start_ignoring_hup(machine: Machine, args: str = "practice", **environ: str) -> Terminal:
    command = ["sh", "-c", IGNORE_HUP.format(python=sys.executable, args=args)]
    return Terminal(command, {**machine.environ, **environ})


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds of all processes of a session."""
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


def measure_hangup(terminal: Terminal) -> tuple[float, float, int]:
    """Hang up and wait; return the seconds and CPU seconds until the end, and the exit code."""
    before = cpu_seconds(terminal.pid)
    began = time.monotonic()
    terminal.hang_up()
    _, status, usage = os.wait4(terminal.pid, 0)
    terminal._status = status
    used = usage.ru_utime + usage.ru_stime - before
    return time.monotonic() - began, used, os.waitstatus_to_exitcode(status)


def feed(terminal: Terminal, data: bytes) -> None:
    """Send a large input while reading the output."""
    os.set_blocking(terminal.master, False)
    deadline = time.monotonic() + TIMEOUT
    while data:
        assert time.monotonic() < deadline
        try:
            data = data[os.write(terminal.master, data) :]
        except BlockingIOError:
            select.select([terminal.master], [terminal.master], [], 1)
        while select.select([terminal.master], [], [], 0)[0]:
            assert terminal._read(0)
    os.set_blocking(terminal.master, True)


def type_and_wait(terminal: Terminal, text: str) -> None:
    """Type a text and wait until it is saved."""
    terminal.press(text)
    terminal.wait_for(text, "· saved")


def wait_for_draft(machine: Machine, text: str) -> None:
    """Wait until a draft on disk contains the text."""
    while text not in machine.drafts():
        select.select([], [], [], 0.01)


def wait_until_stopped(terminal: Terminal) -> bool:
    """Wait until the program is stopped; return whether the terminal echoes, as a shell expects."""
    deadline = time.monotonic() + TIMEOUT
    while not os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG)[0]:
        assert time.monotonic() < deadline
        terminal._read(0.02)
    while select.select([terminal.master], [], [], 0)[0]:
        assert terminal._read(0)
    return bool(termios.tcgetattr(terminal.master)[3] & termios.ECHO)


def count_threads(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/task"))


def session_ends(machine: Machine) -> list[object]:
    """Return the session end entries of the history."""
    store = Store.open(machine.data, Workspace.find(machine.environ).rules)
    return [entry for entry in store.entries() if isinstance(entry, SessionEnd)]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processor time is read from /proc")
@pytest.mark.parametrize("driver", ["", "stock"])
def test_hangup_without_signal_ends_the_app_quickly(machine: Machine, driver: str) -> None:
    with start_ignoring_hup(machine, TPM_TUI_DRIVER=driver) as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("typed before the drop")
        terminal.wait_for("typed before the drop")
        seconds, used, code = measure_hangup(terminal)
    assert "typed before the drop" in machine.drafts()
    assert (code, session_ends(machine)) == (hangup.EXIT_CODE, [])
    assert seconds < hangup.EXIT_TIMEOUT_SECONDS
    assert used < 0.8, "the program kept reading the end of its input"


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_output_after_a_hangup_keeps_the_exit_code(machine: Machine, term: str) -> None:
    # Textual's own driver writes even after a hangup.
    command = ["sh", "-c", IGNORE_HUP.format(python=sys.executable, args="practice")]
    buffered = {name: value for name, value in machine.environ.items() if name != "PYTHONUNBUFFERED"}
    with Terminal(
        command, {**buffered, "PYTHONPATH": os.getcwd(), "TERM": term, "TPM_TUI_DRIVER": "stock"}
    ) as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("typed before the drop\r")
        terminal.wait_for("typed before the drop")
        if term == "dumb":  # what is shown is the terminal's echo: plain mode may not have read the line yet
            wait_for_draft(machine, "typed before the drop")
        terminal.hang_up()
        assert terminal.wait() == hangup.EXIT_CODE
    assert "typed before the drop" in machine.drafts()


def test_hangup_in_plain_mode_leaves_the_session_open(machine: Machine) -> None:
    with start_ignoring_hup(machine, TERM="dumb") as terminal:
        terminal.wait_for(PROMPT, "end it with a line")
        terminal.press("a line before the drop\r")
        terminal.wait_for("before the drop")
        wait_for_draft(machine, "before the drop")
        terminal.hang_up()
        assert terminal.wait()
    assert "a line before the drop" in machine.drafts()
    assert session_ends(machine) == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_signal_in_plain_mode_leaves_the_session_open(machine: Machine, number: signal.Signals) -> None:
    with machine.start("practice", TERM="dumb") as terminal:
        terminal.wait_for(PROMPT, "end it with a line")
        terminal.press("a line before\r")
        wait_for_draft(machine, "a line before")
        terminal.kill(number)
        assert terminal.wait() == 128 + number
    assert session_ends(machine) == []


def test_watcher_saves_and_exits_if_event_loop_is_stuck(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The event loop may block forever on a write, so it never handles the exit request."""
    ended = Event()
    monkeypatch.setattr(hangup, "SAVE_TIMEOUT_SECONDS", 0.01)
    monkeypatch.setattr(hangup, "EXIT_TIMEOUT_SECONDS", 0.02)
    monkeypatch.setattr(os, "_exit", lambda code: ended.set())
    calls: list[str] = []
    master, slave = os.openpty()
    watcher = HangupWatcher(slave, lambda: calls.append("exit requested"), lambda: calls.append("saved"))
    watcher.start()
    assert not is_hung_up(slave)
    os.close(master)
    watcher.join(TIMEOUT)
    assert calls == ["exit requested", "saved"]
    assert ended.wait(TIMEOUT)
    os.close(slave)


def test_watcher_does_not_save_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = Event()
    monkeypatch.setattr(hangup, "EXIT_TIMEOUT_SECONDS", 0.02)
    monkeypatch.setattr(os, "_exit", lambda code: ended.set())
    saved: list[str] = []
    master, slave = os.openpty()
    watcher = HangupWatcher(slave, lambda: watcher.saved.set(), lambda: saved.append("again"))
    watcher.start()
    os.close(master)
    watcher.join(TIMEOUT)
    assert saved == []
    assert ended.wait(TIMEOUT)
    os.close(slave)


NO_JOB_CONTROL = "No shell is waiting for this program"


@pytest.mark.parametrize("wrapper", ["", "{tpm}; echo ended"])
def test_ctrl_z_without_job_control_shows_a_notice(machine: Machine, wrapper: str) -> None:
    tpm = f"{sys.executable} -m tpm_tui practice"
    command = ["sh", "-c", wrapper.format(tpm=tpm)] if wrapper else tpm.split()
    with Terminal(command, machine.environ) as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("to be kept")
        terminal.wait_for("3 words")
        for opened, closed in (("", ""), ("escape", ""), ("N", "escape"), ("ctrl+j", "")):
            if opened:
                terminal.press(opened)
                terminal.wait_until_gone(NO_JOB_CONTROL if opened != "N" else PROMPT)
            terminal.press("ctrl+z", *([closed] if closed else []))
            terminal.wait_for(NO_JOB_CONTROL, "to be kept")
        assert os.waitpid(terminal.pid, os.WNOHANG | os.WUNTRACED) == (0, 0)


@pytest.mark.parametrize("wrapper", ["{tpm}", "sh -c '{tpm}; exit $?'"])
def test_ctrl_z_goes_back_to_the_shell(machine: Machine, wrapper: str) -> None:
    line = wrapper.format(tpm=f"{sys.executable} -m tpm_tui practice")
    environ = {**machine.environ, "PS1": "shell> "}
    with Terminal(["bash", "--norc", "--noprofile", "-i"], environ) as terminal:
        terminal.wait_for("shell>")
        terminal.press(f"{line}\r")
        terminal.wait_for(PROMPT, "0 words")
        for typed in ("before the stop", " and after it"):
            terminal.screen.reset()
            terminal.press(typed, "ctrl+z")
            terminal.wait_for("Stopped", "shell>")
            assert typed in machine.drafts(), "the draft is not saved before the stop"
            terminal.screen.reset()
            terminal.press("fg\r")
            terminal.wait_for("before the stop", "^J reveal")
        terminal.wait_for("before the stop and after it", "6 words")
        terminal.press("ctrl+q")
        terminal.wait_for("shell>")
        terminal.press("echo code $?\r")
        terminal.wait_for("code 0")
        terminal.press("exit\r")
        terminal.wait()
    assert "before the stop and after it" in machine.drafts()


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_continued_app_repaints_and_accepts_keys(machine: Machine, number: signal.Signals) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        type_and_wait(terminal, "before the stop")
        running = count_threads(terminal.pid)
        for typed in range(1, 4):
            terminal.kill(number)
            is_shell_mode = wait_until_stopped(terminal)
            assert is_shell_mode == (number == signal.SIGTSTP)
            if is_shell_mode:
                assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
            # Set the modes of a shell and clear the screen, as a shell would.
            attributes = termios.tcgetattr(terminal.master)
            attributes[3] |= termios.ECHO | termios.ICANON
            termios.tcsetattr(terminal.master, termios.TCSANOW, attributes)
            terminal.screen.reset()
            terminal.kill(signal.SIGCONT)
            terminal.wait_for(PROMPT, "before the stop", "^J reveal")
            assert terminal.raw.rfind(b"\x1b[?1049l") < terminal.raw.rfind(b"\x1b[?1049h")
            terminal.press("!")
            terminal.wait_for("before the stop" + "!" * typed)
        assert count_threads(terminal.pid) == running, "a second input thread"
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert termios.tcgetattr(terminal.master)[3] & termios.ECHO


def test_stopped_app_holds_no_lock_and_survives_hangup(
    machine: Machine,
) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        type_and_wait(terminal, "before the stop")
        terminal.kill(signal.SIGTSTP)
        wait_until_stopped(terminal)
        began = time.monotonic()
        with machine.start("practice", "--plain", "--question", "2", TERM="dumb") as other:
            other.wait_for("end it with a line")
            other.press("another answer\r", ".\r")
            other.wait_for("Grade:")
            other.press("3\r")
            other.wait_for("graded two-goals")
            other.press("\r")  # no recall of what was missed
            other.wait()
        assert time.monotonic() - began < 30
        terminal.hang_up()
        terminal.kill(signal.SIGCONT)
        terminal.wait()
    assert "before the stop" in machine.drafts()


def test_invalid_bytes_and_mouse_reports_are_ignored(machine: Machine) -> None:
    with machine.start("practice") as terminal:
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
def test_very_long_paste_is_complete(machine: Machine, line: str) -> None:
    text = line * (200_000 // len(line))
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        feed(terminal, b"\x1b[200~" + text.encode() + b"\x1b[201~")
        terminal.wait_for(f"{len(text.split())} words", "· saved")
        assert machine.drafts().count("word") == text.count("word")
        terminal.press("ctrl+_")
        terminal.wait_for("  0 words")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_many_resizes_lose_nothing(machine: Machine) -> None:
    rng = random.Random(22)
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("words that stay")
        terminal.wait_for("3 words")
        for n in range(200):
            size = [(0, 0), (1, 1), (0, 24), (80, 0)][n // 50] if n % 50 == 0 else None
            columns, rows = size or (rng.randint(1, 300), rng.randint(1, 100))
            resize(terminal, columns, rows)
            while select.select([terminal.master], [], [], 0)[0]:
                assert terminal._read(0), "the program ended"
        resize(terminal, 80, 24)
        redraw(terminal)
        terminal.wait_for(PROMPT, "words that stay", "3 words", "^J reveal")
        for key, shown in (
            ("ctrl+j", "suggested"),
            ("3", "Two teams"),
            ("escape", "enter write"),
            ("q", "REPORT"),
        ):
            terminal.press(key)
            terminal.wait_for(shown)
            for columns, rows in ((1, 1), (0, 0), (7, 3), (300, 2), (2, 90)):
                resize(terminal, columns, rows)
            resize(terminal, 80, 24)
            redraw(terminal)
            terminal.wait_for(shown)
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_last_of_several_resizes_is_used(machine: Machine) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        for _ in range(20):
            for columns, rows in ((2, 90), (100, 30), (120, 36)):
                resize(terminal, columns, rows)
            redraw(terminal)
            terminal.wait_for("TOPICS", PROMPT)
            for columns, rows in ((300, 60), (120, 30), (80, 24)):
                resize(terminal, columns, rows)
            redraw(terminal)
            terminal.wait_for(PROMPT, "^J reveal")
            terminal.wait_until_gone("TOPICS")


def redraw(terminal: Terminal) -> None:
    """Clear the screen and press ctrl+l, since frames for other sizes may have left text behind."""
    terminal.screen.reset()
    terminal.press("\x0c")


def resize(terminal: Terminal, columns: int, rows: int) -> None:
    """Resize the terminal, also to sizes that pyte does not support."""
    if columns and rows:
        terminal.resize(columns, rows)
    else:
        termios.tcsetwinsize(terminal.master, (rows, columns))


def test_interrupted_session_can_be_resumed(machine: Machine) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("ctrl+j")
        terminal.wait_for("suggested")
        terminal.press("3")
        terminal.wait_for("Two teams want")
        type_and_wait(terminal, "half of it")
        terminal.hang_up()
        terminal.wait()
    with machine.start("practice", "--question", "2") as terminal:
        terminal.wait_for("Two teams want", "half of it")
        assert OFFER not in terminal.text()
        terminal.kill(signal.SIGKILL)
        terminal.wait()
    with machine.start("practice") as terminal:
        terminal.wait_for(
            OFFER, "question 2, 3 words typed", "Resume  continue", "New session", "esc not now"
        )
        terminal.press("enter")
        terminal.wait_for("^J reveal", "half of it")
        terminal.press(" and the rest")
        terminal.wait_for("half of it and the rest")
        terminal.press("ctrl+j")
        terminal.wait_for("suggested")
        terminal.press("3")
        terminal.wait_for("Session done: 2 answers")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert len(session_ends(machine)) == 1
    with machine.start("practice") as terminal:
        terminal.wait_for("tpm-tui")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert OFFER not in terminal.text()


def test_lines_typed_while_starting_do_not_answer(machine: Machine) -> None:
    with machine.start("practice", "--plain") as terminal:
        terminal.wait_for(PROMPT, "end it with a line")
        terminal.press("typed before\r")
        wait_for_draft(machine, "typed before")
        terminal.hang_up()
        terminal.wait()
    with machine.start("practice", "--plain") as terminal:
        terminal.press("n\r")
        terminal.wait_for(OFFER, "typed while the program started was discarded")
        assert PROMPT not in terminal.text()
        terminal.press("\r")
        terminal.wait_for(PROMPT, "typed before", "end it with a line")
    assert session_ends(machine) == []


@pytest.mark.parametrize("answer", ["\r", "n\r"])
def test_plain_mode_offers_to_resume(machine: Machine, answer: str) -> None:
    with machine.start("practice", "--plain") as terminal:
        terminal.wait_for(PROMPT, "end it with a line")
        terminal.press("typed before\r")
        wait_for_draft(machine, "typed before")
        terminal.hang_up()
        terminal.wait()
    with machine.start("practice", "--plain") as terminal:
        terminal.wait_for(OFFER, "question 7, 2 words typed", "enter resumes")
        assert PROMPT not in terminal.text()
        terminal.press("what?\r")
        terminal.wait_for("enter or n")
        terminal.press(answer)
        terminal.wait_for(PROMPT, "Your draft so far", "typed before", "end it with a line")
        terminal.press(".\r")
        terminal.wait_for("Grade:")
        terminal.press("q\r")
        terminal.wait()
    # The session that was not resumed, and the one that was ended at its reveal.
    assert len(session_ends(machine)) == (1 if answer == "\r" else 2)


STOPPING_EDITOR = """\
import os, signal
print("IN THE EDITOR", flush=True)
input()
os.kill(0, signal.SIGTSTP)
print("CONTINUED", flush=True)
input()
"""
"""An editor that stops on ctrl+z as vim does: the whole job."""


def test_stop_in_the_external_editor_reaches_the_shell(machine: Machine) -> None:
    script = machine.home / "editor.py"
    script.write_text(STOPPING_EDITOR, "utf-8")
    editor = f"{sys.executable} {script}"
    environ = {**machine.environ, "PS1": "shell> ", "EDITOR": editor}
    with Terminal(["bash", "--norc", "--noprofile", "-i"], environ) as terminal:
        terminal.wait_for("shell>")
        terminal.press(f"{sys.executable} -m tpm_tui practice\r")
        terminal.wait_for(PROMPT, "0 words")
        terminal.press("escape")
        terminal.wait_until_gone("esc leave")
        terminal.press("e")
        terminal.wait_for("IN THE EDITOR")
        terminal.screen.reset()
        terminal.press("\r")
        terminal.wait_for("Stopped", "shell>")
        terminal.screen.reset()
        terminal.press("fg\r")
        terminal.wait_for("CONTINUED")
        terminal.press("\r")
        terminal.wait_for(PROMPT, "0 words")
        terminal.screen.reset()
        terminal.press("ctrl+q")
        terminal.wait_for("shell>")
        terminal.press("echo code $?\r")
        terminal.wait_for("code 0")
        terminal.press("exit\r")
        terminal.wait()
