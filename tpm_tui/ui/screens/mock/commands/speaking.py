"""Speaking the answers of a mock interview, and the scaffold for a typed one."""

from __future__ import annotations

from tpm_tui.core.session.scaffold import scaffold_text
from tpm_tui.exchange.messages import LAST_PART, NO_PARTS
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.mock.view import MockView


class MockSpeakingCommands:
    """Commands that start and stop to speak."""

    def __init__(self, screen: ActionScreen, view: MockView) -> None:
        self._screen = screen
        self._view = view
        self._mock_session = view.mock_session

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
        """Speak the answer or reply; before the answer this starts it."""
        self._mock_session.speak()
        self._view.show_step()

    def finish(self) -> None:
        """Finish the answer: go to the planned follow-up, the next question or the debrief."""
        self._mock_session.advance()
        self._view.show_step()

    def finish_part(self) -> None:
        """Note that a part of the answer is finished, and mark the next one."""
        if self._mock_session.parts.finish():
            self._screen.autosave.schedule()
            self._view.clock.show_timer()
        else:
            self._screen.show_notice(LAST_PART if self._mock_session.parts.planned else NO_PARTS)

    def cancel(self) -> None:
        """Type the answer or reply instead; its time goes on."""
        self._mock_session.type_instead()
        self._view.show_step()

    def insert_scaffold(self) -> None:
        """Insert the headings for the parts of the answer."""
        answer = self._view.interview.answer
        answer.focus_editor()
        answer.insert_scaffold(scaffold_text(self._mock_session.question.kind))
