"""The pane of a spoken answer on the practice screen; it is created when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpm_tui.practice.session import PracticeSession
from tpm_tui.ui.screens.action_screen import ActionScreen

if TYPE_CHECKING:
    from tpm_tui.ui.widgets.spoken.pane import SpeakingPane


class SpokenClock:
    """Shows the clock of a spoken answer and its parts in place of the editor."""

    def __init__(self, screen: ActionScreen, practice_session: PracticeSession) -> None:
        self._screen = screen
        self._session = practice_session
        self._pane: SpeakingPane | None = None

    def show(self) -> None:
        """Show the time; the pane is added to the screen at the first call."""
        from tpm_tui.ui.pages.spoken.clock import SpeakingState

        session = self._session
        state = SpeakingState(
            session.speech.parts,
            session.seconds(),
            session.target,
            session.timer.is_paused,
            session.speech.part_ends,
        )
        self._existing_pane().show_state(state)

    def _existing_pane(self) -> SpeakingPane:
        if self._pane is None:
            from tpm_tui.ui.widgets.spoken.pane import SpeakingPane

            self._pane = SpeakingPane(self._screen.glyphs)
            self._screen.query_one("#main").mount(self._pane)
        return self._pane
