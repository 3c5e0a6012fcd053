"""Practising more than what is planned: a topic, new questions, the weakest, a study set."""

from __future__ import annotations

from functools import partial

from tpm_tui.exchange import messages
from tpm_tui.practice.queue import explain_nothing_to_repeat, longest_unanswered, new_questions, weakest_seen
from tpm_tui.ui.commands.practice_choice import choose_study_set
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class QueueCommands:
    """Commands that change which questions are asked."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "practise-due": self.practise_due,
            "practise-new": self.practise_new,
            "practise-weakest": self.practise_weakest,
            "practise-more": self.practise_more,
            "study-set": partial(choose_study_set, self._screen, self._view.ask_queue),
        }

    def practise_due(self) -> None:
        """Continue with what is left in today's plan."""
        self._extend(list(self._session.agenda().queue), messages.NOTHING_LEFT_TODAY)

    def practise_new(self) -> None:
        """Continue with new questions."""
        self._extend(new_questions(self._session.workspace), messages.NO_NEW_QUESTIONS)

    def practise_weakest(self) -> None:
        """Continue with the questions answered worst."""
        self._extend(weakest_seen(self._session.workspace), messages.NOTHING_SEEN)

    def practise_more(self) -> None:
        """Continue with the questions answered longest ago."""
        workspace = self._session.workspace
        self._extend(longest_unanswered(workspace), explain_nothing_to_repeat(workspace))

    def _extend(self, queue: list[str], empty_notice: str) -> None:
        if self._session.queue.extend(queue[: self._session.workspace.config.per_day]):
            self._view.show_all(write=True)
        else:
            self._screen.show_notice(empty_notice)
