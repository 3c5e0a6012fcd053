"""Property: text and a closing key in any packets, at any pace, lose nothing and grade nothing else."""

from __future__ import annotations

import json
import random
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import Terminal
from tests.terminal.typing.cases import PRACTICE_CASES, write_cases
from tests.terminal.typing.random_typing import Token, random_text, send, type_text, wait_until_read
from tpm_tui.core.cards.events import HistoryEntry, Note, Review, Undo
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.progress.store import Store

pytestmark = pytest.mark.terminal

QUICK_RUNS = 40
CAMPAIGN_RUNS = 50
"""For each of the seeds."""
SEEDS = range(6)
MOCK_ENDINGS = ("quit", "quit by code", "palette and quit", "help and quit", "hang-up", "terminate")
MOCK_QUESTIONS = 3
MAX_ANSWERS = 12
"""Answers of one process, at most."""

NOW = "2026-11-22T09:00:00+00:00"
ESCAPE = b"\x1b[27u"
"""The Escape key in a form that needs no pause after it."""


def keys(*data: bytes) -> list[Token]:
    return [Token(each) for each in data]


class Typist:
    """Types answers and closing keys, and records what should be on disk afterwards."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.tokens: list[Token] = []
        self.reviews: list[tuple[str, int]] = []
        self.undone = 0
        self.notes: list[str] = []
        self.drafts: list[str] = []
        self.note_drafts: list[str] = []
        self._focused = True
        self._count = 0

    def type_answer(self) -> str:
        """Type an answer into the empty editor."""
        text = self._new_text()
        if not self._focused:
            self.tokens += keys(self.rng.choice((b"i", b"\r")))
        self._focused = True
        self.tokens += type_text(self.rng, text)
        return text

    def answer(self) -> None:
        """Type an answer and close it with a random key."""
        self.rng.choice(
            (self._grade, self._grade, self._undo, self._skip, self._bury, self._note, self._continue)
        )(self.type_answer())

    def _new_text(self) -> str:
        self._count += 1
        return random_text(self.rng, f"w{self._count}")

    def _grade(self, text: str) -> None:
        grade = self.rng.randint(1, 4)
        self._reveal()
        self.tokens += keys(b"%d" % grade)
        self.reviews.append((text, grade))

    def _reveal(self) -> None:
        self.tokens += keys(self.rng.choice((b"\n", b"\x1bOQ", b"\x1b[106;5u", b"\x1b[27;5;106~")))

    def _undo(self, text: str) -> None:
        self._grade(text)
        self.reviews.pop()
        self.undone += 1
        self.tokens += keys(self.rng.choice((b"\x1bu", ESCAPE + b"u", b"\x1b[117;3u")))
        grade = self.rng.randint(1, 4)
        self.tokens += keys(b"%d" % grade)
        self.reviews.append((text, grade))
        self._focused = False  # Escape has left the editor

    def _skip(self, text: str) -> None:
        self.tokens += keys(self.rng.choice((b"\x1bs", ESCAPE + b"s", ESCAPE + b"\x10skip\r")))
        self._leave(text)

    def _bury(self, text: str) -> None:
        self.tokens += keys(self.rng.choice((b"\x1b-", ESCAPE + b"-")))
        self._leave(text)

    def _note(self, text: str) -> None:
        self.open_note()
        self.notes.append(self.note_drafts.pop())
        self.tokens += keys(b"\n", b"s")
        self._leave(text)

    def open_note(self) -> None:
        """Open the note on the question and type it."""
        note = self._new_text()
        self.tokens += [*keys(ESCAPE, b"N"), *type_text(self.rng, note, None)]
        self.note_drafts.append(note)

    def _continue(self, text: str) -> None:
        self.tokens += keys(ESCAPE, b"i") if self.rng.random() < 0.5 else keys(b"\n", b"i")
        more = " " + self._new_text()
        self.tokens += type_text(self.rng, more, text)
        self._grade(text + more)

    def _leave(self, text: str) -> None:
        self.drafts.append(text)
        self._focused = False


def quit_by(*data: bytes) -> Callable[[Typist, Terminal], int]:
    """Return an ending by keys, sent together with the last answer."""

    def end(typist: Typist, terminal: Terminal) -> int:
        typist.tokens += keys(*data)
        send(typist.rng, terminal, typist.tokens)
        return 0

    return end


def quit_in_note(typist: Typist, terminal: Terminal) -> int:
    typist.open_note()
    typist.notes.append(typist.note_drafts.pop())
    return quit_by(b"\x11")(typist, terminal)


def hang_up_in_note(typist: Typist, terminal: Terminal) -> int:
    typist.open_note()
    return hang_up(typist, terminal)


def hang_up(typist: Typist, terminal: Terminal) -> int:
    send(typist.rng, terminal, typist.tokens)
    wait_until_read(terminal)
    terminal.hang_up()
    return 128 + signal.SIGHUP


def terminate(typist: Typist, terminal: Terminal) -> int:
    send(typist.rng, terminal, typist.tokens)
    wait_until_read(terminal)
    terminal.kill(signal.SIGTERM)
    return 128 + signal.SIGTERM


ENDINGS: dict[str, Callable[[Typist, Terminal], int]] = {
    "quit": quit_by(b"\x11"),
    "quit by code": quit_by(b"\x1b[113;5u"),
    "palette": quit_by(b"\x10quit\r"),
    "palette and quit": quit_by(b"\x10", b"\x11"),
    "end": quit_by(ESCAPE, b"q", b"q", b"q"),
    "help and quit": quit_by(ESCAPE, b"?", b"\x11"),
    "note and quit": quit_in_note,
    "interrupt and quit": quit_by(b"\x03", b"\x11"),
    "hang-up": hang_up,
    "note and hang-up": hang_up_in_note,
    "terminate": terminate,
}


def run_process(machine: Machine, rng: random.Random, answers: int, ending: str) -> None:
    """Run the program once, with some answers and an ending, and check what is on disk."""
    typist = Typist(rng)
    with machine.start(*PRACTICE_CASES, TPM_TUI_NOW=NOW, EDITOR="false") as terminal:
        terminal.wait_for("Prompt of case", "0 words")
        for _ in range(answers - 1):
            typist.answer()
            if rng.random() < 0.5:
                send(rng, terminal, typist.tokens)
                typist.tokens.clear()
        typist.drafts.append(typist.type_answer())
        code = ENDINGS[ending](typist, terminal)
        assert terminal.wait() == code, terminal.text()
    entries = list(Store.open(machine.data, Rules()).entries())
    assert reviews(entries) == typist.reviews
    assert sum(isinstance(entry, Undo) for entry in entries) == typist.undone
    assert sorted(entry.text for entry in entries if isinstance(entry, Note)) == sorted(typist.notes)
    assert texts(machine.data / "drafts") == sorted(typist.drafts)
    assert texts(machine.data / "notes") == typist.note_drafts


def texts(folder: Path) -> list[str]:
    """Return the texts of all drafts in a folder."""
    return sorted(json.loads(path.read_bytes())["text"] for path in folder.glob("*.json"))


def reviews(entries: Sequence[HistoryEntry]) -> list[tuple[str, int]]:
    """Return the answers and their grades that were not undone."""
    undone = {entry.review for entry in entries if isinstance(entry, Undo)}
    found = [entry for entry in entries if isinstance(entry, Review) and entry.id not in undone]
    return [(entry.answer, entry.grade.value) for entry in found]


def check_runs(folder: Path, seed: int, count: int) -> None:
    """Check a number of answers, in as many processes as it takes."""
    rng = random.Random(seed)
    number = 0
    while count:
        answers = min(count, rng.randint(1, MAX_ANSWERS))
        count -= answers
        home = folder / str(number)
        home.mkdir()
        machine = Machine(home)
        write_cases(machine)
        ending = list(ENDINGS)[(seed + number) % len(ENDINGS)]
        number += 1
        try:
            run_process(machine, rng, answers, ending)
        except AssertionError as error:
            error.add_note(f"seed {seed}, process {number}, {answers} answers, {ending}")
            raise


def test_typed_text_and_closing_keys_lose_nothing(tmp_path: Path) -> None:
    check_runs(tmp_path, 0, QUICK_RUNS)


def run_mock(machine: Machine, rng: random.Random, ending: str) -> None:
    """Run a mock interview once, with an answer to each question, and check what is on disk."""
    typist = Typist(rng)
    texts = [random_text(rng, f"w{number}") for number in range(MOCK_QUESTIONS)]
    count = str(MOCK_QUESTIONS)
    with machine.start("mock", "--questions", count, "--seed", "1", TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for(f"1 of {count}", "enter answer")
        for number, text in enumerate(texts, 1):
            typist.tokens += [*keys(rng.choice((b"\r", b"i", b" "))), *type_text(rng, text)]
            if number < len(texts):
                typist.tokens += keys(rng.choice((b"\n", b"\x1bOQ", b"\x1bn", ESCAPE + b"n", b"\x1b[106;5u")))
        assert ENDINGS[ending](typist, terminal) == terminal.wait()
    saved = json.loads((machine.data / "mock.json").read_bytes())["mock"]
    found = [answer["text"] for answer in saved["answers"]]
    assert found == texts


@pytest.mark.parametrize("end", [hang_up, terminate])
def test_keys_before_a_signal_are_handled(machine: Machine, end: Callable[[Typist, Terminal], int]) -> None:
    typist = Typist(random.Random(0))
    typist.tokens += keys(b"one\n", b"3", b"two\n", b"\x1b[D", b"i and more\n", b"2")
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for("slipped", "0 words")
        assert end(typist, terminal) == terminal.wait()
    assert [review.answer for review in machine.reviews()] == ["one", "two and more"]


@pytest.mark.slow(600)
@pytest.mark.parametrize("seed", SEEDS)
def test_much_typed_text_and_closing_keys_lose_nothing(tmp_path: Path, seed: int) -> None:
    check_runs(tmp_path, 1 + seed, CAMPAIGN_RUNS)


@pytest.mark.slow(240)
@pytest.mark.parametrize("ending", MOCK_ENDINGS)
def test_text_and_closing_keys_of_a_mock_lose_nothing(tmp_path: Path, ending: str) -> None:
    for seed in range(5):
        home = tmp_path / str(seed)
        home.mkdir()
        machine = Machine(home)
        write_cases(machine)
        run_mock(machine, random.Random(seed), ending)
