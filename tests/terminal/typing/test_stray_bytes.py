"""What terminals send unasked does nothing in any screen, whole and split."""

from __future__ import annotations

import json
import os
import random
import termios

import pytest
from msgspec import Struct

from tests.terminal.conftest import Machine
from tests.terminal.terminal import Terminal
from tests.terminal.typing.cases import PRACTICE_CASES, write_cases
from tests.terminal.typing.random_typing import wait_until_read
from tests.ui.terminal.input.stray import REPORTS
from tpm_tui.core.cards.events import SessionEnd, SessionStart
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.progress.store import Store

pytestmark = [pytest.mark.terminal, pytest.mark.slow(240)]

NOW = "2026-11-22T09:00:00+00:00"
ESCAPE = b"\x1b[27u"
BASE = ("Prompt of case 1.", "space reveal", "0 words")
"""The practice screen with no dialog and no notice."""
MAX_CANONICAL_BYTES = 4095
"""What a terminal holds of a line before the program reads keys."""


class Place(Struct, frozen=True):
    """A screen that is open while the reports arrive."""

    open: tuple[bytes, ...]
    """Keys that open it from the editor."""
    shown: tuple[str, ...]
    key: bytes
    """A key that shows that nothing has changed, by what it does."""
    result: tuple[str, ...]
    draft: str = ""


PLACES = {
    "editor": Place((), ("Prompt of case 1.",), b"x", ("1 word", "▎ x"), "x"),
    "left editor": Place((ESCAPE,), BASE, b"ix", ("1 word", "▎ x"), "x"),
    "reveal": Place((b"\n",), ("1 Again", "0 of 2"), b" ", ("1 Again", "1 of 2")),
    "note": Place((ESCAPE, b"N"), ("YOUR NOTE",), b"\x07", BASE),
    "palette": Place((b"\x10",), ("Search for commands",), b"zz", ("zz\n",)),
    "search": Place((ESCAPE, b"/"), ("60 of 60",), b"zz", ("zz\n",)),
    "help": Place((ESCAPE, b"?"), ("PRACTICE", "q close"), b"q", BASE),
    "plan": Place((ESCAPE, b"P"), ("The plan", "q close"), b"q", BASE),
    "themes": Place((ESCAPE, b"T"), ("▌night",), ESCAPE, BASE),
    "drills": Place((ESCAPE, b"D"), ("▌Weakest key points",), ESCAPE, BASE),
    "topics": Place((ESCAPE, b"t"), ("▌   1 Case 1",), b"j", ("▌   2 Case 2",)),
}


def send_reports(terminal: Terminal, rng: random.Random, reports: list[bytes]) -> None:
    """Send reports in random order; each is split at a random byte, and the program has read the first part."""
    rng.shuffle(reports)
    for report in reports:
        cut = rng.randrange(len(report))
        for part in (report[:cut], report[cut:]):
            if part:
                os.write(terminal.master, part)
            if rng.random() < 0.7:
                wait_until_read(terminal)


def texts_on_disk(machine: Machine) -> list[str]:
    """Return all drafts and notes that are saved; assert that the history has no action of a learner."""
    entries = Store.open(machine.data, Rules()).entries()
    assert all(isinstance(entry, SessionStart | SessionEnd) for entry in entries)
    files = [*machine.data.glob("drafts/*.json"), *machine.data.glob("notes/*.json")]
    return [json.loads(file.read_bytes())["text"] for file in files]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("place", PLACES)
def test_reports_do_nothing(machine: Machine, place: str, seed: int) -> None:
    write_cases(machine)
    opened = PLACES[place]
    # A split after Escape is no pause here, however busy the machine is.
    with machine.start(*PRACTICE_CASES, TPM_TUI_NOW=NOW, ESCDELAY="10000") as terminal:
        terminal.wait_for("Prompt of case 1.", "0 words")
        for key in opened.open:
            os.write(terminal.master, key)
        terminal.wait_for(*opened.shown)
        send_reports(terminal, random.Random(seed), list(REPORTS.values()))
        os.write(terminal.master, opened.key)
        terminal.wait_for(*opened.result)
        os.write(terminal.master, b"\x11")
        assert terminal.wait() == 0
    assert texts_on_disk(machine) == [opened.draft] * bool(opened.draft)


@pytest.mark.parametrize("seed", range(2))
def test_reports_do_nothing_while_starting(machine: Machine, seed: int) -> None:
    write_cases(machine)
    reports = [report for report in REPORTS.values() if len(report) < 100]
    assert sum(map(len, reports)) < MAX_CANONICAL_BYTES
    with machine.start(*PRACTICE_CASES, TPM_TUI_NOW=NOW) as terminal:
        attributes = termios.tcgetattr(terminal.master)
        attributes[3] &= ~termios.ECHO  # the emulator does not understand reports
        termios.tcsetattr(terminal.master, termios.TCSANOW, attributes)
        random.Random(seed).shuffle(reports)
        os.write(terminal.master, b"".join(reports))
        terminal.wait_for("Prompt of case 1.", "0 words")
        os.write(terminal.master, b"x")
        terminal.wait_for("1 word", "▎ x")
        os.write(terminal.master, b"\x11")
        assert terminal.wait() == 0
    assert texts_on_disk(machine) == ["x"]


def test_reports_do_nothing_in_a_mock(machine: Machine) -> None:
    rng = random.Random(0)
    with machine.start(
        "mock", "--questions", "2", "--seed", "1", TPM_TUI_NOW=NOW, ESCDELAY="10000"
    ) as terminal:
        terminal.wait_for("1 of 2", "enter answer")
        send_reports(terminal, rng, list(REPORTS.values()))
        os.write(terminal.master, b"\r")
        terminal.wait_for("YOUR ANSWER", "1 of 2")
        send_reports(terminal, rng, list(REPORTS.values()))
        os.write(terminal.master, b"only this\n")
        terminal.wait_for("2 of 2")
        send_reports(terminal, rng, list(REPORTS.values()))
        os.write(terminal.master, b"e")
        terminal.wait_for("KEY POINTS")
        send_reports(terminal, rng, list(REPORTS.values()))
        os.write(terminal.master, b"\x11")
        assert terminal.wait() == 0
    mock = json.loads((machine.data / "mock.json").read_bytes())["mock"]
    assert texts_on_disk(machine) == []
    assert [answer["text"] for answer in mock["answers"]] == ["only this"], mock
