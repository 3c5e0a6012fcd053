"""A learner's small home to be damaged, and put back as it was, thousands of times."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from msgspec import Struct

from tests.storage.folders import paths_in
from tests.storage.stores import AT, DAY, give, opened, review
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
from tpm_tui.storage.progress.journal import decode_entry

LATER = AT + timedelta(days=60)
"""When the damage is met: after all of the history."""

NOVEMBER, DECEMBER = "history/2026-11.jsonl", "history/2026-12.jsonl"

_SKIPPED = re.compile(r"skipped ([0-9]+) damaged line")


class Victim(Struct, frozen=True):
    """What there is, and what is known of it while it is whole."""

    paths: Paths
    files: dict[str, bytes]
    """All files of the data folder, by their names in it."""
    entries: dict[bytes, HistoryEntry]
    """By their lines."""
    cards: Cards

    def put_back(self, leave_out: Iterable[str] = ()) -> Paths:
        """Everything as it was, but for some files."""
        shutil.rmtree(self.paths.data)
        self.paths.data.mkdir(mode=0o700)
        for name, raw in self.files.items():
            path = self.paths.data / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if name not in leave_out:
                fill(path, raw)
        return self.paths

    def entry(self, line: bytes) -> HistoryEntry | None:
        """The entry of a line that is not damaged; line ends of another system do not damage it."""
        return self.entries.get(line.removesuffix(b"\r"))

    def lines(self) -> list[bytes]:
        """The lines of the history as they are on disk now, which say something."""
        return [line for raw in self.segments().values() for line in raw.split(b"\n") if line]

    def segments(self) -> dict[str, bytes]:
        """The months as they are on disk now, oldest first."""
        return {
            path.name: path.read_bytes()
            for path in sorted((self.paths.data / "history").glob("????-??.jsonl"))
        }


def lived_in(home: Path) -> Victim:
    """Two months of history with an entry of every kind, boxes, their backup, and two drafts."""
    paths = paths_in(home)
    store = opened(paths.data)
    third = AT + timedelta(days=14)
    store.commit(SessionStart(id="i0", at=AT, day=DAY, session="s1", mode="practice", queue=("a", "b")))
    give(store, small("a", "i1"), small("b", "i2"))
    store.undo_last(DAY, AT, "i3")
    store.close()
    store.commit(
        Recalled(id="i4", at=third, day=third.date(), session="s1", question="a", card="c", made=True)
    )
    store.commit(Note(id="i5", at=third, day=third.date(), question="a", text="mine"))
    store.commit(CardAction(id="i6", at=third, day=third.date(), question="b", action=CardActionKind.STAR))
    give(store, small("a", "i7", days=14))
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
    return Victim(paths, files, entries, opened(paths.data).cards)


def small(question: str, id: str, days: int = 0) -> Review:
    """A short answer, so that not every test reads a long line."""
    at = AT + timedelta(days=days)
    return review(question, Grade.GOOD, at=at, day=at.date(), answer="So.", id=id)


def fill(path: Path, raw: bytes) -> None:
    """Write a file in place; faster than `write_bytes` by what a mutation costs."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(fd, raw)
    finally:
        os.close(fd)


def told_damaged(notices: Iterable[str]) -> int:
    """How many lines were told to be damaged."""
    return sum(int(number) for notice in notices for number in _SKIPPED.findall(notice))
