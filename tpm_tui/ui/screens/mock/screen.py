"""The mock interview screen: it connects its panes and commands to the mock session."""

from __future__ import annotations

from contextlib import ExitStack

from textual import on
from textual.app import ComposeResult
from textual.events import Paste, ScreenResume, ScreenSuspend

from tpm_tui.core.mock.phase import SPEAKING, MockPhase
from tpm_tui.core.text.speech import count_words
from tpm_tui.exchange.messages import NOTE_NOT_FINISHED, TYPE_AHEAD_WAITS, transcript_message
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.stories.exists import has_stories
from tpm_tui.ui import styles
from tpm_tui.ui.keys.actions import Scope, actions_in
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.mock.commands.debrief import DebriefCommands
from tpm_tui.ui.screens.mock.commands.ending import CountingCommands, StopCommands
from tpm_tui.ui.screens.mock.commands.interview import InterviewCommands
from tpm_tui.ui.screens.mock.commands.speaking import MockSpeakingCommands
from tpm_tui.ui.screens.mock.debrief_pane import DebriefPane
from tpm_tui.ui.screens.mock.footer import mock_keys
from tpm_tui.ui.screens.mock.view import MockView
from tpm_tui.ui.screens.transcript import accepted_transcript
from tpm_tui.ui.widgets.answer import AnswerPane
from tpm_tui.ui.widgets.movement import Movement
from tpm_tui.ui.widgets.page import Page

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

    CSS_PATH = [styles.MOCK]

    def __init__(self, mock_session: MockSession, notice: str = "", lock: ExitStack | None = None) -> None:
        """
        Args:
            mock_session: the interview, new or resumed.
            notice: shown when the screen opens.
            lock: holds the lock of the interview's file; it is released when the screen is closed.
        """
        super().__init__(mock_session.workspace, actions_in(Scope.MOCK))
        self.mock_session = mock_session
        self.view = MockView(self, mock_session)
        self.clock_labels = self.view.status.timer, self.view.interview.answer.label
        self._notice = notice
        self._lock = lock or ExitStack()
        self._debrief_commands = DebriefCommands(self, self.view)

    def add_handlers(self) -> None:
        """Add the handlers of the commands and the panes."""
        from tpm_tui.ui.commands.answer_file import AnswerFileCommands
        from tpm_tui.ui.commands.common import common_commands
        from tpm_tui.ui.screens.mock.commands.story import MockStory
        from tpm_tui.ui.screens.report_commands import ReportCommands
        from tpm_tui.ui.screens.stories.answer_story import StoryCommands

        super().add_handlers()
        add = self.dispatcher.add
        add(*common_commands(self))
        answer = self.view.interview.answer
        add(AnswerFileCommands(self, answer, lambda: self.mock_session.answer.question))
        add(MockSpeakingCommands(self, self.view), scope=Scope.MOCK_WAITING | Scope.MOCK_EDITOR)
        add(InterviewCommands(self, self.view), scope=Scope.MOCK_WAITING | Scope.MOCK_EDITOR)
        add(self.view.interview.answer, scope=Scope.MOCK_ANSWERING | Scope.MOCK_EDITOR)
        add(self._debrief_commands, self.view.debrief, scope=Scope.MOCK_DEBRIEF)
        add(CountingCommands(self, self.view), scope=Scope.MOCK_COUNTING)
        add(Movement(self.view.debrief.page), scope=Scope.MOCK_PAGES)
        add(ReportCommands(self, lambda: self.mock_session.report_path), scope=Scope.MOCK_DONE)
        add(StopCommands(self, self.view), StoryCommands(self, MockStory(self.view)))

    def compose(self) -> ComposeResult:
        """Create the panes and the footer."""
        yield from self.view.compose()
        yield self.footer

    @property
    def scope(self) -> Scope:
        """The current scope, which decides which actions are available."""
        if self.focused is self.view.interview.answer.editor:
            return Scope.MOCK_EDITOR
        return Scope.MOCK_SPEAKING if self.mock_session.mock.is_spoken else SCOPES[self.mock_session.phase]

    def read_editor(self) -> None:
        """Copy the editor's text to the session, if the session still asks for it."""
        text = self.view.interview.read_answer(self.mock_session.mock)
        if text is not None:
            self.mock_session.write(text)

    def save_text(self) -> None:
        """Write the interview to disk."""
        self.mock_session.save()

    def save_all(self) -> None:
        """Write everything to disk, so that the interview can be resumed."""
        self.mock_session.save_all()

    def press_key(self) -> None:
        """Show the time with this key if a second is over."""
        self.view.clock.press_key()

    def leave_terminal(self) -> None:
        """Pause the clock; it continues when the app is shown again."""
        self.mock_session.pause()

    def take_type_ahead(self, text: str) -> bool:
        """Put what was typed before the first frame into the answer, also if that has not begun yet."""
        session = self.mock_session
        if session.phase in SPEAKING:
            self.view.interview.answer.editor.append_text(text)
        elif session.phase is MockPhase.THINKING:
            session.write(f"{session.mock.text}\n{text}" if session.mock.text else text)
            self.save()
            self.show_notice(TYPE_AHEAD_WAITS)
        else:
            return super().take_type_ahead(text)
        return True

    def on_unmount(self) -> None:
        """Release the interview, after its text was saved."""
        super().on_unmount()
        self._lock.close()

    def show_saved(self) -> None:
        """Show how long the answer is, and whether it is saved."""
        self.view.show_saved()

    def on_mount(self) -> None:
        """Show the question and start the clock."""
        self.view.clock.start()
        self.view.show_step()
        self.run_worker(self.mock_session.prepare, thread=True)
        if self.mock_session.debrief.note_draft is not None:
            self._notice = f"{self._notice} {NOTE_NOT_FINISHED}".lstrip()
        if self._notice:
            self.show_notice(self._notice)

    @on(ScreenSuspend)
    def pause_clock(self) -> None:
        """Pause the clock while another screen covers the interview."""
        self.view.clock.update()

    @on(ScreenResume)
    def continue_clock(self) -> None:
        """Continue the clock."""
        if self.is_mounted:
            self.view.clock.update()

    def on_resize(self) -> None:
        """Arrange the panes for a new size."""
        self.view.show_size()

    @on(AnswerPane.Typed)
    def read_typed(self) -> None:
        """Read the editor; the label follows with the clock."""
        if self.mock_session.phase in SPEAKING:
            self.read_editor()

    def on_paste(self, event: Paste) -> None:
        """Add a pasted transcript to a spoken answer in its debrief."""
        session = self.mock_session
        if session.phase is MockPhase.DEBRIEF and session.answer.spoken:
            event.stop()
            if text := accepted_transcript(self, event.text, session.answer.text):
                session.add_transcript(text)
                self.view.show_change()
                made = len(session.answer.judgement.ticked)
                self.show_notice(transcript_message(count_words(text), made))

    @on(Page.Moved)
    def show_row_keys(self) -> None:
        """Update the footer for the row under the cursor: rows have different actions."""
        self.show_keys()

    @on(DebriefPane.Judged)
    def save_judgement(self, event: DebriefPane.Judged) -> None:
        """Set the rating of the answer."""
        self.mock_session.debrief.judge(event.judgement)
        self.view.show_change()

    @on(DebriefPane.NoteRequested)
    def edit_note(self, event: DebriefPane.NoteRequested) -> None:
        """Open the prompt for a note."""
        self._debrief_commands.edit_note(event.name)

    def show_keys(self) -> None:
        """Show the footer for the current scope."""
        self.footer.show_keys(
            mock_keys(
                self.keymap,
                self.scope,
                self.view.debrief.page.cursor,
                has_stories=has_stories(self.workspace),
                is_last=self.mock_session.mock.place + 1 == len(self.mock_session.mock.answers),
            )
        )
