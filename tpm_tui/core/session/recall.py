"""The recall drill: small cards, one short question and one short answer each, asked fast.

It has nothing to do with the boxes. Every answer is a small entry of its own in the history; the newest
one of a card decides where in the next drill it comes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import HistoryEntry, Recalled


class RecallCard(Struct, frozen=True):
    """A small card of a question."""

    question: str
    ask: str
    """What is asked; it names the card within its question, so a card that is reworded is a new one."""
    answer: str


class RecallDrill(Struct, frozen=True):
    """A drill under way. A missed card comes again at the end, until it is made."""

    waiting: tuple[RecallCard, ...]
    shown: bool = False
    """Whether the answer of the card before the learner is in sight."""
    made: int = 0
    missed: int = 0

    @property
    def card(self) -> RecallCard | None:
        """The card before the learner; None at the end."""
        return self.waiting[0] if self.waiting else None

    def show(self) -> RecallDrill:
        """Show the answer."""
        return replace(self, shown=True)

    def answered(self, made: bool) -> RecallDrill:
        """On to the next card."""
        first, rest = self.waiting[0], self.waiting[1:]
        if made:
            return RecallDrill(rest, made=self.made + 1, missed=self.missed)
        return RecallDrill((*rest, first), made=self.made, missed=self.missed + 1)


def recall_cards(bank: Bank, entries: Iterable[HistoryEntry], within: Collection[str]) -> list[RecallCard]:
    """The cards of the questions among `within`, in the order of asking.

    First those missed the last time, then those never asked in the bank's order, then those made, the one
    made longest ago first.
    """
    newest: dict[tuple[str, str], Recalled] = {}
    for entry in entries:
        if isinstance(entry, Recalled):
            key = entry.question, entry.card
            newest[key] = max(newest.get(key, entry), entry, key=lambda each: (each.seq, each.id))
    cards = [
        RecallCard(question.id, each.q, each.a)
        for question in bank.questions
        if question.id in within
        for each in question.recall
    ]

    def place(card: RecallCard) -> tuple[int, int]:
        last = newest.get((card.question, card.ask))
        return (1, 0) if last is None else (2 if last.made else 0, last.seq)

    return sorted(cards, key=place)
