"""`kill -9` at random moments of a practice in lines: what was told to be done is done, once."""

from __future__ import annotations

import os
import random
import re
import select
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.fork_server import ForkServer, Run
from tests.storage.after_kill import (
    Deed,
    assert_in_order,
    assert_mends,
    deeds,
    drafts,
    note_drafts,
    written,
)
from tpm_tui.core.cards.events import HistoryEntry

KILLS = 120
"""Of one test; eight of them make 960."""

IN_A_ROW = 12
"""Kills over the same files, each in whatever the ones before have left."""

PATIENCE = 60.0
"""Seconds that only a failing test waits."""

FIRST = datetime.fromisoformat("2026-11-22T09:00:00+00:00")
QUESTIONS = ("late", "goals")
BANK = "topic: {id: rescue, title: Rescue}\nquestions:\n" + "".join(
    f'  - {{id: {name}, number: {n}, prompt: "And {name}?", key_points: [{{name: one}}, {{name: two}}]}}\n'
    for n, name in enumerate(QUESTIONS, 1)
)
GRADES = {"1": "again", "2": "hard", "3": "good", "4": "easy"}
TOLD = re.compile(r"(graded|undone|note) (\S+): (\w+)|(Your answer:) .*")


@dataclass(frozen=True)
class State:
    """What is on disk at some moment, and the lines that have told so by the moment after it."""

    told: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()
    drafts: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


class Script:
    """Lines for a practice of all questions, and what they do to the files."""

    def __init__(self, chance: random.Random, name: str, now: State) -> None:
        self.chance, self.name = chance, name
        self.lines: list[str] = []
        self.states = [now]
        last = ""
        for question in QUESTIONS:
            self.answer(question)
            if chance.random() < 0.3:
                self.note(question)
            if last and chance.random() < 0.4:
                self.undo(last)
                self.grade(last)
                self.answer(question)
            self.grade(question)
            last = question

    def answer(self, question: str) -> None:
        for _ in range(self.chance.randint(0, 3)):
            words = f"{self.name}, line {len(self.lines)}, on {question}."
            self.lines.append(words)
            draft = self.states[-1].drafts.get(question)
            self.then(draft={question: f"{draft}\n{words}" if draft else words})
        self.lines.append(".")
        self.then("Your answer:")

    def grade(self, question: str) -> None:
        key = self.chance.choice("1234")
        self.lines.append(key)
        text = self.states[-1].drafts.get(question, "")
        self.then(f"graded {question}: {GRADES[key]}", Deed(GRADES[key], question, text), {question: ""})

    def note(self, question: str) -> None:
        text = self.states[-1].notes.get(question, "")
        self.lines.append("n")
        for _ in range(self.chance.randint(1, 2)):
            words = f"{self.name}, line {len(self.lines)}, to be noted."
            self.lines.append(words)
            text += f"{words}\n"
            self.then(note={question: text})
        self.lines.append(".")
        self.then(f"note {question}: kept", Deed("note", question, text.strip()), note={question: ""})

    def undo(self, question: str) -> None:
        graded = next(deed for deed in reversed(self.states[-1].deeds) if deed.kind in GRADES.values())
        assert graded.question == question
        self.lines.append("u")
        # The answer is in the history; that it is a draft again comes after, and then it is told.
        self.then(deed=Deed("undo", question))
        self.then(f"undone {question}: {graded.kind}", draft={question: graded.text})
        self.then("Your answer:")

    def then(
        self,
        told: str = "",
        deed: Deed | None = None,
        draft: dict[str, str] | None = None,
        note: dict[str, str] | None = None,
    ) -> None:
        """The next state, with another draft of an answer or a note: none is an empty one."""
        last = self.states[-1]
        state = State(
            told=(*last.told, told) if told else last.told,
            deeds=(*last.deeds, deed) if deed else last.deeds,
            drafts=written_over(last.drafts, draft),
            notes=written_over(last.notes, note),
        )
        self.states.append(state)

    def possible(self, told: list[str]) -> list[State]:
        """The states that may be found once so many lines have told, and no more."""
        first = next(n for n, state in enumerate(self.states) if len(state.told) >= len(told))
        assert tuple(told) == self.states[first].told[: len(told)]
        last = next((n for n, s in enumerate(self.states) if len(s.told) > len(told)), len(self.states) - 1)
        return self.states[first : last + 1]


def written_over(texts: dict[str, str], new: dict[str, str] | None) -> dict[str, str]:
    return {question: text for question, text in {**texts, **(new or {})}.items() if text}


