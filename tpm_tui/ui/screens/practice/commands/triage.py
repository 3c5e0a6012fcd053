"""Marking new questions as known: the one that is shown, one of the topics, or all in one pass."""

from __future__ import annotations

from tpm_tui.exchange import messages
from tpm_tui.ui.commands.triage import open_triage
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.topics import question_of
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class TriageCommands:
    """Commands that say which new questions the learner knows."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"know": self.toggle_known, "triage": self.open_triage}

    def toggle_known(self) -> None:
        """Mark a question as known or unmark it: the one under the cursor in the topics, or the one shown."""
        screen, view, session = self._screen, self._view, self._session
        in_topics = screen.scope is Scope.TOPICS
        question = question_of(view.panes.topics.cursor) if in_topics else session.session.current
        if question is None:
            screen.show_notice(messages.NO_QUESTION_UNDER_CURSOR)
            return
        screen.save()
        is_shown = question == session.session.current
        known = session.triage.toggle(question)
        if known is None:
            screen.show_notice(messages.ALREADY_ANSWERED)
            return
        notice = f"{messages.known_message(session.label_of(question), known=known)} {self._undo_hint}"
        if known and is_shown:
            view.panes.topics_requested = False
            view.show_next(notice, write=False)
        else:
            view.panes.refresh()
            screen.show_notice(notice)

    def open_triage(self) -> None:
        """Go through the new questions that are not decided on."""
        open_triage(self._screen, self._view.refresh_after_plan)

    @property
    def _undo_hint(self) -> str:
        return messages.undo_hint(self._screen.keymap.display_key(BY_ID["undo"], Scope.ASKING))
