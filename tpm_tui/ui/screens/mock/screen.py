"""The mock interview's screen: it translates keys to the mock_session, and shows what came of it."""

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
from tpm_tui.ui.screens.mock.debrief_keys import LEVELS
from tpm_tui.ui.screens.mock.view import MockView
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.page import Page


class MockScreen(MockView):
    """One mock interview before the learner."""

    _minute = 0

    def __init__(self, mock_session: MockSession, glyphs: Glyphs, keymap: Keymap, notice: str = "") -> None:
        super().__init__(mock_session, glyphs, keymap)
        self.notice = notice

    def on_mount(self) -> None:
        """Show the question and let the clock tick."""
        self.set_interval(1, self._tick)
        self.show_all()
        self.save()
        if self.notice:
            self.say(self.notice)

    def on_resize(self) -> None:
        """Other sizes have other panes; Textual also tells of a size that stayed."""
        if self.size != self.arranged_for:
            self.arrange_panes()
            self.show_page(keep_place=True)
            self.refresh_texts()

    @on(AnswerEditor.Changed, "#editor")
    def typed(self) -> None:
        """Keep what was typed: in the mock_session at once, on disk within a second."""
        if self.mock_session.phase not in SPEAKING:
            return
        self.remove_class("-noticed")
        self.mock_session.write(self.editor.text)
        self.show_label()
        self.save_soon()

    @on(Page.Moved)
    def row_changed(self) -> None:
        """The footer follows the cursor: what can be done to one row cannot be done to another."""
        self.show_keys()

    def _tick(self) -> None:
        if self.mock_session.phase not in ASKING or not self.is_current:
            return
        self.show_timer()
        minute = int(self.mock_session.elapsed() // 60)
        if minute != self._minute:
            self._minute = minute
            self.show_header()

    def _moved(self) -> None:
        """After a step of the interview: show it, then put it on disk."""
        self.show_all()
        self.save()

    def action_mock_speak(self) -> None:
        """Thinking is over."""
        self.mock_session.speak()
        self._moved()

    def action_leave(self) -> None:
        """Out of the editor, or back to the debrief."""
        if self.mock_session.phase is MockPhase.COUNTING:
            self.mock_session.reopen()
            self._moved()
        else:
            self.save()
            self.set_focus(None)
            self.show_keys()

    def action_mock_go_on(self) -> None:
        """The answer is finished."""
        self.mock_session.go_on()
        self._moved()

    def action_mock_follow_up(self) -> None:
        """The next follow-up."""
        if self.mock_session.follow_up():
            self._moved()
        else:
            self.say("There is no further follow-up to this question.")

    def action_mock_next(self) -> None:
        """The next question."""
        self.mock_session.next()
        self._moved()

    def action_mock_finish(self) -> None:
        """To the debrief."""
        self.mock_session.finish()
        self._moved()

    def action_tick(self) -> None:
        """Mark or unmark the point under the cursor."""
        item = self.page.cursor
        point = item_name(item, POINT)
        if point is not None:
            self.mock_session.tick(point)
        elif item == FIGURE:
            self.mock_session.toggle_figure()
        else:
            self.say("space marks key points and the figure; 1 to 4 rate, enter writes.")
            return
        self._judged()

    def action_rate_weak(self) -> None:
        """Mark 1."""
        self._rate(1)

    def action_rate_mixed(self) -> None:
        """Mark 2."""
        self._rate(2)

    def action_rate_strong(self) -> None:
        """Mark 3."""
        self._rate(3)

    def action_rate_outstanding(self) -> None:
        """Mark 4."""
        self._rate(4)

    def _rate(self, mark: int) -> None:
        """Rate what is under the cursor; elsewhere the cursor first goes to what is to be rated next."""
        item = self.page.cursor
        name = item_name(item, DIMENSION)
        if name is not None:
            self.mock_session.rate(Dimension(name), mark)
        elif item == LEVEL:
            if mark > len(LEVELS):
                self.say("The level heard is 1 core, 2 senior or 3 staff.")
                return
            self.mock_session.hear_level(LEVELS[mark - 1])
        else:
            marks = self.mock_session.answer.judgement.marks
            asked = dimensions(self.mock_session.question.kind)
            waiting = next((each for each in asked if each not in marks), asked[0])
            self.page.go(DIMENSION + waiting.value)
            self.say("Rate what is under the cursor, as its anchors say.")
            return
        self._judged()

    def _judged(self) -> None:
        self.show_page(keep_place=True)
        self.save()

    def action_mock_note(self) -> None:
        """Write a line of the debrief."""
        from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt

        name = item_name(self.page.cursor, NOTE)
        if name is None:
            self.say("enter writes the debrief's lines, at the end of the page: G goes there.")
            return
        text = self.mock_session.answer.notes(self.mock_session.question)[name]

        def draft_note(written: str) -> None:
            self.mock_session.draft_note(name, written)
            self.save_soon()

        def take(written: str | None) -> None:
            self.mock_session.discard_note_draft()
            if written is not None and written != text:
                self.mock_session.note(name, written)
            self._judged()

        self.app.push_screen(LinePrompt(NOTE_LABELS[name], text, draft_note), take)

    def action_mock_undo(self) -> None:
        """Take back the newest tick, mark or note."""
        place = self.mock_session.mock.place
        if not self.mock_session.undo():
            self.say("There is nothing to undo.")
        elif self.mock_session.mock.place != place:
            self._moved()
        else:
            self._judged()

    def action_mock_next_answer(self) -> None:
        """The next answer."""
        self._turn(1)

    def action_mock_last_answer(self) -> None:
        """The answer before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        place = self.mock_session.mock.place
        self.mock_session.turn(step)
        if self.mock_session.mock.place == place:
            self.say(
                "This is the last answer; q ends the debrief." if step > 0 else "This is the first answer."
            )
        else:
            self._moved()

    def action_mock_close(self) -> None:
        """The debrief is over."""
        self.mock_session.close()
        self._moved()

    def action_mock_count(self) -> None:
        """Count the answers."""
        self._done(count=True)

    def action_mock_leave_boxes(self) -> None:
        """Leave the boxes alone."""
        self._done(count=False)

    def _done(self, *, count: bool) -> None:
        self.mock_session.done(count=count)
        self.show_all()

    def action_report(self) -> None:
        """The report as it stands."""
        self.say(f"Report: {self.mock_session.report()}")

    async def action_mock_stop(self) -> None:
        """Stop for now."""
        await self.action_quit()

    def action_mock_quit(self) -> None:
        """Out of the app."""
        self.app.exit()

    async def action_quit(self) -> None:
        """Quit at once; where something cannot be saved, only when asked again."""
        fault = ""
        try:
            self.mock_session.keep()
        except WriteError as refused:
            fault = str(refused)
        self.quit_unless(fault)
