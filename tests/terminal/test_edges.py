"""External editors, redirections, invalid input, tiny terminals and untrusted banks."""

from __future__ import annotations

import os
import re
import sys

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import Terminal
from tests.ui import untrusted

pytestmark = [pytest.mark.terminal, pytest.mark.slow(240)]

PROMPT = "A program you own has slipped."

EDITOR = """\
import sys
from pathlib import Path
print("IN THE EDITOR", sys.argv[-2])
input()
file = Path(sys.argv[-1])
file.write_text(file.read_text("utf-8").replace("has slipped", "is late"), "utf-8")
"""


def run_shell(machine: Machine, line: str, **environ: str) -> Terminal:
    """Run a shell command on a terminal, in which `{tpm}` is the program."""
    tpm = f"{sys.executable} -m tpm_tui"
    command = ["sh", "-c", line.replace("{tpm}", tpm)]
    return Terminal(command, {**machine.environ, **environ})


def test_external_editor_gets_and_returns_the_terminal(machine: Machine) -> None:
    script = machine.home / "editor.py"
    script.write_text(EDITOR, "utf-8")
    with machine.start("practice", EDITOR=f"{sys.executable} {script}") as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("words so far")
        terminal.wait_for("3 words")
        terminal.press("escape")
        terminal.wait_until_gone("esc leave")
        terminal.press("e")
        terminal.wait_for("IN THE EDITOR +3")
        terminal.press("enter")
        terminal.wait_for("A program you own is late.", "words so far", "Question bank reloaded.")
        terminal.press("enter", " and on")
        terminal.wait_for("words so far and on")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_redirected_output_gets_plain_mode(machine: Machine) -> None:
    err, out = machine.home / "err", machine.home / "out"
    for redirected in (f"2>{err}", f">{out}", "2>&1 | cat"):
        with run_shell(machine, f"{{tpm}} {redirected}; echo code $?") as terminal:
            if redirected[0] != ">":
                terminal.wait_for(PROMPT, 'end it with a line that contains only "."')
            terminal.press(".\r")
            if redirected[0] != ">":
                terminal.wait_for("Grade:")
            terminal.press("q\r")
            terminal.wait_for("code 0")
            assert b"\x1b[?1049h" not in terminal.raw
    assert err.read_text("utf-8") == ""
    assert PROMPT in out.read_text("utf-8")


def test_input_from_a_file_gets_plain_mode(machine: Machine) -> None:
    (machine.home / "in").write_text("an answer\n.\n3\n", "utf-8")
    with run_shell(machine, f"{{tpm}} practice --question 7 <{machine.home}/in; echo code $?") as terminal:
        terminal.wait_for("graded late-program-recovery: good", "code 0")


def test_invalid_utf8_input_does_not_end_the_app(machine: Machine) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        os.write(terminal.master, b"caf\xe9 au lait")
        terminal.wait_for("au lait", "3 words")
        os.write(terminal.master, b"\xff\xfe")
        terminal.press(" still here")
        terminal.wait_for("still here")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert "still here" in machine.drafts()


def test_multiline_paste_can_be_undone(machine: Machine) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("before ")
        terminal.wait_for("1 word")
        terminal.paste("one\nq\n3\nlast line")
        terminal.wait_for("last line", "6 words")
        terminal.press("ctrl+_")
        terminal.wait_until_gone("last line")
        terminal.wait_for("before", "1 word")


def test_start_in_one_cell_works_after_a_resize(machine: Machine) -> None:
    with machine.start("practice", columns=1, rows=1) as terminal:
        while b"\x1b[?1049h" not in terminal.raw:
            assert terminal._read(60)
        terminal.resize(80, 24)
        terminal.wait_for(PROMPT, "^J reveal")


def test_untrusted_bank_sends_no_escape_sequences(machine: Machine) -> None:
    folder = untrusted.write_bank(machine.home / "b")
    with machine.start(
        "practice", TPM_TUI_BANK=str(folder), TPM_TUI_NOW="2026-11-22T09:00:00+00:00"
    ) as terminal:
        terminal.wait_for("list[int] d[k]", "problems were found")
        terminal.press("rang everybody")
        terminal.wait_for("2 words")
        terminal.press("ctrl+j")
        terminal.wait_for("1 Again")
        terminal.press("\t")
        terminal.wait_for("MODEL ANSWER")
        terminal.press("t")
        terminal.wait_for("TOPICS")
        terminal.press("/")
        terminal.wait_for("of 29")
        terminal.press("escape")
        terminal.wait_until_gone("of 29")
        terminal.press("q")
        terminal.wait_for("PROBLEMS")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        sent = bytes(terminal.raw)
    assert not re.search(rb"\x1b\](?:52|0|8)|\x1bP|\x1b_|\x1b\^|\x1b\[c", sent.replace(b"\x1b[c", b"", 1))
    # Remove Textual's own sequences: cursor, colours and modes, character sets, pointer shape.
    text = re.sub(
        r"\x1b\]22;[a-z]+\x07|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][A-B0]|\x1b[=>78DM]", "", sent.decode()
    )
    # The driver moves the cursor with these; tests/ui/test_untrusted_text.py covers those of a bank.
    assert untrusted.unsafe_characters(text) <= {"\r", "\b"}


def test_internal_error_prints_no_traceback_or_answer(machine: Machine) -> None:
    """Cause an unexpected exception by making a module of the program unimportable."""
    broken = machine.home / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import sys\nsys.modules['tpm_tui.ui.screens.dialogs.search'] = None\n", "utf-8"
    )
    state = machine.home / "state"
    path = os.pathsep.join([str(broken), os.getcwd()])
    with machine.start("practice", PYTHONPATH=path, XDG_STATE_HOME=str(state)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("a private answer")
        terminal.wait_for("3 words")
        terminal.press("escape")
        terminal.wait_until_gone("esc leave")
        mark = len(terminal.raw)
        terminal.press("/")
        assert terminal.wait() == 1
        output = terminal.raw[mark:].decode().partition("\x1b[?1049l")[2]
    assert "internal error" in output
    assert "Traceback" not in output
    assert "a private answer" not in output
    assert "a private answer" in machine.drafts()
    log = state / "tpm-tui" / "tpm-tui.log"
    assert "Traceback" in log.read_text("utf-8")
    assert "a private answer" not in log.read_text("utf-8")
