"""Computing the cards from the history: `cards = replay(entries, rules)`."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.cards.active import active_actions, undone_ids
from tpm_tui.core.cards.card import Card, CardEntry, apply_entry
from tpm_tui.core.cards.events import CardAction, HistoryEntry, Review, Triage
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.cards.leitner import Rules

Cards = dict[str, Card]
"""Cards by question id. Questions without history entries are missing."""


def replay(entries: Iterable[HistoryEntry], rules: Rules) -> Cards:
    """Compute the cards from a whole history, with its entries in any order.

    Undone reviews and undone resets are left out before the entries are applied, so that undo and redo are
    exact at any later time. Duplicate entries, as after a merge, count once.
    """
    ordered = merge_entries(entries)
    undone = undone_ids(ordered)
    actions = {action.id for action in active_actions(ordered)}
    cards: Cards = {}
    for entry in ordered:
        is_active = entry.id in actions if isinstance(entry, CardAction) else entry.id not in undone
        if is_active and isinstance(entry, CardAction | Review | Triage):
            extend(cards, entry, rules)
    return cards


def extend(cards: Cards, entry: HistoryEntry, rules: Rules) -> None:
    """Apply one more entry, the newest, to the cards in place.

    Raises:
        OutOfOrder: the entry cannot be applied to these cards; replay the whole history instead.
    """
    if isinstance(entry, CardEntry):
        card = cards.get(entry.question) or Card(entry.question)
        cards[entry.question] = apply_entry(card, entry, rules)
