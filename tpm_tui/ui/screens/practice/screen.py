"""The practice screen: it connects the panes and the commands to the practice session.

It contains no rules: the action table defines where a key is available, the session what it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from tpm_tui.core.session.session import SessionPhase
from tpm_tui.exchange.messages import problems_message
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.commands.plan import PlanCommands
from tpm_tui.ui.commands.theme import ThemeCommands
from tpm_tui.ui.keys.actions import ACTIONS, Scope
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.commands.answering import AnsweringCommands
from tpm_tui.ui.screens.practice.commands.card import CardCommands
from tpm_tui.ui.screens.practice.commands.drills import DrillCommands
from tpm_tui.ui.screens.practice.commands.grading import GradingCommands
from tpm_tui.ui.screens.practice.commands.navigation import NavigationCommands
from tpm_tui.ui.screens.practice.commands.question import QuestionCommands
from tpm_tui.ui.screens.practice.commands.queue import QueueCommands
from tpm_tui.ui.screens.practice.commands.session import SessionCommands
from tpm_tui.ui.screens.practice.footer import practice_keys
from tpm_tui.ui.screens.practice.panes import PracticePanes
from tpm_tui.ui.widgets.answer import AnswerPane
from tpm_tui.ui.widgets.reveal import RevealPane
from tpm_tui.ui.widgets.topic_browser import TopicBrowser

if TYPE_CHECKING:
    from tpm_tui.core.session.recall import RecallCard
    from tpm_tui.core.session.resume import UnfinishedSession

PHASE_SCOPES = {
    SessionPhase.ASKING: Scope.ASKING,
    SessionPhase.REVEALED: Scope.REVEALED,
    SessionPhase.DONE: Scope.DONE,
}


class PracticeScreen(ActionScreen):
    """One practice session on the screen."""

    def __init__(
        self,
        practice_session: PracticeSession,
        problems: Sequence[Problem] = (),
        unfinished: UnfinishedSession | None = None,
        recall: Sequence[RecallCard] = (),
    ) -> None:
        """
        Args:
            practice_session: the session to show.
            problems: found in the learner's files.
            unfinished: an earlier session to offer to resume.
            recall: cards of a recall drill to start with.
        """
        super().__init__(practice_session.workspace, ACTIONS)
        self.practice_session = practice_session
        self.problems = tuple(problems)
        self.panes = PracticePanes(self)
        self._unfinished = unfinished
        self._recall = recall
        self._session_commands = SessionCommands(self)
        self._drills = DrillCommands(self)
        self._queue = QueueCommands(self)
        self._navigation = NavigationCommands(self)
        self.dispatcher.add(
            self.panes.answer,
            AnsweringCommands(self),
            GradingCommands(self),
            CardCommands(self),
            QuestionCommands(self),
            self._navigation,
            self._queue,
            self._drills,
            self._session_commands,
            ThemeCommands(self),
            PlanCommands(self, self.refresh_after_plan),
        )
        self.dispatcher.add(self.panes.topics, scope=Scope.TOPICS)
        self.dispatcher.add(self.panes.reveal, scope=Scope.REVEALED)
        self.dispatcher.add(self.panes.summary, scope=Scope.DONE)

    def compose(self) -> ComposeResult:
        """Create the panes and the footer."""
        yield from self.panes.compose()
        yield self.footer

    def on_mount(self) -> None:
        """Show the first question and start the clock."""
        self.set_interval(1, self._update_clock)
        self.show_all()
        match (*self.problems, *self.workspace.store.notices):
            case []:
                pass
            case [Problem(severity="note") as note]:
                self.show_notice(str(note))
            case found:
                self.show_notice(problems_message(len(found)), error=True)
        if self._unfinished is not None:
            self._session_commands.offer_resume(self._unfinished)
        if self._recall:
            self._drills.open_recall(self._recall)

    def on_resize(self) -> None:
        """Arrange the panes for a new size; Textual also reports sizes that did not change."""
        if self.size != self.panes.arranged_size:
            self.panes.arrange()
            self.panes.refresh()

    @property
    def scope(self) -> Scope:
        """The current scope, which decides which actions are available."""
        if self.focused is self.panes.answer.editor:
            return Scope.EDITOR
        if self.focused is self.panes.topics:
            return Scope.TOPICS
        return PHASE_SCOPES[self.practice_session.phase]

    @property
    def file_problems(self) -> tuple[str, ...]:
        """Problems found in the bank, settings, themes and progress."""
        return (*map(str, self.problems), *map(str, self.workspace.store.notices))

    def read_editor(self) -> None:
        """Copy the answer to the session, if it is the answer to the question that is asked."""
        answer, session = self.panes.answer, self.practice_session
        if session.phase is SessionPhase.ASKING and answer.subject == session.session.current:
            session.write(answer.text)

    def save_text(self) -> None:
        """Write the drafts of the answer and the note to disk."""
        self.practice_session.save_draft()

    def save_all(self) -> None:
        """Write everything to disk, so that the session can be resumed."""
        self.practice_session.save_all()

    def show_saved(self) -> None:
        """Show whether the answer is saved."""
        self.panes.show_label()

    def show_keys(self) -> None:
        """Show the footer for the current scope."""
        self.footer.show_keys(practice_keys(self.practice_session, self.keymap, self.scope))

    def show_all(self) -> None:
        """Update every pane, after the question or the phase changed."""
        self.panes.show_all()

    def show_next(self, notice: str, *, error: bool = False) -> None:
        """Show what follows an action, and a notice; end the session if no question follows.

        Args:
            notice: what the action did.
            error: show it in the error style.
        """
        failed = self.end_session() if self.practice_session.phase is SessionPhase.DONE else ""
        self.show_all()
        self.show_notice(failed or notice, error=error or bool(failed))

    def load_history(self, question: str) -> None:
        """Load a question's older attempts and note for the reveal; without them if they cannot be read."""
        history = self.practice_session.history_of(question)
        self.panes.reveal.load_history(history)
        if history.error:
            self.show_notice(history.error, error=True)

    def refresh_after_plan(self) -> None:
        """Show a changed plan in the header and on the summary."""
        self.panes.show_page(keep_scroll=True)
        self.panes.refresh()

    def end_session(self) -> str:
        """End the session; return the error if something could not be saved, or ""."""
        try:
            self.practice_session.end()
        except StorageError as error:
            return str(error)
        return ""

    @on(AnswerPane.Typed)
    def save_draft_soon(self) -> None:
        """Update the label at once and the draft on disk within a second."""
        if self.practice_session.phase is SessionPhase.ASKING:
            self.footer.hide_notice()
            self.read_editor()
            self.panes.show_label()
            self.autosave.schedule()

    @on(TopicBrowser.QuestionChosen)
    def go_to_question(self, event: TopicBrowser.QuestionChosen) -> None:
        """Go to a question of the topic browser."""
        self._navigation.go_to_question(event.question)

    @on(TopicBrowser.PracticeRequested)
    def practise_topic(self, event: TopicBrowser.PracticeRequested) -> None:
        """Practise a topic of the topic browser."""
        self._queue.practise_topic(event.topic)

    @on(RevealPane.PointToggled)
    def tick(self, event: RevealPane.PointToggled) -> None:
        """Tick or untick a key point."""
        self.practice_session.tick(event.point)
        self.panes.show_page(keep_scroll=True)
        self.show_keys()

    def _update_clock(self) -> None:
        if self.practice_session.phase is SessionPhase.ASKING and self.is_current:
            self.panes.show_timer()
