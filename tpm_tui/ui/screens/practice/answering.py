"""Answering and revealing: the editor, the drafts, the key points, older answers."""

from __future__ import annotations

from datetime import datetime

from textual import on

from tpm_tui.core.reports.calibration import CONFIDENCE
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.screens.practice.view import PracticeView
from tpm_tui.ui.widgets.editor import AnswerEditor


class AnswerActions(PracticeView):
    """Actions on the current question, up to its grade."""

    @on(AnswerEditor.Changed, "#editor")
    def save_draft_on_change(self) -> None:
        """Update the draft in the session immediately, and on disk within a second."""
        if self.practice_session.phase is not SessionPhase.ASKING:
            return
        self.remove_class("-noticed")
        self.practice_session.write(self.editor.text)
        self.show_label()
        self.schedule_save()

    def _update_clock(self) -> None:
        if self.practice_session.phase is SessionPhase.ASKING and self.is_current:
            self.show_timer()

    def action_leave(self) -> None:
        """Leave the editor, or go back from the topics to where they were opened."""
        if self.topics_requested or self.scope is Scope.TOPICS:
            self.topics_requested = False
            self.arrange_panes()
            self.refresh_texts()
            if self.practice_session.phase is SessionPhase.ASKING:
                # Letters were commands when the topics were opened, and remain commands.
                self.set_focus(None)
                self.show_keys()
            else:
                self.focus_pane()
        elif self.scope is Scope.EDITOR:
            self.save()
            self.set_focus(None)
            self.show_keys()

    def action_reveal(self) -> None:
        """Show the model answer, after a confidence prompt if the settings ask for one."""
        self.save()
        if not self.practice_session.workspace.config.confidence:
            self._reveal_now()
            return
        from tpm_tui.ui.screens.dialogs.key_prompt import KeyPrompt

        answered_at = self.practice_session.workspace.now()
        levels = {str(level): name for level, name in CONFIDENCE.items()}

        def reveal(key: str | None) -> None:
            if key:
                self._reveal_now(int(key), answered_at)

        self.app.push_screen(KeyPrompt("How sure are you of this answer?", levels), reveal)

    def _reveal_now(self, confidence: int | None = None, answered_at: datetime | None = None) -> None:
        self.practice_session.reveal(confidence, answered_at)
        question = self.practice_session.question
        assert question is not None
        self.load_history(question.id)
        self.show_all()

    def action_resume(self) -> None:
        """Go back to the answer."""
        self.practice_session.resume_answer()
        self.show_all()

    def action_tick(self) -> None:
        """Tick or untick the key point under the cursor."""
        if self.page.cursor:
            self.practice_session.tick(self.page.cursor)
            self.show_page(keep_scroll=True)
            self.show_keys()

    def action_older(self) -> None:
        """Show the next older attempt."""
        if self.attempts_back < len(self.older):
            self.attempts_back += 1
            self.show_page(keep_scroll=False)
        else:
            self.show_notice("There is no older answer." if self.older else "This is the first answer.")

    def action_newer(self) -> None:
        """Show the next newer attempt."""
        if self.attempts_back:
            self.attempts_back -= 1
            self.show_page(keep_scroll=False)
        else:
            self.show_notice("There is no newer answer.")
