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
    "help": Place((ESCAPE, b"?"), ("KEYS HERE", "q close"), b"q", BASE),
    "plan": Place((ESCAPE, b"P"), ("DAYS AHEAD",), b"q", BASE),
    "themes": Place((ESCAPE, b"T"), ("▌night",), ESCAPE, BASE),
    "drills": Place((ESCAPE, b"D"), ("▌Weakest key points",), ESCAPE, BASE),
    "topics": Place((ESCAPE, b"t"), ("▌   1 Case 1",), b"j", ("▌   2 Case 2",)),
}


ODD_TEXTS: dict[str, tuple[bytes, str]] = {
    "cut character": (b"a\xe2\x82z", "a\ufffd\ufffdz"),
    "cut emoji before a report": (b"a\xf0\x9f\x98\x1b[?62;22cz", "a\ufffd\ufffd\ufffdz"),
    "overlong slash": (b"a\xc0\xaf\xe0\x80\xafz", "a" + 5 * "\ufffd" + "z"),
    "five bytes": (b"a\xf8\x88\x80\x80\xafz", "a" + 5 * "\ufffd" + "z"),
    "surrogate": (b"a\xed\xa0\x80z", "a\ufffd\ufffd\ufffdz"),
    "Latin-1": (b"caf\xe9 \xfcber", "caf\ufffd \ufffdber"),
    "NUL": (b"a\x00z", "az"),
    "C1 byte": (b"a\x9bz", "a\ufffdz"),
    "C1 character": (b"a\xc2\x84z", "az"),
    "direction mark": (b"a\xe2\x80\xaez", "az"),
    "kitty text": (b"\x1b[97;1;97u\x1b[0;;229u\x1b[98;2;66:768u", "a\xe5B\u0300"),
    "kitty repetition": (b"\x1b[97;1:1;97u\x1b[97;1:2;97u\x1b[97;1:3;97u", "aa"),
    "kitty num lock": (b"\x1b[97;129u\x1b[57400;129;49u\x1b[51;129u", "a13"),
    "modifyOtherKeys": (b"\x1b[27;2;65~\x1b[27;1;51~\x1b[27;5;51~", "A3"),
    "keypad": (b"\x1bOq\x1bOr\x1bOk", "12+"),
    "paste in a paste": (b"\x1b[200~a\x1b[200~b\x1b[201~c\x1b[201~d", "abcd"),
    "end of a paste": (b"a\x1b[201~b", "ab"),
    "paste with keys": (b"\x1b[200~a\x1b[A\x1b[3~\x11\x03b\x1b[201~", "ab"),
    "paste with a report": (b"\x1b[200~a\x1b]11;rgb:3/3/3\x07b\x1bP>|x\x1b\\c\x1b[201~", "abc"),
    "paste with cut text": (b"\x1b[200~a\xe2\x82\x1b[201~b", "a\ufffdb"),
    "ctrl+right and text": (b"a\x1b[1;5Cb\x1bOFc", "abc"),
    "alt chord with a binding": (b"one two\x1b\x7fthree", "one three"),
}
"""Bytes that are typed in the editor, and the text that they are."""


def send_reports(terminal: Terminal, rng: random.Random, reports: list[bytes]) -> None:
    """Send reports in random order, each split at a random byte, often with a pause there."""
    rng.shuffle(reports)
    for report in reports:
        cut = rng.randrange(len(report))
        for part in (report[:cut], report[cut:]):
            if part:
                os.write(terminal.master, part)
            if rng.random() < 0.7:
                wait_until_read(terminal)


def texts_on_disk(machine: Machine) -> list[str]:
    """Return the texts of all drafts and notes; assert that the history has no action of a learner.

    A reveal without an answer is saved as a draft without text.
    """
    entries = Store.open(machine.data, Rules()).entries()
    assert all(isinstance(entry, SessionStart | SessionEnd) for entry in entries)
    files = [*machine.data.glob("drafts/*.json"), *machine.data.glob("notes/*.json")]
    return [text for file in files if (text := json.loads(file.read_bytes())["text"])]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("place", PLACES)
def test_terminal_reports_change_nothing(machine: Machine, place: str, seed: int) -> None:
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
def test_terminal_reports_at_start_change_nothing(machine: Machine, seed: int) -> None:
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


def test_terminal_reports_in_a_mock_change_nothing(machine: Machine) -> None:
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
        os.write(terminal.master, b"E")
        terminal.wait_for("KEY POINTS")
        send_reports(terminal, rng, list(REPORTS.values()))
        os.write(terminal.master, b"\x11")
        assert terminal.wait() == 0
    mock = json.loads((machine.data / "mock.json").read_bytes())["mock"]
    assert texts_on_disk(machine) == []
    assert [answer["text"] for answer in mock["answers"]] == ["only this"], mock


def test_odd_bytes_are_the_expected_text(machine: Machine) -> None:
    write_cases(machine)
    with machine.start(*PRACTICE_CASES, TPM_TUI_NOW=NOW, ESCDELAY="10000") as terminal:
        terminal.wait_for("Prompt of case 1.", "0 words")
        for data, _ in ODD_TEXTS.values():
            os.write(terminal.master, data + b"\r")
            wait_until_read(terminal)
        os.write(terminal.master, b"end\x11")
        assert terminal.wait() == 0
    (draft,) = texts_on_disk(machine)
    expected = [text for _, text in ODD_TEXTS.values()]
    assert dict(zip(ODD_TEXTS, draft.split("\n"), strict=False)) == dict(
        zip(ODD_TEXTS, expected, strict=True)
    )
    assert draft == "\n".join([*expected, "end"])
