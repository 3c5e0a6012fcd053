"""Bytes that are no key press do not act as keys, and a paste keeps its order."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import TIMEOUT, Terminal
from tpm_tui.ui.terminal.input.parser import SILENCE_SECONDS

pytestmark = [pytest.mark.terminal, pytest.mark.slow(240)]

PROMPT = "A program you own has slipped."
REVEALED = "1 Again"

REPLIES = [
    b"\x1b[>0;10;1c",
    b"\x1b[>65;7402;1c",
    b"\x1b]10;rgb:dcdc/dcdc/dcdc\x07\x1b]11;rgb:1c1c/1c1c/1c1c\x07",
    b"\x1b[?62;22c",
    b"\x1b[24;80R",
    b"\x1bP>|tmux 3.4\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b]52;c;aGVsbG8=\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[8;24;80t",
    b"\x1b[?25u",
    b"\x1b[?1004;2$y",
    b"\x1b[<0;10;5M\x1b[<0;10;5m",
    b"\x1b[M !!",
    b"\x1b[M\x20\xff\xfe",
    b"\x1b[32;10;5M",
    b"\x1b[<32;NaN;NaNM",
    b"\x1b[I\x1b[O\x1b[I",
    b"\x1b[48;24;80;480;640t",
    b"\x9b?62;22c",
    b"\xc2\x9b?62;22c",
    b"\x1b[97;1:3u",
    b"\x1b[1;1:3A",
    b"\x1b[97:65;2u",
    b"\x1b[99999999999u",
    b"\x1b[201~",
]
"""Replies, reports that are not enabled, and reports of keys that are released or damaged."""


def send(terminal: Terminal, *packets: bytes, pause: float = 0.0) -> None:
    """Write packets to the terminal, with a pause between them while its output is read."""
    for number, packet in enumerate(packets):
        if number:
            read_for(terminal, pause)
        os.write(terminal.master, packet)


def read_for(terminal: Terminal, seconds: float) -> None:
    """Read the output for some time: the pause is part of the input."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        terminal._read(left)


def grades(machine: Machine) -> int:
    """Return how many grades are on disk."""
    files = (machine.data / "history").glob("*.jsonl")
    return sum(path.read_text("utf-8").count('"grade"') for path in files)


@pytest.fixture
def terminal(machine: Machine) -> Iterator[Terminal]:
    """The app with the editor focused."""
    with machine.start("practice", TPM_TUI_NOW="2026-11-22T09:00:00+00:00") as terminal:
        terminal.wait_for(PROMPT, "0 words")
        yield terminal


@pytest.fixture
def reveal(terminal: Terminal) -> Callable[[], None]:
    """Return a function that reveals the answer and ticks the first point."""

    def show() -> None:
        terminal.press("ctrl+j")
        terminal.wait_for(REVEALED, "0 of 2")

    return show


def test_replies_in_the_reveal_are_no_keys(
    terminal: Terminal, machine: Machine, reveal: Callable[[], None]
) -> None:
    terminal.press("words")
    terminal.wait_for("1 word")
    reveal()
    for number, reply in enumerate(REPLIES):
        send(terminal, reply + b" ")  # space ticks the point
        terminal.wait_for("0 of 2" if number % 2 else "1 of 2", REVEALED, PROMPT[:20])
    for cut in (1, 2, 3, 9):
        send(terminal, REPLIES[0][:cut], REPLIES[0][cut:] + b" ", pause=0.03)
        terminal.wait_for("0 of 2" if (cut in (2, 9)) != (len(REPLIES) % 2 == 1) else "1 of 2", REVEALED)
    assert grades(machine) == 0
    terminal.press("3")
    terminal.wait_for("Two teams want opposite things.")
    assert grades(machine) == 1


def test_replies_in_the_editor_are_not_typed(terminal: Terminal, machine: Machine) -> None:
    for number, reply in enumerate(REPLIES):
        send(terminal, b"a" + reply + b"%d " % number)
    words = "".join(f"a{number} " for number in range(len(REPLIES)))
    terminal.wait_for(f"{len(REPLIES)} words", f"a{len(REPLIES) - 1}")
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    assert words.strip() in machine.drafts()


@pytest.mark.parametrize("introducer", [b"\x1b]", b"\x1bP", b"\x1bX", b"\x1b^", b"\x1b_"])
def test_escape_and_a_key_do_not_swallow_later_text(
    terminal: Terminal, machine: Machine, introducer: bytes
) -> None:
    send(terminal, b"before ", introducer + b"11;", b"after this", pause=1.3 * SILENCE_SECONDS)
    terminal.wait_for("before after this", "3 words")
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    assert "before after this" in machine.drafts()


@pytest.mark.parametrize("rest", [b"[3~", b"[1;5C", b"OA", b"[?62;22c", b"]11;rgb:1c1c/1c1c/1c1c\x07"])
def test_sequence_after_its_escape_is_no_grade(
    terminal: Terminal, machine: Machine, reveal: Callable[[], None], rest: bytes
) -> None:
    reveal()
    send(terminal, b"\x1b", rest, pause=0.12)
    terminal.press(" ")
    terminal.wait_for("1 of 2", REVEALED)
    assert grades(machine) == 0


