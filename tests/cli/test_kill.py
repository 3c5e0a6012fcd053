"""SIGKILL at random moments of plain practice: every confirmed action is saved exactly once."""

from __future__ import annotations

import os
import random
import re
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.fork_server import ForkServer, Run
from tests.storage.after_kill import (
    LearnerAction,
    assert_consistent,
    assert_repairable,
    learner_actions,
    read_drafts,
    read_history,
    read_note_drafts,
)
from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.history import current_notes
from tpm_tui.core.cards.own_cues import kept_cues
from tpm_tui.core.cards.pins import newest_pin

pytestmark = pytest.mark.slow(300)

KILLS = 120
"""Kills in each test; the eight tests make 960."""

KILLS_PER_FOLDER = 12
"""Kills in the same data folder, each in the state that the previous ones have left."""

TIMEOUT = 60.0
"""Seconds; only a failing test waits this long."""

FIRST = datetime.fromisoformat("2026-11-22T09:00:00+00:00")
QUESTIONS = ("late", "goals")
BANK = "topic: {id: rescue, title: Rescue}\nquestions:\n" + "".join(
    f'  - {{id: {name}, number: {n}, prompt: "And {name}?", key_points: [{{name: one}}, {{name: two}}]}}\n'
    for n, name in enumerate(QUESTIONS, 1)
)
GRADES = {"1": "again", "2": "hard", "3": "good", "4": "easy"}
CONFIRMATION = re.compile(r"(graded|undone|note|version|cue) (\S+): (\w+)|(Your answer:) .*")


@dataclass(frozen=True)
class State:
    """The contents of the disk at some moment, and the confirmations printed by then."""

    confirmed: tuple[str, ...] = ()
    actions: tuple[LearnerAction, ...] = ()
    drafts: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


class Script:
    """Input lines for a session with all questions, and the states that they lead to."""

    def __init__(self, rng: random.Random, name: str, now: State, entries: list[HistoryEntry]) -> None:
        self.rng, self.name = rng, name
        self.saved_notes = current_notes(entries)
        pins = {question: newest_pin(question, entries) for question in QUESTIONS}
        self.versions = {question: pin.text if pin else "" for question, pin in pins.items()}
        self.cues = {question: {cue.text for cue in kept_cues(question, entries)} for question in QUESTIONS}
        self.lines: list[str] = []
        self.states = [now]
        last = ""
        for question in QUESTIONS:
            self.answer(question)
            kept = rng.choice([self.note, self.pin, self.keep_cue, None])
            undo_kept = kept(question) if kept else None
            if last and rng.random() < 0.4:
                if undo_kept:
                    undo_kept()
                self.undo(last)
                self.grade(last)
                self.answer(question)
            self.grade(question)
            last = question

    def answer(self, question: str) -> None:
        for _ in range(self.rng.randint(0, 3)):
            words = f"{self.name}, line {len(self.lines)}, on {question}."
            self.lines.append(words)
            draft = self.states[-1].drafts.get(question)
            self.then(draft={question: f"{draft}\n{words}" if draft else words})
        self.lines.append(".")
        self.then("Your answer:")

    def grade(self, question: str) -> None:
        key = self.rng.choice("1234")
        self.lines.append(key)
        text = self.states[-1].drafts.get(question, "")
        self.then(
            f"graded {question}: {GRADES[key]}", LearnerAction(GRADES[key], question, text), {question: ""}
        )

    def note(self, question: str) -> Callable[[], None]:
        text = self.states[-1].notes.get(question, "")
        self.lines.append("n")
        for _ in range(self.rng.randint(1, 2)):
            words = f"{self.name}, line {len(self.lines)}, to be noted."
            self.lines.append(words)
            text = f"{text}\n{words}" if text else words
            self.then(note={question: text})
        self.lines.append(".")
        self.then(
            f"note {question}: saved", LearnerAction("note", question, text.strip()), note={question: ""}
        )
        return lambda: self.undo_note(question)

    def pin(self, question: str) -> Callable[[], None] | None:
        text, before = self.states[-1].drafts.get(question, ""), self.versions[question]
        if not text or text == before:
            return None
        self.lines.append("p")
        self.then(f"version {question}: this", LearnerAction("version", question, text))
        self.versions[question] = text

        def undo() -> None:
            self.lines.append("u")
            self.then(f"undone {question}: own", LearnerAction("version", question, before))
            self.versions[question] = before

        return undo

    def keep_cue(self, question: str) -> Callable[[], None] | None:
        draft = self.states[-1].drafts.get(question, "")
        text = next((line for line in draft.split("\n") if line and line not in self.cues[question]), "")
        if not text:
            return None
        self.lines += ["t 1", "c 1 1"]
        self.then(f"cue {question}: kept", LearnerAction("cue", question, text))
        self.cues[question].add(text)

        def undo() -> None:
            self.lines.append("u")
            self.then(f"undone {question}: cue", LearnerAction("cue removed", question, text))
            self.cues[question].remove(text)

        return undo

    def undo_note(self, question: str) -> None:
        self.lines.append("u")
        self.then(
            f"undone {question}: note", LearnerAction("note", question, self.saved_notes.get(question, ""))
        )

    def undo(self, question: str) -> None:
        actions = reversed(self.states[-1].actions)
        graded = next(action for action in actions if action.kind in GRADES.values())
        assert graded.question == question
        self.lines.append("u")
        # The undo is saved first, then the answer becomes a draft again, then the undo is confirmed.
        self.then(action=LearnerAction("undo", question))
        self.then(f"undone {question}: {graded.kind}", draft={question: graded.text})
        self.then("Your answer:")

    def then(
        self,
        confirmed: str = "",
        action: LearnerAction | None = None,
        draft: dict[str, str] | None = None,
        note: dict[str, str] | None = None,
    ) -> None:
        """Append the next state; an empty text in `draft` or `note` removes the draft."""
        last = self.states[-1]
        state = State(
            confirmed=(*last.confirmed, confirmed) if confirmed else last.confirmed,
            actions=(*last.actions, action) if action else last.actions,
            drafts=update_texts(last.drafts, draft),
            notes=update_texts(last.notes, note),
        )
        self.states.append(state)

    def possible_states(self, confirmed: list[str]) -> list[State]:
        """Return the states that the disk may be in when exactly these confirmations were printed."""
        count = len(confirmed)
        first = next(n for n, state in enumerate(self.states) if len(state.confirmed) >= count)
        assert tuple(confirmed) == self.states[first].confirmed[:count]
        later = (n for n, state in enumerate(self.states) if len(state.confirmed) > count)
        last = next(later, len(self.states) - 1)
        return self.states[first : last + 1]


