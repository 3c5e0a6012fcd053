"""Stories, texts of lists, own versions and asked questions survive a kill while they are typed."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import TIMEOUT, Terminal
from tests.terminal.test_typed_words import NOW, PROMPT, write

pytestmark = [pytest.mark.terminal, pytest.mark.slow(240)]

WORDS = "typed q u 3 words"


def open_stories(machine: Machine, keys: bytes) -> Terminal:
    # With a setting it is not the first run, which asks for the date.
    (machine.home / "config.yaml").write_text("per_day: 2\n", "utf-8")
    terminal = machine.start(TPM_TUI_NOW=NOW)
    terminal.wait_for("o stories")
    write(terminal, b"o")
    terminal.wait_for("Stories")
    write(terminal, keys)
    return terminal


def open_story(machine: Machine) -> Terminal:
    return open_stories(machine, b"nThe ice\t")


def open_list(machine: Machine) -> Terminal:
    return open_stories(machine, b"3n")


def open_version(machine: Machine) -> Terminal:
    terminal = machine.start("practice", TPM_TUI_NOW=NOW)
    terminal.wait_for(PROMPT, "0 words")
    write(terminal, b"an answer\n")
    terminal.wait_for("1 Again")
    write(terminal, b"p")
    terminal.wait_for("your version")
    write(terminal, b"p ")
    return terminal


def open_asked(machine: Machine) -> Terminal:
    (machine.home / "config.yaml").write_text("dates: [{day: 2026-11-20, name: phone screen}]\n", "utf-8")
    terminal = machine.start(TPM_TUI_NOW=NOW)
    terminal.wait_for("How did it go")
    write(terminal, b"well\rWhy us?\r")
    return terminal


def files_with(folder: Path, words: str) -> list[Path]:
    """Return the files of a folder in which words are written."""
    return [path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL])
@pytest.mark.parametrize("start", [open_story, open_list, open_version, open_asked])
def test_words_survive_a_kill(machine: Machine, start: object, number: signal.Signals) -> None:
    assert callable(start)
    with start(machine) as terminal:
        write(terminal, WORDS.encode())
        terminal.wait_for(WORDS)
        if number == signal.SIGKILL:
            deadline = time.monotonic() + TIMEOUT
            while not files_with(machine.data, WORDS):
                assert time.monotonic() < deadline, "no draft is written"
                terminal._read(0.1)
        terminal.kill(number)
        terminal.wait()
    (found,) = files_with(machine.data, WORDS)
    assert found.stat().st_mode & 0o077 == 0
    assert machine.reviews() == []
    assert files_with(machine.home, WORDS) == [found], "the words are in a log"
