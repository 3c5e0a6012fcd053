"""The learner's note on the current question, and editing the question's file."""

from __future__ import annotations

from tpm_tui.core.session.session import SessionPhase
from tpm_tui.exchange.messages import note_message
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class QuestionCommands:
    """Commands that write about a question, or the question itself."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"note": self.edit_note, "edit": self.edit_question}

    def edit_note(self) -> None:
        """Edit the learner's note on the question."""
        from tpm_tui.ui.screens.dialogs.note import NoteScreen

        self._screen.save()
        question = self._session.question
        assert question is not None
        note = self._session.note_editor.open(question.id)
        dialog = NoteScreen(question, note, self._session.note_editor.write, self._screen.autosave.schedule)
        self._screen.ask(dialog, self._close_note)

    def _close_note(self, save: bool | None) -> None:
        editor = self._session.note_editor
        if not save:
            editor.discard()
        elif editor.save():
            note = editor.saved_text(self._session.session.current)
            self._view.panes.reveal.set_note(note)
            if self._session.phase is SessionPhase.REVEALED:
                self._view.panes.show_page(keep_scroll=True)
            self._screen.show_notice(note_message(note))

    def edit_question(self) -> None:
        """Open the question's file in $EDITOR, or an own copy of a shipped question."""
        from tpm_tui.ui.terminal.question_editor import edit_question

        screen, workspace = self._screen, self._session.workspace
        screen.save()
        screen.leave_terminal()
        before = workspace.loaded_bank.problems
        notice, failed = edit_question(screen.app, self._session)
        others = tuple(problem for problem in self._view.problems if problem not in before)
        self._view.problems = (*others, *workspace.loaded_bank.problems)
        self._view.show_next(notice, error=failed)
