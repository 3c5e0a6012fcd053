"""Two processes on the same files: every confirmed change is saved exactly once, and both read all of them.

`RACE_SECONDS=60 pytest tests/storage/progress/test_race.py` runs for that long instead of a number of rounds;
so does `.ci/run`.
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
from datetime import date
from itertools import chain, islice, pairwise
from pathlib import Path
from threading import Barrier

import msgspec
import pytest
from tinydb import TinyDB

from tests.storage.after_kill import read_history
from tests.storage.progress.racer import End, Saved
from tests.storage.stores import RULES, add_reviews, assert_matches_history, open_store, review, same_cards
from tpm_tui.core.cards.card import Card, OutOfOrder
from tpm_tui.core.cards.events import CardAction, HistoryEntry, Note, Redo, Review, Undo
from tpm_tui.core.cards.replay import extend, replay
from tpm_tui.storage.files import lock
from tpm_tui.storage.progress.store import WriteError

pytestmark = pytest.mark.slow(300)

ROOT = Path(__file__).parents[3]
SECONDS = int(os.environ.get("RACE_SECONDS", "0"))
ROUNDS = 12
NAMES = ("one", "two")


class Racer:
    """Another process on the same files."""

    def __init__(self, folder: Path, name: str, amount: int = 0, unit: str = "holding") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.progress.racer", str(folder), name, str(amount), unit],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self.expect("ready")

    def read_line(self) -> str:
        """Return its next line of output."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def expect(self, word: str) -> None:
        assert self.read_line() == f'"{word}"\n'

    def resume(self) -> None:
        """End its pause."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def saved(self, after_round: Callable[[], object] = lambda: None) -> Iterator[Saved]:
        """Yield its confirmed changes until it is done or dead; call `after_round` after each round."""
        while (line := self.read_line()) and line != '"done"\n':
            if line == '"round"\n':
                after_round()
                self.resume()
            else:
                yield msgspec.json.decode(line, type=Saved)

    def end(self) -> End:
        """Return its final state."""
        end = msgspec.json.decode(self.read_line(), type=End)
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


def reversed_ids(entry: HistoryEntry) -> tuple[str, str]:
    """Return the ids of the entries that this one undoes and redoes."""
    match entry:
        case Undo(review=id):
            return id, ""
        case Redo(review=id):
            return "", id
        case CardAction() | Note():
            return entry.undoes, entry.redoes
    return "", ""


def assert_serialized(entries: list[HistoryEntry]) -> None:
    """Check that every change was made from the newest state, as if one process had made them all."""
    cards: dict[str, Card] = {}
    about: dict[str, list[HistoryEntry]] = defaultdict(list)
    active: list[str] = []
    undone: list[str] = []
    days: dict[str, date] = {}
    for entry in entries:
        if isinstance(entry, Review):
            card = cards.get(entry.question, Card(entry.question))
            assert (entry.words, entry.box_before) == (card.attempts, card.box)
        undone_id, redone_id = reversed_ids(entry)
        if undone_id:
            active.remove(undone_id)
            undone.append(undone_id)
        elif redone_id:
            same_day = [each for each in undone if days[each] == days[redone_id]]
            assert redone_id == same_day[-1]
            undone.remove(redone_id)
            active.append(redone_id)
        elif isinstance(entry, Review | CardAction | Note):
            active.append(entry.id)
            days[entry.id] = entry.day
            undone.clear()
        if isinstance(entry, Review | Undo | Redo | CardAction):
            about[entry.question].append(entry)
            try:
                extend(cards, entry, RULES)
            except OutOfOrder:
                cards |= {entry.question: Card(entry.question)} | replay(about[entry.question], RULES)


def assert_all_saved(entries: list[HistoryEntry], confirmed: list[Saved]) -> None:
    """Check that every confirmed change is in the history, with the confirmed content."""
    by_id = {entry.id: entry for entry in entries}
    for saved in confirmed:
        entry = by_id[saved.id]
        assert type(entry).__name__ == saved.kind
        about = "".join(reversed_ids(entry))
        assert saved.review == (entry.id if isinstance(entry, Review) else about)


def assert_boxes_agree(folder: Path) -> None:
    """Check that after reopening the boxes match the history, also in the file as read by TinyDB."""
    store = open_store(folder)
    assert store.notices == ()
    assert_matches_history(store)
    store.checkpoint()
    with TinyDB(folder / "progress.json") as database:
        rows = {row["key"]: row for row in database.table("cards").all()}
        (meta,) = database.table("_meta").all()
    assert rows.keys() == store.cards.keys()
    for name, card in store.cards.items():
        row = rows[name]
        stored = row.get("box", 0), row.get("attempts", 0), row.get("starred", False)
        assert stored == (card.box, card.attempts, card.starred)
    assert meta["seq"] == store.entries()[-1].seq


def test_two_racing_processes_lose_no_change(tmp_path: Path, counted: Callable[[str, int], None]) -> None:
    amount, unit = (SECONDS, "seconds") if SECONDS else (ROUNDS, "rounds")
    barrier = Barrier(len(NAMES), timeout=60)
    with ExitStack() as stack:
        racers = [stack.enter_context(racing(tmp_path, name, amount, unit)) for name in NAMES]
        for racer in racers:
            racer.resume()
        with ThreadPoolExecutor() as readers:
            confirmed = list(readers.map(lambda racer: list(racer.saved(barrier.wait)), racers))
        for racer in racers:
            racer.resume()
        ends = [racer.end() for racer in racers]
    entries = read_history(tmp_path)
    assert {entry.id for entry in entries} == {saved.id for saved in chain(*confirmed)}
    turns = sum(one.id[:3] != two.id[:3] for one, two in pairwise(entries))
    assert turns >= ROUNDS or SECONDS
    assert_all_saved(entries, [*chain(*confirmed)])
    assert {saved.kind for saved in chain(*confirmed)} == {"Review", "Undo", "Redo", "Note", "CardAction"}
    assert_serialized(entries)
    for end in ends:
        assert end.notices == ()
        assert same_cards(end.cards, replay(entries, RULES))
    assert_boxes_agree(tmp_path)
    counted("changes confirmed to one of two concurrent processes, each found once", len(entries))
    if SECONDS:
        counted(
            "ms that the longest of those changes took",
            round(1000 * max(s.waited for s in chain(*confirmed))),
        )


def test_killed_concurrent_process_loses_no_confirmed_change(
    tmp_path: Path, counted: Callable[[str, int], None]
) -> None:
    chance = random.Random(9)
    confirmed: list[Saved] = []
    with racing(tmp_path, "two", 10_000, "seconds") as survivor:
        survivor.resume()
        for name in ("a", "b", "c", "d", "e"):
            with racing(tmp_path, name, 10_000, "seconds") as racer:
                racer.resume()
                confirmed += islice(racer.saved(), chance.randint(1, 20))
                racer.process.kill()
                confirmed += racer.saved()
            confirmed += islice(survivor.saved(), 20)
        survivor.process.kill()
        confirmed += survivor.saved()
    entries = read_history(tmp_path)
    assert_all_saved(entries, confirmed)
    assert len(confirmed) <= len(entries) <= len(confirmed) + 6
    assert_serialized(entries)
    assert_boxes_agree(tmp_path)
    counted("kills of one of two processes that save at once", 6)


class FakeClock:
    """A clock that only `sleep` advances."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def fake_clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    clock = FakeClock()
    monkeypatch.setattr(lock, "time", clock)
    return clock


