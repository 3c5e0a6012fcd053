"""Revealing the model answer and going back to one's own."""

from __future__ import annotations

from datetime import datetime

from tpm_tui.exchange.messages import CONFIDENCE_PROMPT
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class AnsweringCommands:
    """Commands between the first word of an answer and its grade."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"reveal": self.reveal, "resume": self.resume}

    def reveal(self) -> None:
        """Show the model answer, after a confidence prompt if the settings ask for one."""
        self._screen.save()
        if not self._session.workspace.config.confidence:
            self._reveal_now()
            return
        from tpm_tui.core.reports.calibration import CONFIDENCE
        from tpm_tui.ui.screens.dialogs.key_prompt import KeyPrompt

        answered_at = self._session.workspace.now()
        levels = {str(level): name for level, name in CONFIDENCE.items()}

        def reveal(key: str | None) -> None:
            if key:
                self._reveal_now(int(key), answered_at)

        self._screen.ask(KeyPrompt(CONFIDENCE_PROMPT, levels), reveal)

    def resume(self) -> None:
        """Go back to the answer."""
        self._session.resume_answer()
        self._view.show_all(write=True)

    def _reveal_now(self, confidence: int | None = None, answered_at: datetime | None = None) -> None:
        self._session.reveal(confidence, answered_at)
        self._screen.autosave.schedule()
        self._view.load_history(self._session.session.current)
        self._view.show_all()
