"""Which entries of the history are active: neither undone nor an undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tpm_tui.core.cards.events import CardAction, CardActionKind, HistoryEntry, Redo, Review, Undo


def undone_ids(entries: Iterable[HistoryEntry]) -> set[str]:
    """Return the ids of undone reviews; the newest undo or redo of a review decides."""
    changes = sorted((e for e in entries if isinstance(e, Undo | Redo)), key=lambda e: (e.seq, e.id))
    undone = {change.review: isinstance(change, Undo) for change in changes}
    return {review for review, is_undone in undone.items() if is_undone}


def active_reviews(entries: list[HistoryEntry]) -> list[Review]:
    """Return the active reviews (those not undone), in the order of `entries`."""
    undone = undone_ids(entries)
    return [e for e in entries if isinstance(e, Review) and e.id not in undone]


def active_actions(entries: Iterable[HistoryEntry]) -> list[CardAction]:
    """Return the active card actions in the order of the history; undone resets are left out.

    A reset that was redone is at its old position: it does not affect the answers given after it.
    """
    ordered = sorted((e for e in entries if isinstance(e, CardAction)), key=lambda e: (e.seq, e.id))
    inactive: set[int] = set()  # places in `ordered`: a merged history may have thousands of resets
    resets: defaultdict[str, list[int]] = defaultdict(list)
    undone: defaultdict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(ordered):
        own_resets, own_undone = resets[entry.question], undone[entry.question]
        if entry.action is CardActionKind.UNRESET:
            inactive.add(place)
            if own_resets:
                own_undone.append(own_resets.pop())
                inactive.add(own_undone[-1])
        elif entry.action is CardActionKind.RESET and entry.is_reversal:
            inactive.add(place)
            if own_undone:
                own_resets.append(own_undone.pop())
                inactive.discard(own_resets[-1])
        elif entry.action is CardActionKind.RESET:
            own_resets.append(place)
    return [entry for place, entry in enumerate(ordered) if place not in inactive]


def is_reset(entries: list[HistoryEntry]) -> bool:
    """Whether a card was reset and not answered since.

    Args:
        entries: the entries of the card's question.
    """
    resets = [action for action in active_actions(entries) if action.action is CardActionKind.RESET]
    reviews = active_reviews(entries)
    newest = max((*resets, *reviews), key=lambda entry: (entry.seq, entry.id), default=None)
    return isinstance(newest, CardAction)
