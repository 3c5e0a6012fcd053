"""The clock of a mock interview: position and time in the top row, updated every second."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from tpm_tui.core.mock.phase import ASKING
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.ui.pages.mock.question import mock_header, mock_timer
from tpm_tui.ui.pages.spoken.clock import SpeakingState
from tpm_tui.ui.screens.mock.interview_pane import InterviewPane
from tpm_tui.ui.screens.second_timer import SecondTimer
from tpm_tui.ui.widgets.status_bar import StatusBar


class InterviewClock:
    """Shows the time of the interview. The header changes only once a minute."""

    def __init__(
        self,
        screen: Screen[None],
        mock_session: MockSession,
        status: StatusBar,
        pane: InterviewPane,
        show_label: Callable[[], None],
    ) -> None:
        """
        Args:
            screen: runs the timer.
            mock_session: the interview.
            status: shows the time, except that of a spoken answer.
            pane: shows the time of a spoken answer.
            show_label: shows how long the answer is, and whether it is saved, at the same time.
        """
        self._screen = screen
        self._pane = pane
        self._mock_session = mock_session
        self._status = status
        self._show_label = show_label
        self._timer = SecondTimer(screen, self.update)
        self._minute: int | None = 0
        """The minute that the header shows."""

    def start(self) -> None:
        """Update the time every second."""
        self._timer.start()

    def press_key(self) -> None:
        """Note that a key was pressed anywhere in the app."""
        self._timer.press_key()

    def update(self) -> None:
        """Pause the clock while another screen covers the interview; else continue it and show the time."""
        if not self._screen.is_active:
            self._mock_session.pause()
            return
        self._mock_session.resume()
        if self._mock_session.phase not in ASKING:
            return
        self.show_timer()
        self._show_label()
        if self._minutes != self._minute:
            self.show_header()

    def show(self) -> None:
        """Show the header and the timer."""
        self.show_header()
        self.show_timer()

    def show_header(self) -> None:
        """Show the position in the interview and, unless the clock is hidden, the minutes spent."""
        self._minute = self._minutes
        self._status.show_header(mock_header(self._mock_session.mock, self._minute, self._screen.size.width))

    def show_timer(self) -> None:
        """Show the time spent thinking, answering or replying, and the target."""
        session = self._mock_session
        if session.mock.is_spoken:
            parts = session.parts
            state = SpeakingState(parts.planned, session.seconds(), session.target, ends=parts.ends)
            self._pane.show_speaking(state)
            self._status.hide_timer()
        elif session.phase in ASKING and session.workspace.config.clock:
            width = self._screen.size.width
            self._status.show_timer(mock_timer(session.phase, session.seconds(), session.target, width))
        else:
            self._status.hide_timer()

    @property
    def _minutes(self) -> int | None:
        """Full minutes of the interview so far; None while the clock is hidden."""
        session = self._mock_session
        return int(session.elapsed() // 60) if session.workspace.config.clock else None
