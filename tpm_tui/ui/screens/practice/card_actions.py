"""What is done to a question besides answering it, and takes more than a key."""

from __future__ import annotations

from tpm_tui.core.cards.events import CardActionKind
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.storage.progress.store import WriteError
from tpm_tui.ui.screens.practice.navigation import Navigation


class CardActions(Navigation):
    """A note on the question before the learner, and its reset."""

    def action_note(self) -> None:
        """The learner's own text on the question."""
        from tpm_tui.ui.screens.dialogs.note import NoteScreen

        self.save()
        question = self.practice_session.question
        assert question is not None
        screen = NoteScreen(question, self.practice_session.note_editor.begin(question.id), self._note_typed)
        self.app.push_screen(screen, lambda keep: self._note(bool(keep)))

    def _note_typed(self, text: str) -> None:
        self.practice_session.note_editor.write(text)
        self.save_soon()

    def _note(self, keep: bool) -> None:
        if not keep:
            self.practice_session.note_editor.drop()
            return
        try:
            if not self.practice_session.note_editor.keep():
                return
        except WriteError as fault:
            self.say(str(fault), bad=True)
            return
        self.note = self.practice_session.note_editor.kept(self.practice_session.session.current)
        if self.practice_session.phase is SessionPhase.REVEALED:
            self.show_page(keep_place=True)
        self.say("Your note is kept; the reveal shows it." if self.note else "Your note is removed.")

    def action_reset(self) -> None:
        """Back to not met, or that taken back, once the learner said yes."""
        from tpm_tui.ui.screens.dialogs.key_prompt import YES_NO, KeyPrompt

        question, offered = self.practice_session.question, self.practice_session.reset_offered()
        assert question is not None
        if offered is None:
            self.say("It was not met yet: there is nothing to reset.")
            return
        asked = (
            f"Put {question.label} back to not met? Its answers are kept."
            if offered is CardActionKind.RESET
            else f"Take the reset of {question.label} back?"
        )
        self.app.push_screen(
            KeyPrompt(asked, YES_NO), lambda key: self._reset(offered) if key == "y" else None
        )

    def _reset(self, offered: CardActionKind) -> None:
        self.save()
        try:
            self.practice_session.act(offered)
        except WriteError as fault:
            self.say(str(fault), bad=True)
            return
        self.refresh_texts()
        if offered is CardActionKind.RESET:
            self.say("Back to not met. The same key takes it back.")
        else:
            self.say(f"The reset is taken back: box {self.practice_session.card.box}.")
