"""Notes: the learner's own text on a question, their story or their version of the answer."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.review import HistoryEntry, Note


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
