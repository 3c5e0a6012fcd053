"""A recall drill with its store: each answer is written to disk before the next card is shown."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tpm_tui.core.cards.events import Recalled
from tpm_tui.core.session.recall import RecallCard, RecallDrill
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.workspace import Workspace

DEFAULT_CARDS = 20
"""Cards of a drill without an explicit limit."""


class RecallSession:
    """One recall drill."""

    def __init__(self, workspace: Workspace, cards: Sequence[RecallCard], *, repeats: bool = True) -> None:
        """
        Args:
            workspace: the bank and the history.
            cards: the cards, in the order of asking.
            repeats: ask a missed card again at the end, until it is made.
        """
        self.workspace = workspace
        self.drill = RecallDrill(tuple(cards), repeats=repeats)
        self._undoable: list[tuple[RecallDrill, Recalled]] = []
        """The answers that can be undone, oldest first, each with the drill before it."""
        self.session = f"{workspace.now():%Y%m%d-%H%M%S}-{workspace.new_id()[:4]}"

    def show(self) -> None:
        """Show the answer of the current card."""
        self.drill = self.drill.show()

    def ask_missed(self) -> None:
        """Ask the cards again that were missed in this pass."""
        self.drill = self.drill.ask_missed()

    def record(self, made: bool) -> None:
        """Record the current card as made or missed, on disk, and move to the next card.

        Raises:
            WriteError: the answer was not written; the card stays the current one.
        """
        card = self.drill.card
        assert card is not None
        entry = Recalled(
            **entry_header(self.workspace),
            session=self.session,
            question=card.question,
            card=card.ask,
            made=made,
        )
        self.workspace.store.commit(entry)
        self._undoable.append((self.drill, entry))
        self.drill = self.drill.record(made)

    @property
    def can_undo(self) -> bool:
        """Whether a card was answered in this drill whose answer is not undone."""
        return bool(self._undoable)

    def undo(self) -> None:
        """Undo the last answer of this drill, on disk, and go back to its card, with the answer shown.

        Raises:
            WriteError: the undo was not written; nothing has changed.
        """
        drill, entry = self._undoable[-1]
        # Version 0.1 does not know undos: it reads this one as a missed card, which it asks first.
        undo = replace(
            entry,
            **entry_header(self.workspace),
            seq=0,
            after=0,
            made=False,
            undoes=entry.id,
        )
        self.workspace.store.commit(undo)
        self._undoable.pop()
        self.drill = drill

    @property
    def summary(self) -> str:
        """The result so far, such as `12 made, 3 missed`."""
        return f"{self.drill.made} made, {self.drill.missed} missed"
