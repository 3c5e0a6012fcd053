"""Time to write an answer to disk and to open the store, after a thousand answers and after many.

Compared with plain TinyDB in its default configuration, which syncs every write, and with sqlite3 with a
write-ahead log that is synced at every commit. All of them write to the same disk, and an attempt is on it
when the call returns. Our store and sqlite run in turn, so that load on the machine affects both equally;
the results are the medians of the ratios of the pairs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from itertools import islice
from pathlib import Path
from shutil import rmtree
from sqlite3 import Connection
from statistics import median
from tempfile import mkdtemp
from time import perf_counter

import msgspec
import pytest
from msgspec import Struct
from tinydb import TinyDB

from tests.benchmarks.attempts import INSERT, QUESTIONS, RULES, TABLE, attempts, fill, open_database, values
from tests.benchmarks.table import milliseconds, row
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import Review
from tpm_tui.storage.progress.store import Store

pytestmark = pytest.mark.bench

FEW, MANY = 1_000, 100_000
SIZES = (FEW, 10_000, MANY)

COMMITS = 100
SLOW_COMMITS = {FEW: 15, 10_000: 7, MANY: 3}
"""TinyDB rewrites its whole file for every attempt, which takes seconds with the largest size."""

OPENS = 15
SLOW_OPENS = 3

COMMIT_LIMIT = 1.5
"""Maximum ratio of our commit time to that of sqlite."""

COMMIT_GROWTH = 1.2
OPEN_GROWTH = 3.0
MEMORY_GROWTH = 1.1
"""Maximum ratio of a figure at a hundred thousand attempts to the same figure at a thousand."""

PROJECT = Path(__file__).parents[2]


def is_on_tmpfs(folder: Path) -> bool:
    """Return whether a folder is on a tmpfs, where a sync costs nothing and a comparison is useless."""
    device = os.stat(folder).st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    mounts = Path("/proc/self/mountinfo")
    lines = mounts.read_text(encoding="utf-8").splitlines() if mounts.exists() else []
    return any(line.split()[2] == number and " - tmpfs " in line for line in lines)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Path]]:
    """Create folders with the three stores; return them by the number of attempts."""
    base = tmp_path_factory.mktemp("stores")
    if is_on_tmpfs(base):
        base = Path(mkdtemp(dir=PROJECT, prefix=".bench-"))
    folders = {size: base / str(size) for size in SIZES}
    for size, folder in folders.items():
        fill(folder, size)
    yield folders
    rmtree(base)


Times = dict[tuple[str, int], list[float]]
"""Seconds by store and number of attempts; values with the same index were measured one after the other."""


@pytest.fixture(scope="module")
def commits(stores: dict[int, Path]) -> Times:
    """Measure the time to write a graded answer to disk."""
    times: Times = defaultdict(list)
    with ExitStack() as stack:
        sides: dict[int, dict[str, Callable[[Review], float]]] = {}
        for size, folder in stores.items():
            store = Store.open(folder / "ours", RULES)
            stack.callback(store.close)
            database = stack.enter_context(closing(open_database(folder / "sqlite.db")))
            sides[size] = {"ours": partial(time_grade, store), "sqlite": partial(time_insert, database)}
        answers = {
            size: attempts(dict(Store.open(stores[size] / "ours", RULES).cards), size) for size in SIZES
        }
        for at in range(COMMITS):
            for size in SIZES:
                review = next(answers[size])
                for side in ("ours", "sqlite") if at % 2 else ("sqlite", "ours"):
                    times[side, size].append(sides[size][side](review))
    for size, folder in stores.items():
        with closing(TinyDB(folder / "tinydb.json")) as tiny:
            table = tiny.table(TABLE)
            for review in islice(answers[size], SLOW_COMMITS[size]):
                times["tinydb", size].append(seconds(partial(table.insert, msgspec.to_builtins(review))))
    return times


def time_grade(store: Store, review: Review) -> float:
    """Grade an answer with a saved draft, as in a real session; return the seconds."""
    store.drafts.save(review.question, review.session, review.answer)

    def make(card: Card) -> Review:
        assert card.question == review.question
        return review

    return seconds(partial(store.review, review.question, make))


def time_insert(database: Connection, review: Review) -> float:
    return seconds(lambda: database.execute(INSERT, values(review)))


def seconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def ratio(numerators: list[float], denominators: list[float]) -> float:
    """Return the median ratio of pairs that were measured one after the other."""
    return median(top / bottom for top, bottom in zip(numerators, denominators, strict=True))


def test_graded_answer_is_written_as_fast_as_with_sqlite(commits: Times) -> None:
    print()
    ratios = {size: ratio(commits["ours", size], commits["sqlite", size]) for size in SIZES}
    for size in SIZES:
        own, lite, tiny = (median(commits[side, size]) for side in ("ours", "sqlite", "tinydb"))
        name = f"an answer on disk, after {size:,}"
        print(row(name, milliseconds(own), f"sqlite3 {milliseconds(lite)}", ratios[size], COMMIT_LIMIT))
        print(row(name, milliseconds(own), f"plain TinyDB {milliseconds(tiny)}", own / tiny))
    assert max(ratios.values()) <= COMMIT_LIMIT, ratios


def test_many_answers_do_not_slow_down_a_write(commits: Times) -> None:
    few, many = commits["ours", FEW], commits["ours", MANY]
    growth = ratio(many, few)
    name, other = f"an answer on disk, after {MANY:,}", f"after {FEW:,}: {milliseconds(median(few))}"
    print("\n" + row(name, milliseconds(median(many)), other, growth, COMMIT_GROWTH))
    assert growth <= COMMIT_GROWTH


class Opened(Struct, frozen=True):
    """One cold open."""

    seconds: float
    peak: int
    """Peak memory of the process, in kB."""


@pytest.fixture(scope="module")
def opens(stores: dict[int, Path]) -> dict[tuple[str, int], list[Opened]]:
    """Measure opening a store and loading its cards, in a new process each time."""
    files = {"ours": "ours", "sqlite": "sqlite.db", "tinydb": "tinydb.json"}
    found: dict[tuple[str, int], list[Opened]] = defaultdict(list)
    for at in range(OPENS):
        for side, file in files.items():
            if side == "tinydb" and at >= SLOW_OPENS:
                continue
            for size in SIZES:
                found[side, size].append(cold_open(side, stores[size] / file))
    return found


def cold_open(side: str, path: Path) -> Opened:
    command = [sys.executable, "-m", "tests.benchmarks.cold_open", side, str(path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    taken, cards, peak = done.stdout.split()
    assert int(cards) == QUESTIONS
    return Opened(float(taken) / 1000, int(peak))


def test_many_answers_do_not_slow_down_the_start(opens: dict[tuple[str, int], list[Opened]]) -> None:
    taken = {key: [one.seconds for one in found] for key, found in opens.items()}
    growth = ratio(taken["ours", MANY], taken["ours", FEW])
    ours = {size: milliseconds(median(taken["ours", size])) for size in SIZES}
    print()
    print(
        row(f"opening the store, {MANY:,} answers", ours[MANY], f"{FEW:,}: {ours[FEW]}", growth, OPEN_GROWTH)
    )
    for size in SIZES:
        for side, spelled in (("sqlite", "sqlite3"), ("tinydb", "plain TinyDB")):
            other = taken[side, size]
            times = ratio(taken["ours", size][: len(other)], other)
            name = f"opening the store, {size:,} answers"
            print(row(name, ours[size], f"{spelled} {milliseconds(median(other))}", times))
    assert growth <= OPEN_GROWTH


def test_many_answers_take_no_memory(opens: dict[tuple[str, int], list[Opened]]) -> None:
    taken = {key: median(one.peak for one in found) / 1024 for key, found in opens.items()}
    few, many, tiny = taken["ours", FEW], taken["ours", MANY], taken["tinydb", MANY]
    name = f"memory with the store open, {MANY:,} answers"
    print()
    print(row(name, f"{many:.1f} MB", f"{FEW:,}: {few:.1f} MB", many / few, MEMORY_GROWTH))
    print(row(name, f"{many:.1f} MB", f"plain TinyDB {tiny:.0f} MB", many / tiny))
    assert many / few <= MEMORY_GROWTH
