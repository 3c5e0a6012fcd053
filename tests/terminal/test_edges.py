"""Where the app meets other programs and odd terminals: editors, redirections, strange bytes."""

from __future__ import annotations

import os
import re
import sys

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import Terminal
from tests.ui import untrusted

pytestmark = pytest.mark.terminal

PROMPT = "A program you own has slipped."

EDITOR = """\
import sys
from pathlib import Path
print("IN THE EDITOR", sys.argv[-2])
input()
file = Path(sys.argv[-1])
file.write_text(file.read_text("utf-8").replace("has slipped", "is late"), "utf-8")
"""


def command_line(machine: Machine, line: str, **environ: str) -> Terminal:
    """A shell on the terminal runs a command line; {tpm} in it is the program."""
    tpm = f"{sys.executable} -m tpm_tui"
    command = ["sh", "-c", line.replace("{tpm}", tpm)]
    return Terminal(command, {**machine.environ, **environ})


def test_the_terminal_goes_to_the_editor_and_comes_back(machine: Machine) -> None:
    script = machine.home / "editor.py"
    script.write_text(EDITOR, "utf-8")
    with machine.start(EDITOR=f"{sys.executable} {script}") as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("words so far")
        terminal.wait_for("3 words")
        terminal.press("escape")
        terminal.wait_until_gone("esc leave")
        terminal.press("e")
        terminal.wait_for("IN THE EDITOR +3")
        terminal.press("enter")
        terminal.wait_for("A program you own is late.", "words so far", "The bank was read again.")
        terminal.press(" and on")
        terminal.wait_for("words so far and on")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_an_output_that_is_no_terminal_gets_lines(machine: Machine) -> None:
    err, out = machine.home / "err", machine.home / "out"
    for redirected in (f"2>{err}", f">{out}", "2>&1 | cat"):
        with command_line(machine, f"{{tpm}} {redirected}; echo code $?") as terminal:
            if redirected[0] != ">":
                terminal.wait_for(PROMPT, 'A line with only "." ends it.')
            terminal.press(".\r")
            if redirected[0] != ">":
                terminal.wait_for("Grade:")
            terminal.press("q\r")
            terminal.wait_for("code 0")
            assert b"\x1b[?1049h" not in terminal.raw
    assert err.read_text("utf-8") == ""
    assert PROMPT in out.read_text("utf-8")


def test_input_from_a_file_gets_lines(machine: Machine) -> None:
    (machine.home / "in").write_text("an answer\n.\n3\n", "utf-8")
    with command_line(machine, f"{{tpm}} practice --question 7 <{machine.home}/in; echo code $?") as terminal:
        terminal.wait_for("graded late-program-recovery: good", "code 0")


def test_a_byte_that_is_no_utf_8_is_a_sign_like_any_other(machine: Machine) -> None:
    with machine.start() as terminal:
        terminal.wait_for(PROMPT)
        os.write(terminal.master, b"caf\xe9 au lait")
        terminal.wait_for("au lait", "3 words")
        os.write(terminal.master, b"\xff\xfe")
        terminal.press(" still here")
        terminal.wait_for("still here")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert "still here" in machine.drafts()


def test_a_paste_of_several_lines_is_text_and_can_be_undone(machine: Machine) -> None:
    with machine.start() as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("before ")
        terminal.wait_for("1 word")
        terminal.paste("one\nq\n3\nlast line")
        terminal.wait_for("last line", "6 words")
        terminal.press("ctrl+z")
        terminal.wait_until_gone("last line")
        terminal.wait_for("before", "1 word")


def test_a_start_in_a_terminal_of_one_cell_waits_for_a_larger_one(machine: Machine) -> None:
    with machine.start(columns=1, rows=1) as terminal:
        while b"\x1b[?1049h" not in terminal.raw:
            assert terminal._read(60)
        terminal.resize(80, 24)
        terminal.wait_for(PROMPT, "^J reveal")


def test_a_whole_hostile_bank_steers_no_terminal(machine: Machine) -> None:
    folder = untrusted.write_bank(machine.home / "b")
    with machine.start(TPM_TUI_BANK=str(folder), TPM_TUI_NOW="2026-11-22T09:00:00+00:00") as terminal:
        terminal.wait_for("list[int] d[k]", "faults were found")
        terminal.press("told everybody")
        terminal.wait_for("2 words")
        terminal.press("ctrl+j")
        terminal.wait_for("1 Again")
        terminal.press("G")
        terminal.wait_for("Related questions: 1")
        terminal.press("t")
        terminal.wait_for("TOPICS")
        terminal.press("/")
        terminal.wait_for("of 29")
        terminal.press("escape")
        terminal.wait_until_gone("of 29")
        terminal.press("q")
        terminal.wait_for("SET ASIDE")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        sent = bytes(terminal.raw)
    assert not re.search(rb"\x1b\](?:52|0|8)|\x1bP|\x1b_|\x1b\^|\x1b\[c", sent.replace(b"\x1b[c", b"", 1))
    # What is Textual's own: cursor, colours and modes, character sets, the shape of the pointer.
    text = re.sub(
        r"\x1b\]22;[a-z]+\x07|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][A-B0]|\x1b[=>78M]", "", sent.decode()
    )
    assert untrusted.forbidden(text) <= {"\r"}


def test_no_traceback_and_no_answer_is_printed_when_the_app_itself_fails(machine: Machine) -> None:
    """A fault nobody foresaw: made here by taking a file of the program's away before it is imported."""
    broken = machine.home / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import sys\nsys.modules['tpm_tui.ui.screens.dialogs.search'] = None\n", "utf-8"
    )
    state = machine.home / "state"
    path = os.pathsep.join([str(broken), os.getcwd()])
    with machine.start(PYTHONPATH=path, XDG_STATE_HOME=str(state)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("a private answer")
        terminal.wait_for("3 words")
        terminal.press("escape")
        terminal.wait_until_gone("esc leave")
        mark = len(terminal.raw)
        terminal.press("/")
        assert terminal.wait() == 1
        said = terminal.raw[mark:].decode().partition("\x1b[?1049l")[2]
    assert "stopped by an error of its own" in said
    assert "Traceback" not in said
    assert "a private answer" not in said
    assert "a private answer" in machine.drafts()
    log = state / "tpm-tui" / "tpm-tui.log"
    assert "Traceback" in log.read_text("utf-8")
    assert "a private answer" not in log.read_text("utf-8")
