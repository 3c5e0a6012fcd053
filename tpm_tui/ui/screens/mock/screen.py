"""The mock interview screen: it translates keys to calls of the mock session and shows the result."""

from __future__ import annotations

from textual import on

from tpm_tui.core.mock.answer import NOTE_LABELS
from tpm_tui.core.mock.interview import ASKING, SPEAKING, MockPhase
from tpm_tui.core.mock.rubric import Dimension, dimensions
from tpm_tui.practice.mock import MockSession
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.mock_debrief import DIMENSION, FIGURE, LEVEL, NOTE, POINT, item_name
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.screens.mock.debrief_keys import LEVEL_CHOICES
from tpm_tui.ui.screens.mock.view import MockView
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.page import Page


class MockScreen(MockView):
    """One mock interview on the screen."""

    _minute = 0
    """The minute that the header shows."""

    def __init__(self, mock_session: MockSession, glyphs: Glyphs, keymap: Keymap, notice: str = "") -> None:
        super().__init__(mock_session, glyphs, keymap)
        self.notice = notice

    def on_mount(self) -> None:
        """Show the question and start the clock."""
        self.set_interval(1, self._update_clock)
        self.show_all()
        self.save()
        if self.notice:
            self.show_notice(self.notice)

    def on_resize(self) -> None:
        """Arrange the panes for a new size; Textual also reports sizes that did not change."""
        if self.size != self.arranged_size:
            self.arrange_panes()
            self.show_page(keep_scroll=True)
            self.refresh_texts()

    @on(AnswerEditor.Changed, "#editor")
    def save_draft_on_change(self) -> None:
        """Update the draft in the session immediately, and on disk within a second."""
        if self.mock_session.phase not in SPEAKING:
            return
        self.remove_class("-noticed")
        self.mock_session.write(self.editor.text)
        self.show_label()
        self.schedule_save()

    @on(Page.Moved)
    def show_row_keys(self) -> None:
        """Update the footer for the row under the cursor: rows have different actions."""
        self.show_keys()

    def _update_clock(self) -> None:
        if self.mock_session.phase not in ASKING or not self.is_current:
            return
        self.show_timer()
        minute = int(self.mock_session.elapsed() // 60)
        if minute != self._minute:
            self._minute = minute
            self.show_header()

    def _show_and_save(self) -> None:
        """Show a step of the interview, then save it."""
        self.show_all()
        self.save()

    def action_mock_speak(self) -> None:
        """Start the answer."""
        self.mock_session.start_answer()
        self._show_and_save()

    def action_leave(self) -> None:
        """Leave the editor, or go back to the debrief."""
        if self.mock_session.phase is MockPhase.COUNTING:
            self.mock_session.reopen()
            self._show_and_save()
        else:
            self.save()
            self.set_focus(None)
            self.show_keys()

    def action_mock_go_on(self) -> None:
        """Finish the answer."""
        self.mock_session.advance()
        self._show_and_save()

    def action_mock_follow_up(self) -> None:
        """Ask the next follow-up."""
        if self.mock_session.follow_up():
            self._show_and_save()
        else:
            self.show_notice("There are no more follow-ups to this question.")

    def action_mock_next(self) -> None:
        """Go to the next question."""
        self.mock_session.next()
        self._show_and_save()

    def action_mock_finish(self) -> None:
        """End the interview and go to the debrief."""
        self.mock_session.finish()
        self._show_and_save()

    def action_tick(self) -> None:
        """Tick or untick the key point or the figure under the cursor."""
        item = self.page.cursor
        point = item_name(item, POINT)
        if point is not None:
            self.mock_session.tick(point)
        elif item == FIGURE:
            self.mock_session.toggle_figure()
        else:
            self.show_notice("space ticks key points and the figure; 1 to 4 rate, enter edits a note.")
            return
        self._refresh_and_save()

    def action_rate_weak(self) -> None:
        """Rate 1, or choose the first level."""
        self._rate(1)

    def action_rate_mixed(self) -> None:
        """Rate 2, or choose the second level."""
        self._rate(2)

    def action_rate_strong(self) -> None:
        """Rate 3, or choose the third level."""
        self._rate(3)

    def action_rate_outstanding(self) -> None:
        """Rate 4."""
        self._rate(4)

    def _rate(self, mark: int) -> None:
        """Rate the row under the cursor; if it has no rating, move to the next one to rate."""
        item = self.page.cursor
        name = item_name(item, DIMENSION)
        if name is not None:
            self.mock_session.rate(Dimension(name), mark)
        elif item == LEVEL:
            if mark > len(LEVEL_CHOICES):
                self.show_notice("Level heard: press 1 for core, 2 for senior, 3 for staff.")
                return
            self.mock_session.set_level(LEVEL_CHOICES[mark - 1])
        else:
            marks = self.mock_session.answer.judgement.marks
            names = dimensions(self.mock_session.question.kind)
            unrated = next((each for each in names if each not in marks), names[0])
            self.page.move_to(DIMENSION + unrated.value)
            self.show_notice("Rate the row under the cursor by the descriptions of its marks.")
            return
        self._refresh_and_save()

    def _refresh_and_save(self) -> None:
        self.show_page(keep_scroll=True)
        self.save()

    def action_mock_note(self) -> None:
        """Edit the debrief note under the cursor."""
        from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt

        name = item_name(self.page.cursor, NOTE)
        if name is None:
            self.show_notice("enter edits the notes at the end of the page; G goes there.")
            return
        text = self.mock_session.answer.debrief_notes(self.mock_session.question)[name]

        def draft_note(text: str) -> None:
            self.mock_session.draft_note(name, text)
            self.schedule_save()

        def save_note(note: str | None) -> None:
            self.mock_session.discard_note_draft()
            if note is not None and note != text:
                self.mock_session.note(name, note)
            self._refresh_and_save()

        self.app.push_screen(LinePrompt(NOTE_LABELS[name], text, draft_note), save_note)

    def action_mock_undo(self) -> None:
        """Undo the last tick, mark or note."""
        place = self.mock_session.mock.place
        if not self.mock_session.undo():
            self.show_notice("Nothing to undo.")
        elif self.mock_session.mock.place != place:
            self._show_and_save()
        else:
            self._refresh_and_save()

    def action_mock_next_answer(self) -> None:
        """Go to the next answer."""
        self._go_to_answer(1)

    def action_mock_last_answer(self) -> None:
        """Go to the previous answer."""
        self._go_to_answer(-1)

    def _go_to_answer(self, step: int) -> None:
        place = self.mock_session.mock.place
        self.mock_session.go_to_answer(step)
        if self.mock_session.mock.place == place:
            self.show_notice(
                "This is the last answer; q ends the debrief." if step > 0 else "This is the first answer."
            )
        else:
            self._show_and_save()

    def action_mock_close(self) -> None:
        """End the debrief."""
        self.mock_session.close()
        self._show_and_save()

    def action_mock_count(self) -> None:
        """Count the answers in the boxes and end."""
        self._end_interview(count=True)

    def action_mock_leave_boxes(self) -> None:
        """Leave the boxes unchanged and end."""
        self._end_interview(count=False)

    def _end_interview(self, *, count: bool) -> None:
        self.mock_session.complete(count=count)
        self.show_all()

    def action_report(self) -> None:
        """Write the report so far."""
        self.show_notice(f"Report: {self.mock_session.write_report()}")

    async def action_mock_stop(self) -> None:
        """Stop the interview, to be resumed later."""
        await self.action_quit()

    def action_mock_quit(self) -> None:
        """Quit after the interview has ended."""
        self.app.exit()

    async def action_quit(self) -> None:
        """Quit; after a write error, only on the second call."""
        error = ""
        try:
            self.mock_session.save_all()
        except WriteError as write_error:
            error = str(write_error)
        self.quit_or_warn(error)
