"""Notes and resets: actions on the current question that need a dialog."""

from __future__ import annotations

from tpm_tui.core.cards.events import CardActionKind
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.storage.progress.store import WriteError
from tpm_tui.ui.screens.practice.navigation import NavigationActions


class CardActions(NavigationActions):
    """Write a note on the current question, or reset it."""

    def action_note(self) -> None:
        """Edit the learner's note on the question."""
        from tpm_tui.ui.screens.dialogs.note import NoteScreen

        self.save()
        question = self.practice_session.question
        assert question is not None
        note = self.practice_session.note_editor.open(question.id)
        screen = NoteScreen(question, note, self._draft_note)
        self.app.push_screen(screen, lambda save: self._close_note(bool(save)))

    def _draft_note(self, text: str) -> None:
        self.practice_session.note_editor.write(text)
        self.schedule_save()

    def _close_note(self, save: bool) -> None:
        if not save:
            self.practice_session.note_editor.discard()
            return
        try:
            if not self.practice_session.note_editor.save():
                return
        except WriteError as error:
            self.show_notice(str(error), error=True)
            return
        self.note = self.practice_session.note_editor.saved_note(self.practice_session.session.current)
        if self.practice_session.phase is SessionPhase.REVEALED:
            self.show_page(keep_scroll=True)
        self.show_notice("Note saved; the reveal shows it." if self.note else "Note removed.")

    def action_reset(self) -> None:
        """Reset the question to new, or undo its reset, after a confirmation."""
        from tpm_tui.ui.screens.dialogs.key_prompt import YES_NO, KeyPrompt

        question, action = self.practice_session.question, self.practice_session.available_reset()
        assert question is not None
        if action is None:
            self.show_notice("Nothing to reset: this question is new.")
            return
        prompt = (
            f"Reset {question.label} to new? Its answers are kept."
            if action is CardActionKind.RESET
            else f"Undo the reset of {question.label}?"
        )
        self.app.push_screen(
            KeyPrompt(prompt, YES_NO), lambda key: self._reset(action) if key == "y" else None
        )

    def _reset(self, action: CardActionKind) -> None:
        self.save()
        try:
            self.practice_session.act(action)
        except WriteError as error:
            self.show_notice(str(error), error=True)
            return
        self.refresh_texts()
        if action is CardActionKind.RESET:
            self.show_notice("Reset to new. Press the same key to undo it.")
        else:
            self.show_notice(f"Reset undone: box {self.practice_session.card.box}.")
