"""The practice screen: it connects the panes and the commands to the practice session.

It contains no rules: the action table defines where a key is available, the session what it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.events import Paste, ScreenResume, ScreenSuspend

from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.keys.actions import Scope, actions_in
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.clock import PracticeClock
from tpm_tui.ui.screens.practice.footer import label_of_close, practice_keys
from tpm_tui.ui.screens.practice.start_notice import show_start_notice
from tpm_tui.ui.screens.practice.view import PracticeView
from tpm_tui.ui.widgets.answer import AnswerPane
from tpm_tui.ui.widgets.reveal.pane import RevealPane
from tpm_tui.ui.widgets.topic_browser import TopicBrowser

if TYPE_CHECKING:
    from tpm_tui.core.plan.deadline import Deadline
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
        past_date: Deadline | None = None,
    ) -> None:
        """
        Args:
            practice_session: the session to show.
            problems: found in the learner's files.
            unfinished: an earlier session to offer to resume.
            recall: cards of a recall drill to start with.
            past_date: a target date that has passed, to ask how it went and whether there is a next round.
        """
        super().__init__(practice_session.workspace, actions_in(Scope.ANYWHERE))
        self.practice_session = practice_session
        self.view = PracticeView(self, practice_session, problems)
        self.asker = self.view
        """What asks other questions in this session, for `Navigation`."""
        self.panes = self.view.panes
        self.clock = PracticeClock(self, practice_session, self.panes)
        self.clock_labels = self.panes.status.timer, self.panes.answer.label
        self._unfinished = unfinished
        """The session that is offered; None if it was decided on."""
        self._type_ahead = ""
        """What was typed before the first frame, while a session is offered."""
        self._recall = recall
        self._past_date = past_date
        self._is_covered = False
        """Whether another screen is shown."""

    def add_handlers(self) -> None:
        """Add the handlers of the commands and the panes."""
        from tpm_tui.ui.screens.practice.commands.groups import practice_commands

        super().add_handlers()
        panes = self.panes
        self.dispatcher.add(panes.answer, *practice_commands(self, self.view))
        self.dispatcher.add(panes.topics, scope=Scope.TOPICS)
        self.dispatcher.add(panes.reveal, scope=Scope.REVEALED)
        self.dispatcher.add(panes.summary, scope=Scope.DONE)

    def compose(self) -> ComposeResult:
        """Create the panes and the footer."""
        yield from self.panes.compose()
        yield self.footer

    def on_mount(self) -> None:
        """Show the first question."""
        self.clock.start()
        self.view.show_first()
        show_start_notice(self, self.practice_session, self.view.problems)
        if self._unfinished is not None:
            from tpm_tui.ui.screens.practice.commands.session import SessionCommands

            SessionCommands(self, self.view).offer_resume(self._unfinished, self._decide_on_unfinished)
        if self._past_date is not None:
            from tpm_tui.ui.commands.dates.past_date import ask_about_past_date

            ask_about_past_date(self, self.workspace, self._past_date, self.view.refresh_after_plan)
        if self._recall:
            from tpm_tui.ui.commands.recall import open_recall

            open_recall(self, self._recall)

    def leave_terminal(self) -> None:
        """Pause the clock of the answer; it continues when the app is shown again."""
        self.practice_session.timer.show_question(visible=False)

    @on(ScreenSuspend)
    def pause_clock(self) -> None:
        """Pause the clock of the answer while another screen covers the question."""
        self._is_covered = True
        self.clock.update()

    @on(ScreenResume)
    def show_again(self) -> None:
        """Continue the clock, and show what changed while another screen was open."""
        self.clock.update()
        if self._is_covered:
            self._is_covered = False
            self.view.refresh_after_plan()

    def on_resize(self) -> None:
        """Arrange the panes for a new size; Textual also reports sizes that did not change."""
        if self.size != self.panes.arranged_size:
            self.panes.arrange()
            self.panes.refresh()

    @property
    def scope(self) -> Scope:
        """The current scope, which decides which actions are available."""
        phase = self.practice_session.phase
        if self.focused is self.panes.answer.editor and phase is SessionPhase.ASKING:
            return Scope.EDITOR
        if self.focused is self.panes.topics:
            return Scope.TOPICS
        if self.practice_session.speech.is_running:
            return Scope.SPEAKING
        return PHASE_SCOPES[phase]

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
        if self._type_ahead and self.practice_session.phase is SessionPhase.ASKING:
            self.practice_session.add_text(self._type_ahead)
        self.practice_session.save_all()

    def take_type_ahead(self, text: str) -> bool:
        """Put what was typed before the first frame into the editor, after an offered session is decided."""
        if self._unfinished is not None:
            self._type_ahead = text
        elif self.practice_session.phase is SessionPhase.ASKING:
            self.panes.answer.editor.append_text(text)
        else:
            return super().take_type_ahead(text)
        return True

    def show_saved(self) -> None:
        """Show whether the answer is saved."""
        self.panes.show_label()

    @on(RevealPane.SectionChanged)
    def show_keys(self) -> None:
        """Show the footer for the current scope."""
        labels = {**self.panes.reveal.action_labels, **label_of_close(self)}
        self.footer.show_keys(practice_keys(self.practice_session, self.keymap, self.scope, labels))
        if self.scope is Scope.REVEALED and self.practice_session.expected_days.is_slow():
            self.call_after_refresh(self._show_expected_days)

    def _show_expected_days(self) -> None:
        """Show when the plan asks again; in a large bank, after the frame that shows the reveal."""
        labels = self.panes.reveal.action_labels
        keys = practice_keys(self.practice_session, self.keymap, self.scope, labels, may_be_slow=True)
        self.footer.show_keys(keys)

    @on(AnswerPane.Typed)
    def save_draft_soon(self) -> None:
        """Save the draft within a second; the label follows with the clock."""
        if self.practice_session.phase is SessionPhase.ASKING:
            self.read_editor()
            self.autosave.schedule()

    def on_paste(self, event: Paste) -> None:
        """Add a pasted transcript to a spoken answer that is revealed."""
        session = self.practice_session
        if session.phase is SessionPhase.REVEALED and session.speech.is_spoken:
            from tpm_tui.ui.screens.transcript import accepted_transcript

            event.stop()
            if text := accepted_transcript(self, event.text, session.session.draft):
                session.speech.add_transcript(text)
                self.view.show_transcript(text)
                self.autosave.schedule()

    @on(TopicBrowser.QuestionChosen)
    def go_to_question(self, event: TopicBrowser.QuestionChosen) -> None:
        """Go to a question of the topic browser."""
        self.view.ask_question(event.question)

    @on(TopicBrowser.PracticeRequested)
    def start_topic(self, event: TopicBrowser.PracticeRequested) -> None:
        """Practise a topic of the topic browser."""
        from tpm_tui.ui.commands.practice_choice import practise_topic

        practise_topic(self, event.topic, self.view.ask_queue)

    @on(RevealPane.PointToggled)
    def tick(self, event: RevealPane.PointToggled) -> None:
        """Tick or untick a key point."""
        self.view.tick(event.point)
        self.show_keys()

    def press_key(self) -> None:
        """Keep the clock of the answer running."""
        self.clock.press_key()

    def _decide_on_unfinished(self) -> None:
        """Use the text that was typed while a session was offered."""
        self._unfinished = None
        if text := self._type_ahead:
            self._type_ahead = ""
            self.take_type_ahead(text)
