"""A recall drill tied to the store: an answer is durable before the next card comes."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.cards.events import Recalled
from tpm_tui.core.session.recall import RecallCard, RecallDrill
from tpm_tui.practice.workspace import Workspace

CARDS = 20
"""Cards of a drill, unless so many are asked for."""


class RecallSession:
    """One recall drill of a learner."""

    def __init__(self, workspace: Workspace, cards: Sequence[RecallCard]) -> None:
        self.workspace = workspace
        self.drill = RecallDrill(tuple(cards))
        self.session = f"{workspace.now():%Y%m%d-%H%M%S}-{workspace.new_id()[:4]}"

    def show(self) -> None:
        """Show the answer of the card before the learner."""
        self.drill = self.drill.show()

    def answer(self, made: bool) -> None:
        """The card was made or missed. When this returns, that is durable.

        Raises:
            WriteError: it is not; the card stays before the learner.
        """
        card = self.drill.card
        assert card is not None
        entry = Recalled(
            id=self.workspace.new_id(),
            at=self.workspace.now(),
            day=self.workspace.today(),
            session=self.session,
            question=card.question,
            card=card.ask,
            made=made,
        )
        self.workspace.store.commit(entry)
        self.drill = self.drill.answered(made)

    @property
    def summary(self) -> str:
        """`12 made, 3 missed`."""
        return f"{self.drill.made} made, {self.drill.missed} missed"
