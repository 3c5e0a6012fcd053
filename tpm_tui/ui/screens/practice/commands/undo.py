"""Undo and redo of the last action, whatever it was."""

from __future__ import annotations

from collections.abc import Callable

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
        nothing = messages.NOTHING_TO_UNDO, messages.NOTHING_TO_UNDO_HERE
        self._run(self._session.undo, messages.undone_message, *nothing)

    def redo(self) -> None:
        """Redo the action that was undone last."""
        nothing = messages.NOTHING_TO_REDO, messages.NOTHING_TO_REDO_HERE
        self._run(self._session.redo, messages.redone_message, *nothing)

    def _run(
        self,
        change: Callable[[], UndoableEntry | None],
        describe: Callable[[str, UndoableEntry], str],
        nothing: str,
        nothing_here: str,
    ) -> None:
        """Undo or redo, and show the result.

        Args:
            change: returns what was undone or redone.
            describe: returns the notice for the label of its question.
            nothing: the notice if there is nothing.
            nothing_here: the same if a session is open elsewhere.
        """
        self._screen.save()
        before = self._place
        action = change()
        if action is None:
            self._screen.show_notice(nothing_here if self._session.action_history.is_limited else nothing)
            return
        self._show(action, describe(self._session.label_of(action.question), action), before)

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
