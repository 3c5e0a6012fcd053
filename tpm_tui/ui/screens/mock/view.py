"""What the mock screen shows of its interview; commands call it to show what they did."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from tpm_tui.core.mock.phase import ASKING, SPEAKING, MockPhase
from tpm_tui.exchange.messages import report_message
from tpm_tui.exchange.question_sections import sections_by_id
from tpm_tui.practice.delivery.remarks import answer_delivery
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.story_uses import load_used_stories
from tpm_tui.practice.own_answers.material import load_own_material
from tpm_tui.ui.pages.mock.end import end_blocks
from tpm_tui.ui.render.sizes import is_compact, row_width, story_classes
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.mock.clock import InterviewClock
from tpm_tui.ui.screens.mock.debrief_pane import DebriefPane
from tpm_tui.ui.screens.mock.interview_pane import InterviewPane
from tpm_tui.ui.screens.stories.beside import StoryBeside
from tpm_tui.ui.widgets.status_bar import StatusBar


class MockView:
    """A mock interview on a screen. Its panes are never replaced; their contents change in place."""

    def __init__(self, screen: ActionScreen, mock_session: MockSession) -> None:
        """
        Args:
            screen: shows the panes, and saves each step.
            mock_session: the interview to show.
        """
        self._screen = screen
        self.mock_session = mock_session
        self.interview = InterviewPane(screen.glyphs, screen.keymap, screen.autosave.schedule)
        self.debrief = DebriefPane(screen.glyphs)
        self.story = StoryBeside(screen, "#interview", "#answer")
        self.status = StatusBar()
        show_label = partial(self.show_saved, every_second=True)
        self.clock = InterviewClock(screen, mock_session, self.status, self.interview, show_label)
        self._arranged_size = Size(0, 0)
        """The size that the panes were last arranged for."""
        self._is_writing = True
        """Whether the editor has the focus during an answer; otherwise letters are commands."""
        self._was_speaking = False
        """Whether an answer was given when all panes were last updated."""
        self._was_spoken = False
        """Whether that answer was spoken."""

    def compose(self) -> ComposeResult:
        """Create the panes."""
        yield self.status
        with Vertical(id="main"):
            yield self.interview
            yield self.debrief

    def show_step(self) -> None:
        """Show a step of the interview, then save it."""
        self.show_all()
        self._screen.save()

    def show_change(self) -> None:
        """Show a change of the debrief in place, then save it."""
        self._show_page(keep_scroll=True)
        self._screen.save()

    def show_all(self) -> None:
        """Update every pane, after the question or the phase changed."""
        mock = self.mock_session.mock
        if mock.phase not in SPEAKING or mock.is_spoken or self._was_spoken:
            self._is_writing = True
        elif self._was_speaking:
            self._is_writing = self._screen.focused is self.interview.answer.editor
        self._was_speaking = mock.phase in SPEAKING
        self._was_spoken = mock.is_spoken
        with self._screen.app.batch_update():
            if mock.phase in ASKING:
                self.interview.load_answer(mock)
            self._arrange_panes()
            self._show_page(keep_scroll=False)
            self._focus_pane()
            self._refresh_texts()

    def show_size(self) -> None:
        """Arrange the panes for a new size; Textual also reports sizes that did not change."""
        if self._screen.size != self._arranged_size:
            self._arrange_panes()
            self._show_page(keep_scroll=True)
            self._refresh_texts()

    def show_saved(self, *, every_second: bool = False) -> None:
        """Show how long the answer is, and whether it is saved.

        Args:
            every_second: whether the clock calls it, as in `AnswerPane.show_label`.
        """
        mock = self.mock_session.mock
        saved = self.mock_session.is_saved and self.interview.read_answer(mock) in (None, mock.text)
        width = row_width(self._screen.size, story=bool(self._shown_story))
        self.interview.answer.show_label(width, saved=saved, spoken=mock.is_spoken, every_second=every_second)

    @property
    def is_running(self) -> bool:
        """Whether the interview has not ended."""
        return self.mock_session.phase is not MockPhase.DONE

    def show_story(self) -> None:
        """Show the story of the current answer, after another one was chosen."""
        self.story.show(self._shown_story, reload=True)
        self._arrange_panes()
        self._refresh_texts()

    def write_report(self) -> str:
        """Write the report so far; return a notice."""
        return report_message(self.mock_session.write_report())

    @property
    def _shown_story(self) -> str:
        """Id of the story of the answer that is being given; empty if there is none."""
        return self.mock_session.answer.story if self.mock_session.phase in ASKING else ""

    def _arrange_panes(self) -> None:
        """Show the pane for the phase, and fit it to the size, by setting CSS classes."""
        size = self._arranged_size = self._screen.size
        asking = self.mock_session.phase in ASKING
        self._screen.update_classes(
            {
                "-compact": is_compact(size),
                "-page": not asking,
                **story_classes(size, shown=bool(self._shown_story)),
            }
        )

    def _focus_pane(self) -> None:
        """Focus the pane for the phase, immediately, so that the next key reaches it."""
        if self.mock_session.phase in SPEAKING and self._is_writing and not self.mock_session.mock.is_spoken:
            self.interview.answer.focus_editor()
        elif self.mock_session.phase in ASKING:
            self._screen.set_focus(None)
        else:
            self._screen.set_focus(self.debrief.page, scroll_visible=False)

    def _refresh_texts(self) -> None:
        """Update everything except the editor and the page; cheap enough after any change."""
        session = self.mock_session
        self.clock.show()
        self.story.show(self._shown_story)
        if session.phase in ASKING:
            self.interview.show_question(session.mock, session.question, session.topic_of(session.answer))
            self.show_saved()
        self._screen.show_keys()

    def _show_page(self, *, keep_scroll: bool) -> None:
        """Show the debrief, or the page that follows it.

        Args:
            keep_scroll: keep cursor and scroll position.
        """
        session = self.mock_session
        if session.phase is MockPhase.DEBRIEF:
            answer, workspace = session.answer, session.workspace
            self.debrief.show_answer(
                session.mock,
                session.question,
                session.topic_of(answer),
                sections_by_id(
                    answer.question,
                    workspace.bank,
                    workspace.facts,
                    answer.prompt,
                    workspace.today(),
                    answer_delivery(workspace, session.question, answer),
                    load_own_material(workspace, answer.question),
                ),
                load_used_stories(workspace, [answer]).titles.get(answer.story, ""),
                keep_scroll=keep_scroll,
            )
        elif session.phase not in ASKING:
            self.debrief.show_page(end_blocks(session, self._screen.glyphs), keep_scroll=keep_scroll)
