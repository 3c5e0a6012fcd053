"""One history out of several: the union of their entries, in one order that every machine comes to.

Union is all there is to a merge. It is commutative, associative and idempotent, so it does not matter who
merges whom, how often, or whether a copy went round in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec

from tpm_tui.core.cards.events import HistoryEntry, Note, Review, active_reviews

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def merge_entries(*logs: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """All entries of all logs, each once, by sequence number and among equals by id.

    Should damage or malice have made two entries of one id, every machine picks the same one.
    """
    unique: dict[str, HistoryEntry] = {}
    for log in logs:
        for entry in log:
            known = unique.setdefault(entry.id, entry)
            if known is not entry and known != entry:
                unique[entry.id] = min(known, entry, key=msgspec.json.encode)
    return sorted(unique.values(), key=lambda entry: (entry.seq, entry.id))


def missing_entries(own: Iterable[HistoryEntry], other: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """The entries of another log that one's own has not, in order: what a merge has to write down."""
    held = {msgspec.json.encode(entry) for entry in own}
    found: dict[bytes, HistoryEntry] = {}
    for entry in other:
        line = msgspec.json.encode(entry)
        if line not in held:
            found.setdefault(line, entry)
    return sorted(found.values(), key=lambda entry: (entry.seq, entry.id, msgspec.json.encode(entry)))


def next_seq(newest: int, at: datetime) -> int:
    """The sequence number of an entry that is written now.

    It is the time, in seconds since 1970, unless that is not beyond the newest number known: a hybrid
    logical clock (Kulkarni et al., 2014). In one folder the order is that of writing, whatever the clock
    does, and entries of two machines that knew nothing of each other interleave as they happened.

    Args:
        newest: of all entries known.
        at: now, with its zone.
    """
    return max(newest + 1, (at - _EPOCH) // timedelta(seconds=1))


def all_attempts(entries: Iterable[HistoryEntry]) -> list[Review]:
    """Every review that was not taken back, oldest first.

    Oldest is meant as in `tpm_tui.core.cards.replay`: by sequence number, whatever the clock did. Entries
    that occur twice, as after a merge, count once.
    """
    return active_reviews(merge_entries(entries))


def attempts_on(entries: Iterable[HistoryEntry], question: str) -> list[Review]:
    """The standing all_attempts to one question, oldest first, further all_attempts of a day included."""
    return [review for review in all_attempts(entries) if review.question == question]


def notes(entries: Iterable[HistoryEntry]) -> dict[str, str]:
    """The notes in force by question: of each the one written last, after a merge on all machines the same.

    A question whose last note is empty has none.
    """
    newest: dict[str, Note] = {}
    for entry in entries:
        if isinstance(entry, Note):
            known = newest.get(entry.question, entry)
            newest[entry.question] = max(known, entry, key=lambda note: (note.seq, note.id))
    return {question: note.text for question, note in newest.items() if note.text}


def note_on(question: str, entries: Iterable[HistoryEntry]) -> str:
    """The note on one question; empty where there is none."""
    return notes(entries).get(question, "")
