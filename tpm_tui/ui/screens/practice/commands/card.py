"""Burying, suspending, starring and resetting the current question."""

from __future__ import annotations

from tpm_tui.core.cards.events import CardActionKind
from tpm_tui.exchange import messages
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class CardCommands:
    """Commands on the current question's card."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"bury": self.bury, "suspend": self.suspend, "star": self.star, "reset": self.reset}

    def bury(self) -> None:
        """Bury the question until tomorrow."""
        self._act_and_leave(CardActionKind.BURY, messages.buried_message(self._label))

    def suspend(self) -> None:
        """Suspend or unsuspend the question."""
        if self._session.card.suspended:
            self._act(CardActionKind.UNSUSPEND, messages.unsuspended_message(self._label))
        else:
            # The same key cannot unsuspend it: it would suspend the next question, which is shown by then.
            search, suspend, undo = (
                self._screen.keymap.display_key(BY_ID[id], Scope.ASKING)
                for id in ("search", "suspend", "undo")
            )
            keys = f"{search} is:suspended, then {suspend}"
            self._act_and_leave(CardActionKind.SUSPEND, messages.suspended_message(self._label, undo, keys))

    def star(self) -> None:
        """Star or unstar the question."""
        starred = self._session.card.starred
        action = CardActionKind.UNSTAR if starred else CardActionKind.STAR
        self._act(action, messages.starred_message(starred=not starred))

    def reset(self) -> None:
        """Reset the question to new, or undo its reset, after a confirmation."""
        from tpm_tui.ui.screens.dialogs.key_prompt import YES_NO, KeyPrompt

        action = self._session.card_actions.available_reset()
        if action is None:
            self._screen.show_notice(messages.NOTHING_TO_RESET)
            return

        def reset(key: str | None) -> None:
            if key == "y":
                self._screen.save()
                self._session.card_actions.act(action)
                self._view.panes.refresh()
                self._screen.show_notice(messages.reset_message(action, self._session.card.box))

        self._screen.ask(KeyPrompt(messages.reset_prompt(self._label, action), YES_NO), reset)

    @property
    def _label(self) -> str:
        return self._session.label_of(self._session.session.current)

    def _act(self, action: CardActionKind, notice: str) -> None:
        self._screen.save()
        self._session.card_actions.act(action)
        self._view.panes.refresh()
        self._screen.show_notice(notice)

    def _act_and_leave(self, action: CardActionKind, notice: str) -> None:
        """Run an action that skips the question."""
        self._screen.save()
        self._session.card_actions.act(action)
        self._view.show_next(notice, write=False)
