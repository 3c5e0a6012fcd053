"""Merging of histories, and queries over their entries.

A merge is the union of the entries, in an order that is the same on every machine. It is commutative,
associative and idempotent, so it does not matter which copy is merged into which, or how often.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec

from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.events import HistoryEntry, Note, Recalled, Review

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def merge_entries(*logs: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """Merge logs: every entry once, ordered by sequence number, then id.

    If different entries have the same id (damage or tampering), the choice is the same on every machine.
    """
    unique: dict[str, HistoryEntry] = {}
    for log in logs:
        for entry in log:
            known = unique.setdefault(entry.id, entry)
            if known is not entry and known != entry:
                unique[entry.id] = min(known, entry, key=msgspec.json.encode)
    return sorted(unique.values(), key=lambda entry: (entry.seq, entry.id))


def missing_entries(own: Iterable[HistoryEntry], other: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """Return the entries of `other` that `own` lacks, in order: what a merge has to append."""
    known = {msgspec.json.encode(entry) for entry in own}
    found: dict[bytes, HistoryEntry] = {}
    for entry in other:
        line = msgspec.json.encode(entry)
        if line not in known:
            found.setdefault(line, entry)
    return sorted(found.values(), key=lambda entry: (entry.seq, entry.id, msgspec.json.encode(entry)))


def next_seq(newest: int, at: datetime) -> int:
    """Return the sequence number for an entry written now.

    It is the time in seconds since 1970, or `newest` plus one if that is larger: a hybrid logical clock
    (Kulkarni et al., 2014). In one data folder the order is the order of writing, even if the clock is wrong,
    and entries of two machines that were not in contact interleave by time.

    Args:
        newest: the highest sequence number in the history.
        at: the current time, with a time zone.
    """
    return max(newest + 1, (at - _EPOCH) // timedelta(seconds=1))


def active_recalls(entries: Iterable[HistoryEntry]) -> list[Recalled]:
    """Return the answers to recall cards that were not undone, each of them once, in the given order."""
    recalls = {entry.id: entry for entry in entries if isinstance(entry, Recalled)}
    undone = {entry.undoes for entry in recalls.values()}
    return [entry for id, entry in recalls.items() if id not in undone and not entry.is_reversal]


def all_attempts(entries: Iterable[HistoryEntry]) -> list[Review]:
    """Return the active reviews, oldest first.

    The order is that of `tpm_tui.core.cards.replay`: by sequence number, not by date. Duplicate entries, as
    after a merge, count once.
    """
    return active_reviews(merge_entries(entries))


def attempts_on(entries: Iterable[HistoryEntry], question: str) -> list[Review]:
    """Return the active reviews of one question, oldest first, including practice on the same day."""
    return [review for review in all_attempts(entries) if review.question == question]


def current_notes(entries: Iterable[HistoryEntry]) -> dict[str, str]:
    """Return the current note of each question: the newest one, the same on all machines after a merge.

    A question whose newest note is empty is left out.
    """
    newest: dict[str, Note] = {}
    for entry in entries:
        if isinstance(entry, Note):
            known = newest.get(entry.question, entry)
            newest[entry.question] = max(known, entry, key=lambda note: (note.seq, note.id))
    return {question: note.text for question, note in newest.items() if note.text}


def note_on(question: str, entries: Iterable[HistoryEntry]) -> str:
    """Return the current note on one question; empty if there is none."""
    return current_notes(entries).get(question, "")
