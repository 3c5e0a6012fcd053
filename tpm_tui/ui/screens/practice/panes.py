"""The panes of the practice screen: what each shows of the session, and which of them fit the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.widget import Widget

from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.ui.pages.topics import TopicTree
from tpm_tui.ui.render.sizes import is_compact
from tpm_tui.ui.render.text import plain
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.layout import PaneLayout, choose_layout
from tpm_tui.ui.screens.practice.meta import question_row
from tpm_tui.ui.screens.practice.placeholders import (
    answer_placeholder,
    commands_placeholder,
    empty_editor_text,
)
from tpm_tui.ui.screens.practice.preview import AnswerPreview
from tpm_tui.ui.screens.practice.spoken_clock import SpokenClock
from tpm_tui.ui.screens.stories.beside import StoryBeside
from tpm_tui.ui.widgets.answer import AnswerPane
from tpm_tui.ui.widgets.question import QUESTION_WIDTH, QuestionPane
from tpm_tui.ui.widgets.reveal.pane import RevealPane
from tpm_tui.ui.widgets.status import Counts, find_nearest_date, header_text, timer_text
from tpm_tui.ui.widgets.status_bar import StatusBar
from tpm_tui.ui.widgets.summary import SummaryPane
from tpm_tui.ui.widgets.topics_pane import TopicsPane


def header_counts(agenda: Agenda, settings: PlanSettings) -> Counts:
    """Return what the header shows of a day."""
    return Counts(
        agenda.due,
        agenda.new,
        agenda.waiting,
        warm_up=agenda.warm_up if agenda.is_interview else None,
        date=find_nearest_date(settings, agenda.today),
    )


class PracticePanes:
    """The widgets of a practice screen. They are never replaced; their contents change in place."""

    def __init__(
        self,
        screen: ActionScreen,
        practice_session: PracticeSession,
        file_problems: Callable[[], Sequence[str]],
    ) -> None:
        """
        Args:
            screen: has the panes.
            practice_session: the session to show.
            file_problems: returns the problems found in the learner's files, for the summary.
        """
        self._screen = screen
        self._session = practice_session
        self._file_problems = file_problems
        glyphs = screen.glyphs
        self.status = StatusBar()
        self.topics_pane = TopicsPane(practice_session.workspace, glyphs)
        self.topics = self.topics_pane.browser
        self.question = QuestionPane()
        keymap = screen.keymap
        texts = answer_placeholder(keymap), commands_placeholder(keymap)
        self.answer = AnswerPane(texts[0], glyphs, screen.autosave.schedule, texts[1])
        self.reveal = RevealPane(glyphs, screen.keymap)
        self.summary = SummaryPane(glyphs)
        self.preview = AnswerPreview(screen, practice_session)
        self.speaking = SpokenClock(screen, practice_session)
        self.story = StoryBeside(screen, "#main", "#answer")
        self.topics_choice = practice_session.workspace.config.topics
        """Whether the topics are beside the question."""
        self.topics_requested = False
        """Whether the learner opened the topics on a screen that has no room for them beside the question."""
        self.arranged_size = Size(0, 0)
        """The size that the panes were last arranged for."""
        self.is_writing = not practice_session.speech.preferred
        """Whether the editor has the focus while a question is asked; otherwise letters are commands."""
        self._was_asking = False
        """Whether a question was asked when all panes were last updated."""

    def compose(self) -> ComposeResult:
        """Create the panes."""
        layout = self.layout_for(self._screen.app.size)
        # Set before there are widgets, so that they are styled only once.
        self._screen.update_classes(layout.classes, update=False)
        yield self.status
        with Horizontal(id="body"):
            yield self.topics_pane
            with Vertical(id="main"):
                yield self.question
                yield self.answer
                yield self.reveal
                yield self.summary
            if layout.has_preview:
                yield self.preview.create_page()

    def show_all(self, *, write: bool | None = None) -> None:
        """Update every pane, after the question or the phase changed.

        Args:
            write: whether the editor gets the focus; None if as before: at the last question, if there is
                another one by now.
        """
        session = self._session
        asking = session.phase is SessionPhase.ASKING
        if write is not None:
            self.is_writing = write
        elif self._was_asking:
            self.is_writing = self._screen.focused is self.answer.editor
        self._was_asking = asking
        if session.question is not None:
            self.topics.open_topic(session.question.topic)
        with self._screen.app.batch_update():
            self.answer.load(
                session.session.draft,
                session.session.current,
                read_only=not asking,
                placeholder=empty_editor_text(session, self._screen.keymap),
                deleted=session.drafts.deleted.get(session.session.current, ""),
            )
            self.arrange()
            self.show_page(keep_scroll=False)
            self.focus()
            self.answer.show_placeholder()
            self.refresh()

    def focus(self) -> None:
        """Focus the pane for the phase, immediately, so that the next key reaches it."""
        speaking = self._session.speech.is_running
        pane: Widget | None = {
            SessionPhase.ASKING: self.answer.editor if self.is_writing and not speaking else None,
            SessionPhase.REVEALED: self.reveal.focus_target,
            SessionPhase.DONE: self.summary,
        }[self._session.phase]
        self._screen.set_focus(pane, scroll_visible=False)

    def refresh(self) -> None:
        """Update everything except the answer and the page; cheap enough after any change."""
        agenda = self._session.agenda()
        self._show_header(agenda)
        self._show_question()
        self.show_label()
        self._show_topics(agenda)
        self.story.show(self._session.session.story)
        if self.layout_for(self._screen.size).has_preview:
            self.preview.show(agenda)
        self._screen.show_keys()
        self.show_timer()

    def arrange(self) -> None:
        """Show the panes that fit the size and the phase, by setting CSS classes."""
        screen = self._screen
        self.arranged_size = screen.size
        layout = self.layout_for(screen.size)
        screen.update_classes(layout.classes)
        self.topics_pane.place_preview(screen.size, whole=layout.topics_alone)
        if self._session.phase is SessionPhase.REVEALED:
            self.reveal.set_columns(layout.columns, compact=is_compact(screen.size))

    def show_label(self, *, every_second: bool = False) -> None:
        """Show how long the answer is, and whether it is saved, as `AnswerPane.show_label` does."""
        session, width = self._session, self.layout_for(self._screen.size).row_width
        saved = session.is_draft_saved and self.answer.text == session.session.draft
        spoken = session.speech.is_spoken
        self.answer.show_label(width, saved=saved, spoken=spoken, every_second=every_second)

    def show_page(self, *, keep_scroll: bool) -> None:
        """Show the reveal or the summary, if the phase has one.

        Args:
            keep_scroll: keep cursor and scroll position of the reveal.
        """
        # What fills the pages is imported where they are built: the first frame needs neither.
        match self._session.phase:
            case SessionPhase.REVEALED:
                from tpm_tui.ui.screens.practice.reveal import build_reveal

                reveal = build_reveal(self._session, self.reveal.attempts)
                self.reveal.show_reveal(reveal, keep_scroll=keep_scroll)
            case SessionPhase.DONE:
                from tpm_tui.ui.screens.practice.summary import build_summary

                keymap, problems = self._screen.keymap, self._file_problems()
                self.summary.show_summary(build_summary(self._session, keymap, problems))

    def show_timer(self) -> None:
        """Show the time spent and the target, in the large clock while the answer is spoken."""
        session = self._session
        if session.speech.is_running:
            self.speaking.show()
        hidden = session.speech.is_running or not session.workspace.config.clock
        if session.question is None or hidden:
            self.status.hide_timer()
        else:
            paused = session.timer.is_paused
            self.status.show_timer(timer_text(session.seconds(), session.target, paused=paused))

    def layout_for(self, size: Size) -> PaneLayout:
        """Return the layout for a size of the screen."""
        session = self._session
        return choose_layout(
            session.phase,
            size,
            self.topics_choice,
            topics_requested=self.topics_requested,
            speaking=session.speech.is_running,
            story=bool(session.session.story),
        )

    def _show_header(self, agenda: Agenda) -> None:
        counts = header_counts(agenda, self._session.workspace.plan_settings)
        self.status.show_header(header_text(counts, self._screen.size.width, self._screen.glyphs))

    def _show_question(self) -> None:
        session, question = self._session, self._session.question
        if question is None:
            return
        width = min(self.layout_for(self._screen.size).row_width, QUESTION_WIDTH)
        meta = question_row(self._screen, session, question, width, len(self.reveal.attempts))
        self.question.show(meta, plain(session.prompt, "bold"))

    def _show_topics(self, agenda: Agenda) -> None:
        """Update the topics; do nothing while they are hidden."""
        if not (self._screen.has_class("-wide") or self._screen.has_class("-topics")):
            return
        workspace = self._session.workspace
        current = self._session.session.current if self._session.question is not None else ""
        self.topics_pane.show_tree(
            TopicTree(
                workspace.bank,
                workspace.store.cards,
                agenda,
                current=current,
                boxes=workspace.rules.boxes,
            )
        )
