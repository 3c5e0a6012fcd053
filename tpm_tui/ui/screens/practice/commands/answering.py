"""Revealing the model answer and going back to one's own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tpm_tui.exchange.messages import CONFIDENCE_PROMPT
from tpm_tui.ui.keys.dispatch import Handlers

if TYPE_CHECKING:
    from tpm_tui.ui.screens.practice.screen import PracticeScreen


class AnsweringCommands:
    """Commands between the first word of an answer and its grade."""

    def __init__(self, screen: PracticeScreen) -> None:
        self._screen = screen
        self._session = screen.practice_session

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
        self._screen.show_all(write=True)

    def _reveal_now(self, confidence: int | None = None, answered_at: datetime | None = None) -> None:
        self._session.reveal(confidence, answered_at)
        self._screen.load_history(self._session.session.current)
        self._screen.show_all()
