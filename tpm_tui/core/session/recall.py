"""The recall drill: recall cards, each with one short question and one short answer.

It does not change the boxes. Every answer is logged as a `Recalled` entry in the history; the newest entry
of a card decides its place in the next drill.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import HistoryEntry, Recalled
from tpm_tui.core.cards.history import active_recalls


class RecallCard(Struct, frozen=True):
    """A recall card of a question."""

    question: str
    ask: str
    """The text asked. It identifies the card within its question, so a reworded card is a new card."""
    answer: str


class RecallDrill(Struct, frozen=True):
    """The state of a running drill."""

    waiting: tuple[RecallCard, ...]
    shown: bool = False
    """Whether the answer of the current card is shown."""
    made: int = 0
    """Number of cards made."""
    missed: int = 0
    """Number of times a card was missed."""
    repeats: bool = True
    """Whether a missed card is put back at the end until it is made."""
    missed_cards: tuple[RecallCard, ...] = ()
    """Without `repeats`, the cards missed in this pass."""
    answered: int = 0
    """Number of answers in this pass."""

    @property
    def card(self) -> RecallCard | None:
        """The current card; None at the end."""
        return self.waiting[0] if self.waiting else None

    def show(self) -> RecallDrill:
        """Show the answer."""
        return replace(self, shown=True)

    def record(self, made: bool) -> RecallDrill:
        """Record the answer and move to the next card."""
        first, rest = self.waiting[0], self.waiting[1:]
        after = replace(self, waiting=rest, shown=False, answered=self.answered + 1)
        if made:
            return replace(after, made=self.made + 1)
        if self.repeats:
            return replace(after, waiting=(*rest, first), missed=self.missed + 1)
        return replace(after, missed_cards=(*self.missed_cards, first), missed=self.missed + 1)

    def ask_missed(self) -> RecallDrill:
        """Start another pass with the cards missed in this one."""
        return replace(self, waiting=self.missed_cards, shown=False, missed_cards=(), answered=0)


def select_recall_cards(
    bank: Bank, entries: Iterable[HistoryEntry], within: Collection[str]
) -> list[RecallCard]:
    """Return the recall cards of the questions in `within`, in the order of asking.

    First the cards missed last time, then the cards never asked in the bank's order, then the cards made,
    the one made longest ago first.
    """
    newest: dict[tuple[str, str], Recalled] = {}
    for entry in active_recalls(entries):
        key = entry.question, entry.card
        newest[key] = max(newest.get(key, entry), entry, key=lambda each: (each.seq, each.id))
    cards = [
        RecallCard(question.id, each.q, each.a)
        for question in bank.questions
        if question.id in within
        for each in question.recall
    ]

    def sort_key(card: RecallCard) -> tuple[int, int]:
        last = newest.get((card.question, card.ask))
        return (1, 0) if last is None else (2 if last.made else 0, last.seq)

    return sorted(cards, key=sort_key)
