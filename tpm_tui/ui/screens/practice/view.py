"""What the practice screen shows of its session; commands call it to show what they did."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.session.answer_state import answer_state
from tpm_tui.core.session.session import Form, SessionPhase
from tpm_tui.exchange.messages import report_message
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.panes import PracticePanes


class PracticeView:
    """A practice session on a screen: its panes, its notices and its end."""

    def __init__(
        self, screen: ActionScreen, practice_session: PracticeSession, problems: Sequence[Problem]
    ) -> None:
        """
        Args:
            screen: shows the panes and the notices.
            practice_session: the session to show.
            problems: found in the learner's files.
        """
        self._screen = screen
        self.practice_session = practice_session
        self.problems = tuple(problems)
        self.panes = PracticePanes(screen, practice_session, self.file_problems)

    def file_problems(self) -> tuple[str, ...]:
        """Return the problems found in the bank, settings, themes and progress."""
        return (*map(str, self.problems), *map(str, self.practice_session.workspace.store.notices))

    def show_all(self, *, write: bool | None = None) -> None:
        """Update every pane, after the question or the phase changed.

        Args:
            write: whether the editor gets the focus; None if as before.
        """
        self.panes.show_all(write=write)

    def show_first(self, *, write: bool | None = None) -> None:
        """Show what a session starts with, or is resumed with, which may be a reveal; see `show_all`."""
        if self.practice_session.phase is SessionPhase.REVEALED:
            self.load_history(self.practice_session.session.current)
        self.show_all(write=write)

    def show_next(self, notice: str, *, error: bool = False, write: bool | None = None) -> None:
        """Show what follows an action, and a notice; end the session if no question follows.

        Args:
            notice: what the action did.
            error: show it in the error style.
            write: whether the editor gets the focus; None if as before.
        """
        failed = self.end_session() if self.practice_session.phase is SessionPhase.DONE else ""
        self.show_all(write=write)
        self._screen.show_notice(failed or notice, error=error or bool(failed))

    def ask_question(self, question: str) -> None:
        """Ask one question now, before those that wait; the current answer stays a draft."""
        self._leave_question()
        self.practice_session.queue.go_to_question(question)
        self.show_all(write=True)

    def ask_queue(self, queue: Sequence[str], form: Form = "answer", *, drill: bool = False) -> None:
        """Ask other questions from now on; the current answer stays a draft.

        Args:
            queue: ids of the questions, in order.
            form: full answers, or the short form.
            drill: whether grades leave the boxes unchanged.
        """
        self._leave_question()
        self.practice_session.queue.replace(queue, form, drill=drill)
        self.show_all(write=True)

    def _leave_question(self) -> None:
        self._screen.save()
        self.panes.topics_requested = False

    def tick(self, point: str) -> None:
        """Tick or untick a key point, save that soon, and show it."""
        self.practice_session.tick(point)
        self._screen.autosave.schedule()
        self.panes.show_page(keep_scroll=True)

    def show_transcript(self, text: str) -> None:
        """Show the revealed answer with a transcript that was added to it."""
        from tpm_tui.core.text.speech import count_words
        from tpm_tui.exchange.messages import transcript_message

        self.show_all()
        made = len(self.practice_session.session.ticked)
        self._screen.show_notice(transcript_message(count_words(text), made))

    def load_history(self, question: str) -> None:
        """Load a question's older attempts and note for the reveal; without them if they cannot be read."""
        from tpm_tui.core.reports.history.attempts import list_attempts

        history = self.practice_session.history_of(question)
        attempts = list_attempts(history.attempts, self.practice_session.workspace.bank)
        self.panes.reveal.load_history(history, attempts)
        if history.error:
            self._screen.show_notice(history.error, error=True)

    def refresh_reveal(self) -> None:
        """Show the reveal again, if there is one, after the own version may have been changed."""
        if self.practice_session.phase is SessionPhase.REVEALED:
            self.panes.show_page(keep_scroll=True)

    def refresh_after_plan(self) -> None:
        """Show a changed plan in the header and on the summary."""
        self.panes.show_page(keep_scroll=True)
        self.panes.refresh()

    @property
    def is_running(self) -> bool:
        """Whether the session has not ended."""
        return self.practice_session.phase is not SessionPhase.DONE

    def write_report(self) -> str:
        """Write the report so far; return a notice."""
        session = self.practice_session
        return report_message(session.reports.write(session.session))

    def stop_session(self) -> str:
        """End the session because the app exits; return the error if something could not be saved, or "".

        At a reveal or a spoken answer it is left unfinished, so that its ticks are there when it is resumed.
        """
        own = self.practice_session
        if answer_state(own.session, own.session.current, own.workspace.now()) is None:
            return self.end_session()
        try:
            own.reports.write(own.session)
            own.save_all()
        except StorageError as error:
            return str(error)
        return ""

    def end_session(self) -> str:
        """End the session; return the error if something could not be saved, or ""."""
        try:
            self.practice_session.end()
        except StorageError as error:
            return str(error)
        return ""
