"""Undo and redo of the last action, whatever it was."""

from __future__ import annotations

from tpm_tui.core.cards.events import Review
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.core.session.undo import UndoableEntry
from tpm_tui.exchange import messages
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class UndoCommands:
    """Commands that undo and redo."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"undo": self.undo, "redo": self.redo}

    def undo(self) -> None:
        """Undo the last action."""
        self._screen.save()
        before = self._place
        action = self._session.undo()
        if action is None:
            limited = self._session.action_history.is_limited
            self._screen.show_notice(messages.NOTHING_TO_UNDO_HERE if limited else messages.NOTHING_TO_UNDO)
            return
        notice = messages.undone_message(self._session.label_of(action.question), action)
        self._show(action, notice, before)

    def redo(self) -> None:
        """Redo the action that was undone last."""
        self._screen.save()
        before = self._place
        action = self._session.redo()
        if action is None:
            limited = self._session.action_history.is_limited
            self._screen.show_notice(messages.NOTHING_TO_REDO_HERE if limited else messages.NOTHING_TO_REDO)
            return
        notice = messages.redone_message(self._session.label_of(action.question), action)
        self._show(action, notice, before)

    @property
    def _place(self) -> tuple[str, SessionPhase]:
        return self._session.session.current, self._session.phase

    def _show(self, action: UndoableEntry, notice: str, before: tuple[str, SessionPhase]) -> None:
        """Show the question that is current by now, or only what changed about it.

        Args:
            action: what was undone or redone.
            notice: says so.
            before: the question and the phase before that.
        """
        view = self._view
        if self._session.phase is SessionPhase.REVEALED:
            view.load_history(self._session.session.current)
        if isinstance(action, Review) or self._place != before:
            # Where there was no editor, letters stay commands: the next one may be another undo.
            view.show_next(notice, write=None if before[1] is SessionPhase.ASKING else False)
        else:
            view.panes.show_page(keep_scroll=True)
            view.panes.refresh()
            self._screen.show_notice(notice)