def test_stopped_process_with_lock_causes_timeout_error(tmp_path: Path, fake_clock: FakeClock) -> None:
    with racing(tmp_path, "holder") as holder:
        holder.expect("holding")
        holder.process.send_signal(signal.SIGSTOP)
        os.waitpid(holder.process.pid, os.WUNTRACED)
        store = open_store(tmp_path)
        with pytest.raises(
            WriteError, match=r"another tpm-tui has locked .* for 5 seconds.*Ctrl-Z.*try again"
        ):
            add_reviews(store, review("mine"))
        assert 5 <= fake_clock.now < 5.1
        assert (store.cards, read_history(tmp_path)) == ({}, [])
        holder.process.send_signal(signal.SIGCONT)
        holder.resume()
        holder.expect("saved")
    add_reviews(store, review("mine"))
    assert [entry.question for entry in read_history(tmp_path) if isinstance(entry, Review)] == [
        "q-0",
        "mine",
    ]
    assert_boxes_agree(tmp_path)


def test_killed_process_with_lock_delays_no_other(tmp_path: Path, fake_clock: FakeClock) -> None:
    with racing(tmp_path, "holder") as holder:
        holder.expect("holding")
        holder.process.kill()
        holder.process.wait()
        add_reviews(open_store(tmp_path), review("mine"))
    assert fake_clock.now == 0
    assert [entry.question for entry in read_history(tmp_path) if isinstance(entry, Review)] == ["mine"]
    assert_boxes_agree(tmp_path)
