"""Commands of the debrief that act on any row: undo, other answers, its end. `DebriefPane` has the rest."""

from __future__ import annotations

from functools import partial

from tpm_tui.core.mock.judgement import NOTE_LABELS
from tpm_tui.exchange.messages import FIRST_ANSWER, NOTHING_TO_UNDO_IN_DEBRIEF
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.mock.view import MockView

LAST_ANSWER = "This is the last answer; q ends the debrief."


class DebriefCommands:
    """The commands of the debrief."""

    def __init__(self, screen: ActionScreen, view: MockView) -> None:
        self._screen = screen
        self._view = view
        self._mock_session = view.mock_session
        self._debrief = view.mock_session.debrief

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "mock-undo": self.undo,
            "mock-next-answer": partial(self.go_to_answer, 1),
            "mock-last-answer": partial(self.go_to_answer, -1),
            "mock-close": self.close,
        }

    def undo(self) -> None:
        """Undo the last tick, mark or note, and go to its answer."""
        place = self._mock_session.mock.place
        if not self._debrief.undo():
            self._screen.show_notice(NOTHING_TO_UNDO_IN_DEBRIEF)
        elif self._mock_session.mock.place != place:
            self._view.show_step()
        else:
            self._view.show_change()

    def go_to_answer(self, step: int) -> None:
        """Go to the next answer, or to the previous one for a step of -1."""
        if self._debrief.go_to_answer(step):
            self._view.show_step()
        else:
            self._screen.show_notice(LAST_ANSWER if step > 0 else FIRST_ANSWER)

    def close(self) -> None:
        """End the debrief."""
        self._debrief.close()
        self._view.show_step()

    def edit_note(self, name: str) -> None:
        """Edit a note; what is typed is saved as a draft."""
        from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt

        text = self._mock_session.answer.debrief_notes(self._mock_session.question)[name]

        def draft_note(typed: str) -> None:
            self._debrief.draft_note(name, typed)

        def set_note(note: str | None) -> None:
            self._debrief.discard_note_draft()
            if note is not None and note != text:
                self._debrief.set_note(name, note)
            self._view.show_change()

        typed = self._debrief.drafted_text(name)
        start = text if typed is None else typed
        dialog = LinePrompt(NOTE_LABELS[name], start, draft_note, self._screen.autosave.schedule)
        self._screen.ask(dialog, set_note)
