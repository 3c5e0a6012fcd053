"""The same years of answers in three stores: tpm-tui's own, plain TinyDB, and sqlite3."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from zlib import crc32

import msgspec

from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards, extend
from tpm_tui.storage.progress.journal import encode_entry
from tpm_tui.storage.progress.store import Store

RULES = Rules()
FIRST = date(2020, 1, 1)
A_DAY = 50
QUESTIONS = 400
WORDS = 150
GRADES = (Grade.GOOD, Grade.GOOD, Grade.EASY, Grade.HARD, Grade.AGAIN)

SCHEMA = """
CREATE TABLE attempts (seq INTEGER PRIMARY KEY, id, at, day, session, question, prompt, answer, grade,
    seconds, words, covered, missed, box_before, box_after, due);
CREATE INDEX newest ON attempts (question, seq);
"""
INSERT = f"INSERT INTO attempts VALUES ({', '.join('?' * 16)})"
CARDS = """
SELECT question, box_after, due FROM attempts
JOIN (SELECT max(seq) AS newest FROM attempts GROUP BY question) ON seq = newest
"""
"""The newest attempt of every question, from which the cards are built."""

TABLE = "attempts"


def attempts(cards: Cards, start: int = 0) -> Iterator[Review]:
    """Yield answers without end, from number `start` on, fifty per day, and update the cards with each."""
    newest = start
    while True:
        n, newest = newest, newest + 1
        day = FIRST + timedelta(days=n // A_DAY)
        question = f"question-{n * 7 % QUESTIONS}"
        known = cards.get(question)
        box = known.box if known else 0
        review = Review(
            id=f"{n:016x}",
            seq=newest,
            after=n,
            at=datetime(day.year, day.month, day.day, 8, tzinfo=UTC) + timedelta(minutes=5 * (n % A_DAY)),
            day=day,
            session=f"{n // 25:016x}",
            question=question,
            prompt="Tell me about a programme that was going to be late. What did you do first, and why?",
            answer=" ".join(_words(n)),
            grade=GRADES[crc32(b"%d" % n) % len(GRADES)],
            seconds=180.0,
            words=WORDS,
            covered=("says how late, in weeks", "names the one decision that was needed"),
            missed=("warns those who wait for it before they ask",),
            box_before=box,
        )
        extend(cards, review, RULES)
        box = cards[question].box
        yield msgspec.structs.replace(review, box_after=box, due=day + timedelta(days=1 << box))


def _words(n: int) -> Iterator[str]:
    """Yield `WORDS` words, different for every answer."""
    yield from (f"word{(n * 31 + at * 17) % 977}" for at in range(WORDS))


def values(review: Review) -> tuple[object, ...]:
    """Return an attempt as a row for `INSERT`, without its sequence number."""
    fields = msgspec.to_builtins(review)
    points = (json.dumps(fields["covered"]), json.dumps(fields["missed"]))
    others = [fields[name] for name in ("box_before", "box_after", "due")]
    return (
        None,
        *(fields[name] for name in ("id", "at", "day", "session", "question", "prompt", "answer", "grade")),
        *(fields["seconds"], fields["words"], *points, *others),
    )


def fill(folder: Path, count: int) -> None:
    """Create three stores with `count` attempts each: `ours/`, `tinydb.json` and `sqlite.db`."""
    (folder / "ours" / "history").mkdir(parents=True, mode=0o700)
    database = open_database(folder / "sqlite.db")
    database.executescript(SCHEMA)
    made = attempts({})
    with (folder / "tinydb.json").open("w", encoding="ascii") as tiny:
        tiny.write(f'{{"{TABLE}": {{')
        for first in range(0, count, 1000):
            batch = list(islice(made, min(1000, count - first)))
            _append(folder / "ours" / "history", batch)
            rows = [json.dumps(msgspec.to_builtins(review)) for review in batch]
            tiny.write("," * (first > 0) + ",".join(f'"{n}":{row}' for n, row in enumerate(rows, first + 1)))
            database.execute("BEGIN")
            database.executemany(INSERT, map(values, batch))
            database.execute("COMMIT")
        tiny.write("}}")
        tiny.flush()
        os.fsync(tiny.fileno())
    database.close()
    store = Store.open(folder / "ours", RULES)
    store.checkpoint()
    os.sync()


def _append(history: Path, batch: list[Review]) -> None:
    months: dict[str, list[bytes]] = {}
    for review in batch:
        months.setdefault(f"{review.day:%Y-%m}.jsonl", []).append(encode_entry(review))
    for name, lines in months.items():
        with (history / name).open("ab") as segment:
            segment.write(b"".join(lines))


def open_database(path: Path) -> sqlite3.Connection:
    """Open a database in which every `INSERT` is its own transaction, on disk when it returns."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    return database
