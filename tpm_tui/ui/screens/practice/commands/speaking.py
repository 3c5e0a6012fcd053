"""Speaking the answer instead of typing it, and the scaffold for a typed one."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.core.session.scaffold import scaffold_text
from tpm_tui.exchange.messages import LAST_PART
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class SpeakingCommands:
    """Commands that start and stop to speak."""

    def __init__(self, screen: ActionScreen, view: PracticeView, reveal: Callable[[], None]) -> None:
        """
        Args:
            screen: has the panes.
            view: shows the session.
            reveal: shows the model answer, after a confidence prompt if there is one.
        """
        self._screen = screen
        self._view = view
        self._session = view.practice_session
        self._reveal = reveal

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "speak": self.start,
            "speak-done": self.finish,
            "speak-part": self.finish_part,
            "speak-cancel": self.cancel,
            "scaffold": self.insert_scaffold,
        }

    def start(self) -> None:
        """Start the clock and show it in place of the editor."""
        self._screen.save()
        self._session.speech.start()
        self._screen.autosave.schedule()
        self._view.show_all(write=False)

    def finish(self) -> None:
        """Stop the clock and show the key points."""
        self._session.speech.stop()
        self._screen.save()
        self._view.show_all(write=False)
        self._reveal()

    def finish_part(self) -> None:
        """Note that a part of the answer is finished, and mark the next one."""
        if self._session.speech.finish_part():
            self._screen.autosave.schedule()
            self._view.panes.show_timer()
        else:
            self._screen.show_notice(LAST_PART)

    def cancel(self) -> None:
        """Type the answer instead; the time of speaking does not count."""
        self._session.speech.cancel()
        self._screen.autosave.schedule()
        self._view.show_all(write=True)

    def insert_scaffold(self) -> None:
        """Insert the headings for the parts of the answer."""
        question = self._session.question
        assert question is not None
        answer = self._view.panes.answer
        answer.focus_editor()
        answer.insert_scaffold(scaffold_text(question.kind))
