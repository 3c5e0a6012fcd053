"""Burying, suspending, starring and resetting the current question."""

from __future__ import annotations

from tpm_tui.core.cards.active import is_reset
from tpm_tui.core.cards.events import CardAction, CardActionKind
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.records.undo import LEAVING
from tpm_tui.practice.session_parts.host import CardHost


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

        Nothing is written if the card is in that state already: an undo would end the state then.

        Raises:
            WriteError: nothing was changed.
        """
        own = self._practice_session
        workspace, before = own.workspace, own.session
        is_change = own.card.is_changed_by(action, workspace.today())
        entry = CardAction(
            **entry_header(workspace),
            question=before.current,
            action=action,
        )
        if is_change:
            workspace.store.commit(entry)
        if action in LEAVING:
            own.skip()
        if is_change:
            own.action_history.record(entry, before, own.session)