@dataclass
class Place:
    """Where one learner practises, a session a day."""

    home: Path
    server: ForkServer
    sessions: int = 0

    @property
    def environ(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "TPM_TUI_NOW": (FIRST + timedelta(days=self.sessions)).isoformat(),
            "TPM_TUI_BANK": str(self.home / "bank.yaml"),
            "TPM_TUI_DATA_DIR": str(self.data),
            "TPM_TUI_CONFIG": str(self.home / "config.yaml"),
        }

    @property
    def data(self) -> Path:
        return self.home / "data"

    def practise(self, script: Script) -> Run:
        """Begin the session of the next day."""
        self.sessions += 1
        asked = [part for name in QUESTIONS for part in ("--question", name)]
        given = "".join(f"{line}\n" for line in script.lines).encode()
        args = ["practice", "--plain", *asked]
        return self.server.start(args, self.environ, given, self.home / "messages")


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    with ForkServer() as running:
        yield running


def place(home: Path, server: ForkServer) -> Place:
    home.mkdir()
    (home / "bank.yaml").write_text(BANK, "utf-8")
    return Place(home, server)


def read(run: Run, seconds: float = PATIENCE, lines: int = 1_000_000) -> str:
    """What it prints until so many seconds have passed, so many lines have come, or it has ended."""
    printed = b""
    until = time.monotonic() + seconds
    while printed.count(b"\n") < lines and (left := until - time.monotonic()) > 0:
        if select.select([run.out], [], [], left)[0]:
            piece = os.read(run.out, 512)
            if not piece:
                break
            printed += piece
    return printed.decode()


def state(place: Place, before: list[HistoryEntry], told: tuple[str, ...] = ()) -> State:
    """What is on disk, with what was done after the entries that were there before."""
    now = written(place.data)
    assert now[: len(before)] == before
    return State(told, deeds(now[len(before) :]), drafts(place.data, now), note_drafts(place.data, now))


def told(printed: str) -> list[str]:
    """The lines that came whole, and tell that something was done."""
    whole = printed[: printed.rfind("\n") + 1].splitlines()
    return [match[4] or f"{match[1]} {match[2]}: {match[3]}" for line in whole if (match := TOLD.match(line))]


def undisturbed(place: Place, chance: random.Random) -> tuple[float, int]:
    """Seconds and lines of a practice that nobody kills."""
    entries = written(place.data)
    script = Script(chance, f"Day {place.sessions}", state(place, entries))
    began = time.monotonic()
    run = place.practise(script)
    printed = read(run)
    took = time.monotonic() - began
    assert run.wait() == 0
    assert tuple(told(printed)) == script.states[-1].told
    assert state(place, entries, script.states[-1].told) == script.states[-1]
    return took, printed.count("\n")


@pytest.mark.parametrize("seed", range(8))
def test_a_kill_at_any_moment_loses_nothing_that_was_told_and_repeats_nothing(
    tmp_path: Path, server: ForkServer, seed: int, counted: Callable[[str, int], None]
) -> None:
    chance = random.Random(seed)
    at_rest = place(tmp_path / "at-rest", server)
    undisturbed(at_rest, chance)
    seconds, lines = undisturbed(at_rest, chance)
    kills = grades = row = 0
    here = place(tmp_path / "0", server)
    while kills < KILLS:
        entries = written(here.data)
        script = Script(chance, f"Day {here.sessions}", state(here, entries))
        run = here.practise(script)
        if chance.random() < 0.5:
            printed = read(run, seconds=chance.uniform(0, 1.1 * seconds))
        else:
            printed = read(run, lines=chance.randint(1, lines))
            printed += read(run, seconds=chance.choice([0, chance.uniform(0, seconds / 20)]))
        run.kill()
        printed += read(run)
        killed = run.wait() == -signal.SIGKILL

        found = state(here, entries)
        possible = script.possible(told(printed))
        assert found in [replace(each, told=()) for each in possible], (
            f"{here.data}: {found} is none of {possible} after {printed}"
        )
        assert_in_order(here.environ)
        grades += sum(line.startswith("graded") for line in told(printed))
        kills += killed
        row += killed
        if row == IN_A_ROW:
            assert_mends(here.environ)
            undisturbed(here, chance)
            assert_in_order(here.environ)
            assert "Traceback" not in (here.home / "messages").read_text()
            here, row = place(tmp_path / str(kills), server), 0
    counted("kills of a practice in lines, at random moments", kills)
    counted("grades told before those kills, each found once", grades)
