"""Two processes at the same files: what either was told is saved is there once, and both know all of it.

`RACE_SECONDS=60 pytest tests/storage/test_race.py` races for that long instead of a number of rounds; so
does `.ci/run`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import chain, islice, pairwise
from pathlib import Path
from threading import Barrier

import msgspec
import pytest
from tinydb import TinyDB

from tests.storage.after_kill import written
from tests.storage.progress.racer import End, Saved
from tests.storage.stores import RULES, alike, assert_sound, give, opened, review
from tpm_tui.core.cards.card import Card, OutOfOrder
from tpm_tui.core.cards.events import CardAction, HistoryEntry, Redo, Review, Undo
from tpm_tui.core.cards.replay import extend, replay
from tpm_tui.storage.files import lock
from tpm_tui.storage.progress.store import WriteError

ROOT = Path(__file__).parents[3]
SECONDS = int(os.environ.get("RACE_SECONDS", "0"))
ROUNDS = 12
NAMES = ("one", "two")


class Racer:
    """Another process at the same files."""

    def __init__(self, folder: Path, name: str, amount: int = 0, unit: str = "holding") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.progress.racer", str(folder), name, str(amount), unit],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self.expect("ready")

    def line(self) -> str:
        """What it says next."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def expect(self, word: str) -> None:
        assert self.line() == f'"{word}"\n'

    def go_on(self) -> None:
        """End its pause."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def saved(self, meet: Callable[[], object] = lambda: None) -> Iterator[Saved]:
        """What it was told is saved, until it is done or dead; after each of its rounds something is met."""
        while (line := self.line()) and line != '"done"\n':
            if line == '"round"\n':
                meet()
                self.go_on()
            else:
                yield msgspec.json.decode(line, type=Saved)

    def end(self) -> End:
        """What it knows."""
        end = msgspec.json.decode(self.line(), type=End)
        assert self.process.wait() == 0
        return end


@contextmanager
def racing(folder: Path, name: str, amount: int = 0, unit: str = "holding") -> Iterator[Racer]:
    racer = Racer(folder, name, amount, unit)
    with racer.process:
        try:
            yield racer
        finally:
            racer.process.kill()


def assert_in_turn(entries: list[HistoryEntry]) -> None:
    """Everything was decided on the newest state there was, as if one process had done it all."""
    cards: dict[str, Card] = {}
    about: dict[str, list[HistoryEntry]] = defaultdict(list)
    standing: list[str] = []
    taken: list[str] = []
    for entry in entries:
        if isinstance(entry, Review):
            card = cards.get(entry.question, Card(entry.question))
            assert (entry.words, entry.box_before) == (card.attempts, card.box)
            standing.append(entry.id)
            taken.clear()
        elif isinstance(entry, Undo):
            standing.remove(entry.review)
            taken.append(entry.review)
        elif isinstance(entry, Redo):
            assert entry.review == taken.pop()
            standing.append(entry.review)
        if isinstance(entry, Review | Undo | Redo | CardAction):
            about[entry.question].append(entry)
            try:
                extend(cards, entry, RULES)
            except OutOfOrder:
                cards |= {entry.question: Card(entry.question)} | replay(about[entry.question], RULES)


def assert_told(entries: list[HistoryEntry], told: list[Saved]) -> None:
    """What was told to be saved is there, and is what was told."""
    by_id = {entry.id: entry for entry in entries}
    for saved in told:
        entry = by_id[saved.id]
        assert type(entry).__name__ == saved.kind
        if isinstance(entry, Undo | Redo):
            assert entry.review == saved.review


def assert_boxes_agree(folder: Path) -> None:
    """At the next opening the boxes are what the history comes to, and so is the file to any TinyDB."""
    store = opened(folder)
    assert store.notices == ()
    assert_sound(store)
    store.checkpoint()
    with TinyDB(folder / "progress.json") as database:
        rows = {row["key"]: row for row in database.table("cards").all()}
        (meta,) = database.table("_meta").all()
    assert rows.keys() == store.cards.keys()
    for name, card in store.cards.items():
        row = rows[name]
        filed = row.get("box", 0), row.get("attempts", 0), row.get("starred", False)
        assert filed == (card.box, card.attempts, card.starred)
    assert meta["seq"] == store.entries()[-1].seq


def test_two_processes_that_grade_undo_redo_note_and_star_lose_no_update(
    tmp_path: Path, counted: Callable[[str, int], None]
) -> None:
    amount, unit = (SECONDS, "seconds") if SECONDS else (ROUNDS, "rounds")
    rest = Barrier(len(NAMES), timeout=60)
    with ExitStack() as stack:
        racers = [stack.enter_context(racing(tmp_path, name, amount, unit)) for name in NAMES]
        for racer in racers:
            racer.go_on()
        with ThreadPoolExecutor() as readers:
            told = list(readers.map(lambda racer: list(racer.saved(rest.wait)), racers))
        for racer in racers:
            racer.go_on()
        ends = [racer.end() for racer in racers]
    entries = written(tmp_path)
    assert {entry.id for entry in entries} == {saved.id for saved in chain(*told)}
    turns = sum(one.id[:3] != two.id[:3] for one, two in pairwise(entries))
    assert turns >= ROUNDS or SECONDS
    assert_told(entries, [*chain(*told)])
    assert {saved.kind for saved in chain(*told)} == {"Review", "Undo", "Redo", "Note", "CardAction"}
    assert_in_turn(entries)
    for end in ends:
        assert end.notices == ()
        assert alike(end.cards, replay(entries, RULES))
    assert_boxes_agree(tmp_path)
    counted("changes told saved to one of two processes at once, each found once", len(entries))
    if SECONDS:
        counted(
            "ms that the longest of those changes took", round(1000 * max(s.waited for s in chain(*told)))
        )


def test_a_racer_that_is_killed_loses_nothing_told_and_the_other_goes_on(
    tmp_path: Path, counted: Callable[[str, int], None]
) -> None:
    chance = random.Random(9)
    told: list[Saved] = []
    with racing(tmp_path, "two", 10_000, "seconds") as lasting:
        lasting.go_on()
        for name in ("a", "b", "c", "d", "e"):
            with racing(tmp_path, name, 10_000, "seconds") as racer:
                racer.go_on()
                told += islice(racer.saved(), chance.randint(1, 20))
                racer.process.kill()
                told += racer.saved()
            told += islice(lasting.saved(), 20)
        lasting.process.kill()
        told += lasting.saved()
    entries = written(tmp_path)
    assert_told(entries, told)
    assert len(told) <= len(entries) <= len(told) + 6
    assert_in_turn(entries)
    assert_boxes_agree(tmp_path)
    counted("kills of one of two processes that save at once", 6)


class Patience:
    """A clock that only waiting moves on."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Patience:
    clock = Patience()
    monkeypatch.setattr(lock, "time", clock)
    return clock


