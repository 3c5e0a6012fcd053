"""Commands while questions are asked: start, finish and skip answers."""

from __future__ import annotations

from tpm_tui.exchange.messages import NO_MORE_FOLLOW_UPS
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.mock.view import MockView


class InterviewCommands:
    """The steps of the interview before its debrief."""

    def __init__(self, screen: ActionScreen, view: MockView) -> None:
        self._screen = screen
        self._view = view
        self._mock_session = view.mock_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "mock-speak": self.start_answer,
            "mock-go-on": self.advance,
            "mock-follow-up": self.follow_up,
            "mock-next": self.next_question,
            "mock-finish": self.finish,
            "leave": self.leave_editor,
        }

    def start_answer(self) -> None:
        """Start the answer."""
        self._mock_session.start_answer()
        self._view.show_step()

    def advance(self) -> None:
        """Finish the answer."""
        self._mock_session.advance()
        self._view.show_step()

    def follow_up(self) -> None:
        """Ask the next follow-up."""
        if self._mock_session.follow_up():
            self._view.show_step()
        else:
            self._screen.show_notice(NO_MORE_FOLLOW_UPS)

    def next_question(self) -> None:
        """Go to the next question."""
        self._mock_session.next()
        self._view.show_step()

    def finish(self) -> None:
        """End the interview and go to the debrief."""
        self._mock_session.finish()
        self._view.show_step()

    def leave_editor(self) -> None:
        """Leave the editor."""
        self._screen.save()
        self._screen.set_focus(None)
        self._screen.show_keys()