def update_texts(texts: dict[str, str], new: dict[str, str] | None) -> dict[str, str]:
    return {question: text for question, text in {**texts, **(new or {})}.items() if text}


@dataclass
class Learner:
    """A learner with a home folder, who practises one session a day."""

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
        """Start the session of the next day."""
        self.sessions += 1
        questions = [part for name in QUESTIONS for part in ("--question", name)]
        given = "".join(f"{line}\n" for line in script.lines).encode()
        args = ["practice", "--plain", *questions]
        return self.server.start(args, self.environ, given, self.home / "messages")


def create_learner(home: Path, server: ForkServer) -> Learner:
    home.mkdir()
    (home / "bank.yaml").write_text(BANK, "utf-8")
    return Learner(home, server)


def read_output(run: Run, seconds: float = TIMEOUT, lines: int = 1_000_000) -> str:
    """Return what the run prints within this time, up to this number of lines or its end."""
    printed = b""
    until = time.monotonic() + seconds
    while printed.count(b"\n") < lines and (left := until - time.monotonic()) > 0:
        if select.select([run.out], [], [], left)[0]:
            piece = os.read(run.out, 512)
            if not piece:
                break
            printed += piece
    return printed.decode()


def read_state(learner: Learner, before: list[HistoryEntry], confirmed: tuple[str, ...] = ()) -> State:
    """Return the state of the disk, with the actions after the entries in `before`."""
    now = read_history(learner.data)
    assert now[: len(before)] == before
    return State(
        confirmed,
        learner_actions(now[len(before) :]),
        read_drafts(learner.data, now),
        read_note_drafts(learner.data, now),
    )


def find_confirmations(printed: str) -> list[str]:
    """Return the complete lines that confirm an action."""
    complete = printed[: printed.rfind("\n") + 1].splitlines()
    matches = [match for line in complete if (match := CONFIRMATION.match(line))]
    return [match[4] or f"{match[1]} {match[2]}: {match[3]}" for match in matches]


def run_whole_session(learner: Learner, rng: random.Random) -> tuple[float, int]:
    """Run a session without a kill; return its seconds and number of output lines."""
    entries = read_history(learner.data)
    script = Script(rng, f"Day {learner.sessions}", read_state(learner, entries), entries)
    start = time.monotonic()
    run = learner.practise(script)
    printed = read_output(run)
    seconds = time.monotonic() - start
    assert run.wait() == 0
    assert tuple(find_confirmations(printed)) == script.states[-1].confirmed
    assert read_state(learner, entries, script.states[-1].confirmed) == script.states[-1]
    return seconds, printed.count("\n")


@pytest.mark.parametrize("seed", range(8))
def test_kill_loses_and_repeats_no_confirmed_action(
    tmp_path: Path, server: ForkServer, seed: int, counted: Callable[[str, int], None]
) -> None:
    rng = random.Random(seed)
    measured = create_learner(tmp_path / "measured", server)
    run_whole_session(measured, rng)
    seconds, lines = run_whole_session(measured, rng)
    kills = grades = kills_here = 0
    learner = create_learner(tmp_path / "0", server)
    while kills < KILLS:
        entries = read_history(learner.data)
        script = Script(rng, f"Day {learner.sessions}", read_state(learner, entries), entries)
        run = learner.practise(script)
        if rng.random() < 0.5:
            printed = read_output(run, seconds=rng.uniform(0, 1.1 * seconds))
        else:
            printed = read_output(run, lines=rng.randint(1, lines))
            printed += read_output(run, seconds=rng.choice([0, rng.uniform(0, seconds / 20)]))
        run.kill()
        printed += read_output(run)
        killed = run.wait() == -signal.SIGKILL

        found = read_state(learner, entries)
        confirmations = find_confirmations(printed)
        possible = script.possible_states(confirmations)
        assert found in [replace(each, confirmed=()) for each in possible], (
            f"{learner.data}: {found} is none of {possible} after {printed}"
        )
        assert_consistent(learner.environ)
        grades += sum(line.startswith("graded") for line in confirmations)
        kills += killed
        kills_here += killed
        if kills_here == KILLS_PER_FOLDER:
            assert_repairable(learner.environ)
            run_whole_session(learner, rng)
            assert_consistent(learner.environ)
            assert "Traceback" not in (learner.home / "messages").read_text()
            learner, kills_here = create_learner(tmp_path / str(kills), server), 0
    counted("kills of plain practice at random moments", kills)
    counted("confirmed grades before those kills, each saved once", grades)