def test_a_process_that_was_stopped_in_a_save_delays_others_by_five_seconds_and_they_say_so(
    tmp_path: Path, waiting: Patience
) -> None:
    with racing(tmp_path, "holder") as holder:
        holder.expect("holding")
        holder.process.send_signal(signal.SIGSTOP)
        os.waitpid(holder.process.pid, os.WUNTRACED)
        store = opened(tmp_path)
        with pytest.raises(WriteError, match=r"another tpm-tui has held .* for 5 seconds.*Ctrl-Z.*try again"):
            give(store, review("mine"))
        assert 5 <= waiting.now < 5.1
        assert (store.cards, written(tmp_path)) == ({}, [])
        holder.process.send_signal(signal.SIGCONT)
        holder.go_on()
        holder.expect("saved")
    give(store, review("mine"))
    assert [entry.question for entry in written(tmp_path) if isinstance(entry, Review)] == ["q-0", "mine"]
    assert_boxes_agree(tmp_path)


def test_a_process_that_was_killed_in_a_save_delays_nobody(tmp_path: Path, waiting: Patience) -> None:
    with racing(tmp_path, "holder") as holder:
        holder.expect("holding")
        holder.process.kill()
        holder.process.wait()
        give(opened(tmp_path), review("mine"))
    assert waiting.now == 0
    assert [entry.question for entry in written(tmp_path) if isinstance(entry, Review)] == ["mine"]
    assert_boxes_agree(tmp_path)