def test_other_keys_after_escape_are_keys(terminal: Terminal, reveal: Callable[[], None]) -> None:
    reveal()
    send(terminal, b"\x1b", b"[j ", pause=0.12)
    terminal.wait_for("1 of 2")
    assert any("[x]" in row and "plain notice" in row for row in terminal.text().splitlines())


@pytest.mark.parametrize("chord", [b"\x1bu", b"\x1b[117;3u", b"\x1b\x1bu"])
def test_escape_and_undo_in_one_packet_undo(
    terminal: Terminal, machine: Machine, reveal: Callable[[], None], chord: bytes
) -> None:
    terminal.press("words")
    terminal.wait_for("1 word")
    reveal()
    terminal.press("3")
    terminal.wait_for("Two teams want opposite things.")
    terminal.press("second")
    terminal.wait_for("second")
    send(terminal, chord)
    terminal.wait_for(PROMPT, "Undone: Late program")
    assert "secondu" not in machine.drafts()


@pytest.mark.parametrize("chord", [b"\x1bq", b"\x1bd", b"\x1b1", b"\x1b\xc3\xa9", b"\x1b[113;3u"])
def test_alt_chord_types_nothing(terminal: Terminal, machine: Machine, chord: bytes) -> None:
    terminal.press("some words")
    terminal.wait_for("2 words")
    send(terminal, chord)
    terminal.wait_until_gone("esc leave")
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    assert '"some words"' in machine.drafts()


def test_alt_chord_with_a_binding_keeps_it(terminal: Terminal) -> None:
    terminal.press("some words")
    terminal.wait_for("2 words")
    send(terminal, b"\x1b\x7f")  # deletes a word
    terminal.wait_for("1 word", "esc leave")
    terminal.press("more")
    terminal.wait_for("some more")


def test_paste_with_escapes_keeps_its_order(terminal: Terminal, machine: Machine) -> None:
    send(terminal, b"\x1b[200~ERROR 12 \x1b[31mfailed\x1b[0m at step 3\x1b[201~")
    terminal.wait_for("ERROR 12 failed at step 3", "6 words")
    send(terminal, b"\x1b[200~\r\none\rtwo\x1b]0;t\x07\nthree\x1b[201~ and on")
    terminal.wait_for("three and on", "11 words")
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    assert "ERROR 12 failed at step 3\\none\\ntwo\\nthree and on" in machine.drafts()


def test_paste_in_the_reveal_is_no_command(
    terminal: Terminal, machine: Machine, reveal: Callable[[], None]
) -> None:
    reveal()
    send(terminal, b"\x1b[200~3\n3\nq\x1b[201~ ")
    terminal.wait_for("1 of 2", REVEALED)
    send(terminal, b"\x1b[200~3", b"3\rq\x1b[201~ ", pause=1.3 * SILENCE_SECONDS)
    terminal.wait_for("0 of 2", REVEALED)
    assert grades(machine) == 0


def test_mouse_click_moves_the_cursor_if_enabled(machine: Machine) -> None:
    (machine.home / "config.yaml").write_text("mouse: true\n", "utf-8")
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT, "0 words")
        terminal.press("abcdef")
        terminal.wait_for("abcdef")
        row, line = next(
            (row, line) for row, line in enumerate(terminal.screen.display, 1) if "abcdef" in line
        )
        column = line.index("c") + 1
        send(terminal, f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m".encode())
        while (terminal.screen.cursor.y, terminal.screen.cursor.x) != (row - 1, column - 1):
            assert terminal._read(TIMEOUT)
        terminal.press("X")
        terminal.wait_for("abXcdef")


@pytest.mark.parametrize(("delay", "found"), [("1000", True), ("20", False)])
def test_escape_delay_is_configurable(machine: Machine, delay: str, found: bool) -> None:
    with machine.start("practice", ESCDELAY=delay) as terminal:
        terminal.wait_for(PROMPT, "0 words")
        terminal.press("ab")
        terminal.wait_for("1 word")
        send(terminal, b"\x1b", b"[D", b"X", pause=0.3)
        if found:
            terminal.wait_for("aXb")
        else:
            terminal.wait_until_gone("esc leave")
            assert "aXb" not in terminal.text()


CRASH = """\
import os
read = os.read
def read_or_fail(fd, size):
    data = read(fd, size)
    if b"crash" in data:
        raise RuntimeError("a private answer")
    return data
os.read = read_or_fail
"""


def test_error_in_the_input_thread_exits_1(machine: Machine, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(CRASH, "utf-8")
    path = os.pathsep.join([str(broken), os.getcwd()])
    with machine.start("practice", PYTHONPATH=path, XDG_STATE_HOME=str(tmp_path)) as terminal:
        terminal.wait_for(PROMPT, "0 words")
        terminal.press("some words")
        terminal.wait_for("2 words")
        terminal.press("crash")
        assert terminal.wait() == 1
        shown = terminal.raw.decode().rpartition("\x1b[?1049l")[2]
    assert "internal error" in shown
    assert "Traceback" not in shown
    assert "some words" in machine.drafts()
    assert "RuntimeError" in (tmp_path / "tpm-tui" / "tpm-tui.log").read_text("utf-8")
