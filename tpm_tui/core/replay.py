"""The history folded into cards: `cards = replay(entries, rules)`."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.card import Card, fold
from tpm_tui.core.leitner import Rules
from tpm_tui.core.review import CardAction, HistoryEntry, Review, Undo

Cards = dict[str, Card]
"""Cards by question id. A missing one is a question never touched."""


def replay(entries: Iterable[HistoryEntry], rules: Rules) -> Cards:
    """The cards that a whole history leads to, whatever order its entries come in.

    Reviews that were taken back are left out before folding, so that an undo is exact however late
    it comes; entries that occur twice, as after a merge, count once.
    """
    unique = {entry.id: entry for entry in entries}
    undone = {entry.review for entry in unique.values() if isinstance(entry, Undo)}
    cards: Cards = {}
    for entry in sorted(unique.values(), key=lambda e: (e.seq, e.id)):
        if isinstance(entry, CardAction) or (isinstance(entry, Review) and entry.id not in undone):
            extend(cards, entry, rules)
    return cards


def extend(cards: Cards, entry: HistoryEntry, rules: Rules) -> None:
    """Fold one more entry, the newest, into the cards, in place.

    Raises:
        OutOfOrder: the entry does not continue these cards; replay the whole history instead.
    """
    if isinstance(entry, Review | Undo | CardAction):
        card = cards.get(entry.question) or Card(entry.question)
        cards[entry.question] = fold(card, entry, rules)
