"""The clock of the practice screen: shown every second, paused while the question is covered."""

from __future__ import annotations

from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.panes import PracticePanes
from tpm_tui.ui.screens.second_timer import SecondTimer


class PracticeClock:
    """Reports keys to the clock of the answer, and whether the question can be seen."""

    def __init__(self, screen: ActionScreen, session: PracticeSession, panes: PracticePanes) -> None:
        self._screen = screen
        self._session = session
        self._panes = panes
        self._timer = SecondTimer(screen, self.update)

    def start(self) -> None:
        """Show the time every second."""
        self._timer.start()

    def press_key(self) -> None:
        """Note that a key was pressed anywhere in the app."""
        self._look()
        self._session.timer.press_key()
        self._timer.press_key()

    def update(self) -> None:
        """Pause or continue the clock; while a question is asked, show the time and the answer's length."""
        self._look()
        if self._session.phase is SessionPhase.ASKING:
            self._panes.show_timer()
            self._panes.show_label(every_second=True)

    def _look(self) -> None:
        """Report whether the question is covered: by another screen, or by the topics if it is narrow."""
        visible = self._screen.is_active and not self._screen.has_class("-topics")
        self._session.timer.show_question(visible=visible)
