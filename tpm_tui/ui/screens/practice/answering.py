"""Typing the answer, and reading the reveal: the editor, the drafts, the key points."""

from __future__ import annotations

from datetime import datetime

from textual import on

from tpm_tui.core.reports.calibration import CONFIDENCE
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.screens.practice.view import PracticeView
from tpm_tui.ui.widgets.editor import AnswerEditor


class Answering(PracticeView):
    """What is done with the question before the learner, up to its grade."""

    @on(AnswerEditor.Changed, "#editor")
    def typed(self) -> None:
        """Keep the draft: in the session at once, on disk within a second."""
        if self.practice_session.phase is not SessionPhase.ASKING:
            return
        self.remove_class("-noticed")
        self.practice_session.write(self.editor.text)
        self.show_label()
        self.save_soon()

    def _tick(self) -> None:
        if self.practice_session.phase is SessionPhase.ASKING and self.is_current:
            self.show_timer()

    def action_leave(self) -> None:
        """Out of the editor, or from the topics back to where they were called from."""
        if self.topics_asked_for or self.scope is Scope.TOPICS:
            self.topics_asked_for = False
            self.arrange_panes()
            self.refresh_texts()
            if self.practice_session.phase is SessionPhase.ASKING:
                # Letters were commands when the topics were called, and go on being commands.
                self.set_focus(None)
                self.show_keys()
            else:
                self.enter()
        elif self.scope is Scope.EDITOR:
            self.save()
            self.set_focus(None)
            self.show_keys()

    def action_reveal(self) -> None:
        """Show the model answer, where wanted once the learner said how sure they are."""
        self.save()
        if not self.practice_session.workspace.config.confidence:
            self._reveal_now()
            return
        from tpm_tui.ui.screens.dialogs.key_prompt import KeyPrompt

        answered = self.practice_session.workspace.now()
        levels = {str(level): name for level, name in CONFIDENCE.items()}

        def take(key: str | None) -> None:
            if key:
                self._reveal_now(int(key), answered)

        self.app.push_screen(KeyPrompt("How sure are you of this answer?", levels), take)

    def _reveal_now(self, sure: int | None = None, answered: datetime | None = None) -> None:
        self.practice_session.reveal(sure, answered)
        question = self.practice_session.question
        assert question is not None
        self.look_back(question.id)
        self.show_all()

    def action_resume(self) -> None:
        """Back to the answer."""
        self.practice_session.resume()
        self.show_all()

    def action_tick(self) -> None:
        """Mark or unmark the point under the cursor."""
        if self.page.cursor:
            self.practice_session.tick(self.page.cursor)
            self.show_page(keep_place=True)
            self.show_keys()

    def action_older(self) -> None:
        """One attempt back."""
        if self.older_place < len(self.older):
            self.older_place += 1
            self.show_page(keep_place=False)
        else:
            self.say("There is no older answer." if self.older else "This is the first answer.")

    def action_newer(self) -> None:
        """One attempt forward."""
        if self.older_place:
            self.older_place -= 1
            self.show_page(keep_place=False)
        else:
            self.say("There is no newer answer.")
