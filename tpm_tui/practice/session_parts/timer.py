"""The clock of a session's current answer, as front ends with a screen use it."""

from __future__ import annotations

from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session_parts.host import TimerHost


class AnswerTimer:
    """Pauses and continues the clock; `PracticeSession.write` starts it."""

    def __init__(self, practice_session: TimerHost) -> None:
        self._practice_session = practice_session

    @property
    def is_paused(self) -> bool:
        """Whether the clock of the answer was started and is paused."""
        own = self._practice_session
        return own.phase is SessionPhase.ASKING and own.session.clock.is_paused(own.workspace.now())

    def show_question(self, *, visible: bool) -> None:
        """Pause the clock while the question is hidden, and continue it after that.

        Args:
            visible: whether nothing hides the question.
        """
        own = self._practice_session
        if visible is own.session.clock.hidden:  # called for each key, where nothing has changed
            change = own.session.show if visible else own.session.hide
            own.session = change(own.workspace.now())

    def press_key(self) -> None:
        """Keep the clock running: a key was pressed while the question can be seen."""
        own = self._practice_session
        own.session = own.session.press_key(own.workspace.now())
