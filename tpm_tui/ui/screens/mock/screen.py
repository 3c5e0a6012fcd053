"""The mock interview screen: it connects its panes and commands to the mock session."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from tpm_tui.core.mock.phase import ASKING, SPEAKING, MockPhase
from tpm_tui.exchange.messages import NOTE_NOT_FINISHED, TYPE_AHEAD_WAITS
from tpm_tui.exchange.question_sections import sections_by_id
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.ui.keys.actions import MOCK_ACTIONS, Scope
from tpm_tui.ui.pages.mock_end import end_blocks
from tpm_tui.ui.render.sizes import is_compact, row_width
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.mock.clock import InterviewClock
from tpm_tui.ui.screens.mock.commands.debrief import DebriefCommands
from tpm_tui.ui.screens.mock.commands.ending import CountingCommands, StopCommands
from tpm_tui.ui.screens.mock.commands.interview import InterviewCommands
from tpm_tui.ui.screens.mock.debrief_pane import DebriefPane
from tpm_tui.ui.screens.mock.footer import mock_keys
from tpm_tui.ui.screens.mock.interview_pane import InterviewPane
from tpm_tui.ui.widgets.answer import AnswerPane
from tpm_tui.ui.widgets.movement import Movement
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status_bar import StatusBar

SCOPES = {
    MockPhase.THINKING: Scope.MOCK_THINKING,
    MockPhase.ANSWERING: Scope.MOCK_ANSWERING,
    MockPhase.FOLLOW_UP: Scope.MOCK_ANSWERING,
    MockPhase.DEBRIEF: Scope.MOCK_DEBRIEF,
    MockPhase.COUNTING: Scope.MOCK_COUNTING,
    MockPhase.DONE: Scope.MOCK_DONE,
}


class MockScreen(ActionScreen):
    """One mock interview on the screen."""

    CSS_PATH = "../../styles/mock.tcss"

    help_group = "Mock interview"

    def __init__(self, mock_session: MockSession, notice: str = "") -> None:
        """
        Args:
            mock_session: the interview, new or resumed.
            notice: shown when the screen opens.
        """
        super().__init__(mock_session.workspace, MOCK_ACTIONS)
        self.mock_session = mock_session
        self.interview = InterviewPane(self.glyphs, self.keymap, self.autosave.schedule)
        self.debrief = DebriefPane(self.glyphs)
        self._notice = notice
        self._status = StatusBar()
        self.clock = InterviewClock(self, self._status)
        self._debrief_commands = DebriefCommands(self)
        self._arranged_size = Size(0, 0)
        """The size that the panes were last arranged for."""
        self._is_writing = True
        """Whether the editor has the focus during an answer; otherwise letters are commands."""
        self._was_speaking = False
        """Whether an answer was given when all panes were last updated."""

    def add_handlers(self) -> None:
        """Add the handlers of the commands and the panes."""
        super().add_handlers()
        add = self.dispatcher.add
        add(InterviewCommands(self), scope=Scope.MOCK_WAITING | Scope.MOCK_EDITOR)
        add(self.interview.answer, scope=Scope.MOCK_ANSWERING | Scope.MOCK_EDITOR)
        add(self._debrief_commands, self.debrief, scope=Scope.MOCK_DEBRIEF)
        add(CountingCommands(self), scope=Scope.MOCK_COUNTING)
        add(Movement(self.debrief.page), scope=Scope.MOCK_PAGES)
        add(StopCommands(self))

    def compose(self) -> ComposeResult:
        """Create the panes. They are never replaced; their contents change in place."""
        yield self._status
        with Vertical(id="main"):
            yield self.interview
            yield self.debrief
        yield self.footer

    @property
    def scope(self) -> Scope:
        """The current scope, which decides which actions are available."""
        editing = self.focused is self.interview.answer.editor
        return Scope.MOCK_EDITOR if editing else SCOPES[self.mock_session.phase]

    def read_editor(self) -> None:
        """Copy the editor's text to the session, if the session still asks for it."""
        text = self.interview.read_answer(self.mock_session.mock)
        if text is not None:
            self.mock_session.write(text)

    def save_text(self) -> None:
        """Write the interview to disk."""
        self.mock_session.save()

    def save_all(self) -> None:
        """Write everything to disk, so that the interview can be resumed."""
        self.mock_session.save_all()

    def take_type_ahead(self, text: str) -> bool:
        """Put what was typed before the first frame into the answer, also if that has not begun yet."""
        session = self.mock_session
        if session.phase in SPEAKING:
            self.interview.answer.editor.append_text(text)
        elif session.phase is MockPhase.THINKING:
            session.write(f"{session.mock.text}\n{text}" if session.mock.text else text)
            self.save()
            self.show_notice(TYPE_AHEAD_WAITS)
        else:
            return super().take_type_ahead(text)
        return True

    def show_saved(self) -> None:
        """Show how long the answer is, and whether it is saved."""
        self.interview.answer.show_label(row_width(self.size), saved=self.mock_session.is_saved)

    def on_mount(self) -> None:
        """Show the question and start the clock."""
        self.clock.start()
        self.show_step()
        if self.mock_session.debrief.note_draft is not None:
            self._notice = f"{self._notice} {NOTE_NOT_FINISHED}".lstrip()
        if self._notice:
            self.show_notice(self._notice)

    def on_resize(self) -> None:
        """Arrange the panes for a new size; Textual also reports sizes that did not change."""
        if self.size != self._arranged_size:
            self._arrange_panes()
            self._show_page(keep_scroll=True)
            self._refresh_texts()

    @on(AnswerPane.Typed)
    def show_typed(self) -> None:
        """Show how long the text is; it is saved within a second."""
        if self.mock_session.phase in SPEAKING:
            self.footer.hide_notice()
            self.read_editor()
            self.show_saved()

    @on(Page.Moved)
    def show_row_keys(self) -> None:
        """Update the footer for the row under the cursor: rows have different actions."""
        self.show_keys()

    @on(DebriefPane.Judged)
    def save_judgement(self, event: DebriefPane.Judged) -> None:
        """Set the rating of the answer."""
        self.mock_session.debrief.judge(event.judgement)
        self.show_change()

    @on(DebriefPane.NoteRequested)
    def edit_note(self, event: DebriefPane.NoteRequested) -> None:
        """Open the prompt for a note."""
        self._debrief_commands.edit_note(event.name)

    def show_step(self) -> None:
        """Show a step of the interview, then save it."""
        self.show_all()
        self.save()

    def show_change(self) -> None:
        """Show a change of the debrief in place, then save it."""
        self._show_page(keep_scroll=True)
        self.save()

    def show_all(self) -> None:
        """Update every pane, after the question or the phase changed."""
        mock = self.mock_session.mock
        if mock.phase not in SPEAKING:
            self._is_writing = True
        elif self._was_speaking:
            self._is_writing = self.focused is self.interview.answer.editor
        self._was_speaking = mock.phase in SPEAKING
        with self.app.batch_update():
            if mock.phase in ASKING:
                self.interview.load_answer(mock)
            self._arrange_panes()
            self._show_page(keep_scroll=False)
            self._focus_pane()
            self._refresh_texts()

    def show_keys(self) -> None:
        """Show the footer for the current scope."""
        self.footer.show_keys(mock_keys(self.keymap, self.scope, self.debrief.page.cursor))

    def _arrange_panes(self) -> None:
        """Show the pane for the phase, and fit it to the size, by setting CSS classes."""
        self._arranged_size = self.size
        asking = self.mock_session.phase in ASKING
        self.update_classes({"-compact": is_compact(self.size), "-page": not asking})

    def _focus_pane(self) -> None:
        """Focus the pane for the phase, immediately, so that the next key reaches it."""
        if self.mock_session.phase in SPEAKING and self._is_writing:
            self.interview.answer.focus_editor()
        elif self.mock_session.phase in ASKING:
            self.set_focus(None)
        else:
            self.set_focus(self.debrief.page, scroll_visible=False)

    def _refresh_texts(self) -> None:
        """Update everything except the editor and the page; cheap enough after any change."""
        session = self.mock_session
        self.clock.show()
        if session.phase in ASKING:
            self.interview.show_question(session.mock, session.question, session.topic_of(session.answer))
            self.show_saved()
        self.show_keys()

    def _show_page(self, *, keep_scroll: bool) -> None:
        """Show the debrief, or the page that follows it.

        Args:
            keep_scroll: keep cursor and scroll position.
        """
        session = self.mock_session
        if session.phase is MockPhase.DEBRIEF:
            answer, bank, facts = session.answer, self.workspace.bank, self.workspace.facts
            self.debrief.show_answer(
                session.mock,
                session.question,
                session.topic_of(answer),
                sections_by_id(answer.question, bank, facts, answer.prompt),
                keep_scroll=keep_scroll,
            )
        elif session.phase not in ASKING:
            self.debrief.show_page(end_blocks(session, self.glyphs), keep_scroll=keep_scroll)
