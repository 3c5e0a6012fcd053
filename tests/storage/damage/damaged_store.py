"""A small example store that tests damage and reset thousands of times."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from msgspec import Struct

from tests.storage.folders import paths_in
from tests.storage.stores import AT, DAY, add_reviews, open_store, review
from tpm_tui.core.cards.events import (
    CardAction,
    CardActionKind,
    HistoryEntry,
    Note,
    Recalled,
    Review,
    SessionEnd,
    SessionStart,
)
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.replay import Cards
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.journal import decode_entry

LATER = AT + timedelta(days=60)
"""The time of the test: after the whole history."""

NOVEMBER, DECEMBER = "history/2026-11.jsonl", "history/2026-12.jsonl"

_SKIPPED = re.compile(r"skipped ([0-9]+) damaged line")


class ExampleStore(Struct, frozen=True):
    """An undamaged data folder and its content."""

    paths: Paths
    files: dict[str, bytes]
    """The bytes of all files, by their path in the data folder."""
    entries: dict[bytes, HistoryEntry]
    """The entries by their lines."""
    cards: Cards
    """The cards that the history gives."""

    def reset(self, leave_out: Iterable[str] = ()) -> Paths:
        """Restore all files except some; return the paths."""
        shutil.rmtree(self.paths.data)
        self.paths.data.mkdir(mode=0o700)
        for name, raw in self.files.items():
            path = self.paths.data / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if name not in leave_out:
                overwrite(path, raw)
        return self.paths

    def entry(self, line: bytes) -> HistoryEntry | None:
        """Return the entry of an undamaged line, with or without CR; None for a damaged one."""
        return self.entries.get(line.removesuffix(b"\r"))

    def lines(self) -> list[bytes]:
        """Return the lines of the history on disk that are not empty."""
        return [line for raw in self.segments().values() for line in raw.split(b"\n") if line]

    def segments(self) -> dict[str, bytes]:
        """Return the months on disk by file name, oldest first."""
        return {
            path.name: path.read_bytes()
            for path in sorted((self.paths.data / "history").glob("????-??.jsonl"))
        }


def example_store(home: Path) -> ExampleStore:
    """Create two months of history with an entry of every kind, boxes, their backup, and two drafts."""
    paths = paths_in(home)
    store = open_store(paths.data)
    third = AT + timedelta(days=14)
    store.commit(SessionStart(id="i0", at=AT, day=DAY, session="s1", mode="practice", queue=("a", "b")))
    add_reviews(store, short_review("a", "i1"), short_review("b", "i2"))
    store.undo_last(DAY, AT, "i3")
    store.close()
    store.commit(
        Recalled(id="i4", at=third, day=third.date(), session="s1", question="a", card="c", made=True)
    )
    store.commit(Note(id="i5", at=third, day=third.date(), question="a", text="mine"))
    store.commit(CardAction(id="i6", at=third, day=third.date(), question="b", action=CardActionKind.STAR))
    add_reviews(store, short_review("a", "i7", days=14))
    store.commit(SessionEnd(id="i8", at=third, day=third.date(), session="s1"))
    store.close()
    store.drafts.save("a", "s1", "half a thought")
    store.drafts.save("b", "s2", "another", {"s1": 7})
    files = {
        str(path.relative_to(paths.data)): path.read_bytes()
        for path in sorted(paths.data.rglob("*"))
        if path.is_file()
    }
    lines = [line for name in (NOVEMBER, DECEMBER) for line in files[name].splitlines()]
    entries = {line: entry for line in lines if (entry := decode_entry(line)) is not None}
    assert len(entries) == 9
    return ExampleStore(paths, files, entries, open_store(paths.data).cards)


def short_review(question: str, id: str, days: int = 0) -> Review:
    """Return a review with a short answer, so that tests do not read long lines."""
    at = AT + timedelta(days=days)
    return review(question, Grade.GOOD, at=at, day=at.date(), answer="So.", id=id)


def overwrite(path: Path, raw: bytes) -> None:
    """Overwrite a file in place; much faster than `write_bytes`."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(fd, raw)
    finally:
        os.close(fd)


def count_damaged_lines(notices: Iterable[Problem]) -> int:
    """Return the number of damaged lines that the notices report."""
    return sum(int(number) for notice in notices for number in _SKIPPED.findall(notice.message))
