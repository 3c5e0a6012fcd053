"""The history folded into cards: `cards = replay(entries, rules)`."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.cards.card import Card, apply_entry
from tpm_tui.core.cards.events import (
    CardAction,
    HistoryEntry,
    Redo,
    Review,
    Undo,
    active_actions,
    undone_ids,
)
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.cards.leitner import Rules

Cards = dict[str, Card]
"""Cards by question id. A missing one is a question never touched."""


def replay(entries: Iterable[HistoryEntry], rules: Rules) -> Cards:
    """The cards that a whole history leads to, whatever order its entries come in.

    Reviews and resets that were taken back are left out before folding, so that undo and redo are exact
    however late they come; entries that occur twice, as after a merge, count once.
    """
    ordered = merge_entries(entries)
    undone = undone_ids(ordered)
    actions = {action.id for action in active_actions(ordered)}
    cards: Cards = {}
    for entry in ordered:
        stands = entry.id in actions if isinstance(entry, CardAction) else entry.id not in undone
        if stands and isinstance(entry, CardAction | Review):
            extend(cards, entry, rules)
    return cards


def extend(cards: Cards, entry: HistoryEntry, rules: Rules) -> None:
    """Fold one more entry, the newest, into the cards, in place.

    Raises:
        OutOfOrder: the entry does not continue these cards; replay the whole history instead.
    """
    if isinstance(entry, Review | Undo | Redo | CardAction):
        card = cards.get(entry.question) or Card(entry.question)
        cards[entry.question] = apply_entry(card, entry, rules)
