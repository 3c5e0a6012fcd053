"""Burying, suspending, starring and resetting the current question."""

from __future__ import annotations

from tpm_tui.core.cards.events import CardAction, CardActionKind, is_reset
from tpm_tui.practice.session_host import CardHost


class CardActions:
    """Actions on the card of a session's current question."""

    def __init__(self, practice_session: CardHost) -> None:
        self._practice_session = practice_session

    def available_reset(self) -> CardActionKind | None:
        """Return what a reset does to the current question: reset, undo the last reset, or nothing.

        Raises:
            DataFolderError: the history cannot be read.
        """
        practice_session = self._practice_session
        if practice_session.card.schedule.seen:
            return CardActionKind.RESET
        entries = practice_session.workspace.store.question_entries(practice_session.session.current)
        return CardActionKind.UNRESET if is_reset(entries) else None

    def act(self, action: CardActionKind) -> None:
        """Bury, suspend, star or reset the current question, or undo that.

        Raises:
            WriteError: nothing was changed.
        """
        practice_session = self._practice_session
        workspace = practice_session.workspace
        entry = CardAction(
            id=workspace.new_id(),
            at=workspace.now(),
            day=workspace.today(),
            question=practice_session.session.current,
            action=action,
        )
        workspace.store.commit(entry)
        if action in (CardActionKind.BURY, CardActionKind.SUSPEND):
            practice_session.skip()
