"""Which answer to a question is the learner's own version: the newest pin decides, on all machines."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.cards.events import HistoryEntry, Pin


def newest_pin(question: str, entries: Iterable[HistoryEntry]) -> Pin | None:
    """Return the newest pin of a question; None if there is none, or if it was removed.

    Args:
        question: id of the question.
        entries: entries of the history, in any order.
    """
    pins = (entry for entry in entries if isinstance(entry, Pin) and entry.question == question)
    pin = max(pins, key=lambda each: (each.seq, each.id), default=None)
    return pin if pin is not None and (pin.review or pin.text) else None
