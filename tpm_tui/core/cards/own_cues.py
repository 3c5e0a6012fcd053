"""The sentences that a learner keeps as cues of key points: all that were kept, without those removed since.

For each sentence its newest entry decides, so that the result does not depend on the order of a merge.
"""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.cards.events import HistoryEntry, PersonalCue


def kept_cues(question: str, entries: Iterable[HistoryEntry]) -> list[PersonalCue]:
    """Return the entries of the cues of a question that are kept, oldest first.

    Args:
        question: id of the question.
        entries: entries of the history, in any order.
    """
    newest: dict[tuple[str, str], PersonalCue] = {}
    for entry in entries:
        if isinstance(entry, PersonalCue) and entry.question == question:
            known = newest.get((entry.point, entry.text), entry)
            newest[entry.point, entry.text] = max(known, entry, key=_place)
    return sorted((cue for cue in newest.values() if not cue.removed), key=_place)


def is_kept(cue: PersonalCue, entries: Iterable[HistoryEntry]) -> bool:
    """Return whether the sentence of a cue is kept for its point."""
    kept = kept_cues(cue.question, entries)
    return any((each.point, each.text) == (cue.point, cue.text) for each in kept)


def _place(entry: PersonalCue) -> tuple[int, str]:
    return entry.seq, entry.id
