"""The practice screen: it translates keys to calls of the practice session and shows the result.

It contains no rules: the action table defines where a key is available, the session what it does.
"""

from __future__ import annotations

from tpm_tui.core.cards.card import LEECH_ADVICE
from tpm_tui.core.cards.events import CardActionKind, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.store import WriteError
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.screens.practice.drills import DrillActions


class PracticeScreen(DrillActions):
    """One practice session on the screen."""

    def __init__(
        self,
        practice_session: PracticeSession,
        glyphs: Glyphs,
        keymap: Keymap,
        problems: tuple[Problem, ...] = (),
        unfinished: UnfinishedSession | None = None,
    ) -> None:
        """
        Args:
            practice_session: the session to show.
            glyphs: the characters to draw with.
            keymap: the learner's keys.
            problems: found in the learner's files.
            unfinished: an earlier session to offer to resume.
        """
        super().__init__(practice_session, glyphs, keymap, problems)
        self._unfinished = unfinished

    def on_mount(self) -> None:
        """Show the first question and start the clock."""
        self.set_interval(1, self._update_clock)
        self.show_all()
        count = len(self.file_problems)
        if count:
            problems = "1 problem was" if count == 1 else f"{count} problems were"
            self.show_notice(
                f"{problems} found in your files; see the list at the end of the session.", error=True
            )

        if self._unfinished is not None:
            self._offer_resume(self._unfinished)
        if self.recall:
            self.open_recall(self.recall)

    def _offer_resume(self, unfinished: UnfinishedSession) -> None:
        """Ask whether to resume an interrupted session."""
        from tpm_tui.practice.resume import close_unfinished_session, resume_prompt
        from tpm_tui.ui.screens.dialogs.key_prompt import KeyPrompt

        def resume_or_close(key: str | None) -> None:
            if key == "y":
                self.practice_session.resume_session(unfinished)
                self.show_all()
            elif key == "n":
                try:
                    report = close_unfinished_session(self.practice_session.workspace, unfinished)
                except WriteError as error:
                    self.show_notice(str(error), error=True)
                else:
                    self.show_notice(
                        f"The unfinished session was ended{' and its report written' if report else ''}."
                    )

        keys = {"y": "resume", "n": "new session"}
        prompt = resume_prompt(self.practice_session.workspace, unfinished)
        self.app.push_screen(KeyPrompt(prompt, keys, enter="y"), resume_or_close)

    def on_resize(self) -> None:
        """Arrange the panes for a new size; Textual also reports sizes that did not change."""
        if self.size != self.arranged_size:
            self.arrange_panes()
            self.refresh_texts()

    def action_grade_again(self) -> None:
        """Grade 1."""
        self._grade(Grade.AGAIN)

    def action_grade_hard(self) -> None:
        """Grade 2."""
        self._grade(Grade.HARD)

    def action_grade_good(self) -> None:
        """Grade 3."""
        self._grade(Grade.GOOD)

    def action_grade_easy(self) -> None:
        """Grade 4."""
        self._grade(Grade.EASY)

    def action_accept(self) -> None:
        """Give the suggested grade."""
        self._grade(self.practice_session.suggestion())

    def _grade(self, grade: Grade) -> None:
        review = self.practice_session.grade(grade)
        notice = f"{graded_message(self.practice_session, review)} {self._undo_hint()}"
        if lapses := self.practice_session.leech_lapses(review):
            self._show_next(f"{notice} A leech, {lapses} lapses: {LEECH_ADVICE}.")
        else:
            self._show_next(notice)

    def _undo_hint(self) -> str:
        """Return the keys that undo a grade from here: most likely the next answer's editor."""
        undo = self.keymap.display_key(BY_ID["undo"], Scope.DONE)
        leave = self.keymap.display_key(BY_ID["leave"])
        keys = undo if self.practice_session.phase is SessionPhase.DONE else f"{leave} {undo}"
        return f"{keys} undoes it."

    def action_undo(self) -> None:
        """Undo today's last grade."""
        self.save()
        review = self.practice_session.undo()
        if review is None:
            self.show_notice("Nothing to undo: nothing was graded today.")
            return
        self.load_history(review.question)
        self.show_all()
        name = question_label(self.practice_session, review)
        self.show_notice(f"Undone: {name}, {review.grade.word}. The answer and its ticks are restored.")

    def action_redo(self) -> None:
        """Redo the last undone grade."""
        self.save()
        review = self.practice_session.redo()
        if review is None:
            self.show_notice("Nothing to redo: nothing was undone since the last grade.")
        else:
            name = question_label(self.practice_session, review)
            self._show_next(f"Redone: {name}, {review.grade.word}.")

    def action_skip(self) -> None:
        """Skip the question in this session."""
        self.save()
        name = self._current_label()
        self.practice_session.skip()
        self._show_next(f"{name}: skipped. It stays due.")

    def action_bury(self) -> None:
        """Bury the question until tomorrow."""
        self._act(CardActionKind.BURY, f"{self._current_label()}: postponed until tomorrow.")

    def action_suspend(self) -> None:
        """Suspend or unsuspend the question."""
        if self.practice_session.card.suspended:
            self._act(CardActionKind.UNSUSPEND, f"{self._current_label()}: unsuspended.")
        else:
            # The same key cannot undo it: it would suspend the next question, which is shown by then.
            search, suspend = (
                self.keymap.display_key(BY_ID[id], Scope.ASKING) for id in ("search", "suspend")
            )
            hint = f"To undo: {search} is:suspended, then {suspend}."
            self._act(CardActionKind.SUSPEND, f"{self._current_label()}: suspended. {hint}")

    def _current_label(self) -> str:
        """Return the label of the current question."""
        question = self.practice_session.question
        return question.label if question else ""

    def action_star(self) -> None:
        """Star or unstar the question."""
        starred = self.practice_session.card.starred
        self._act(
            CardActionKind.UNSTAR if starred else CardActionKind.STAR,
            "Star removed." if starred else "Starred.",
        )

    def _act(self, action: CardActionKind, notice: str) -> None:
        self.save()
        self.practice_session.act(action)
        if action in (CardActionKind.BURY, CardActionKind.SUSPEND):
            self._show_next(notice)
        else:
            self.refresh_texts()
            self.show_notice(notice)

    def _show_next(self, notice: str) -> None:
        error = self._end_session() if self.practice_session.phase is SessionPhase.DONE else ""
        self.show_all()
        self.show_notice(error or notice, error=bool(error))

    def action_edit(self) -> None:
        """Open the question's file in $EDITOR."""
        from tpm_tui.ui.terminal.external_editor import edit_question

        self.save()
        before = self.practice_session.workspace.loaded_bank.problems
        notice, failed = edit_question(self.app, self.practice_session)
        others = tuple(problem for problem in self.problems if problem not in before)
        self.problems = (*others, *self.practice_session.workspace.loaded_bank.problems)
        error = self._end_session() if self.practice_session.phase is SessionPhase.DONE else ""
        self.show_all()
        self.show_notice(error or notice, error=failed or bool(error))

    def action_report(self) -> None:
        """Write the report of the session so far."""
        path = self.practice_session.write_report()
        self.show_notice(
            f"Report: {path}" if path else "Nothing to report: nothing was graded in this session."
        )

    def action_close(self) -> None:
        """Quit after the session has ended."""
        self.app.exit()

    def action_end(self) -> None:
        """End the session."""
        self.topics_requested = False
        error = self._end_session()
        self.show_all()
        if error:
            self.show_notice(error, error=True)

    def _end_session(self) -> str:
        """End the session; return the error if something could not be saved, or ""."""
        try:
            self.practice_session.end()
        except WriteError as error:
            return str(error)
        return ""

    async def action_quit(self) -> None:
        """Quit; after a write error, only on the second call."""
        self.quit_or_warn(self._end_session())


def question_label(practice_session: PracticeSession, review: Review) -> str:
    """Return the label of the reviewed question, or its id if it is no longer in the bank."""
    question = practice_session.workspace.bank.by_id.get(review.question)
    return question.label if question else review.question


def graded_message(practice_session: PracticeSession, review: Review) -> str:
    """Return what a grade did, in one line."""
    name = question_label(practice_session, review)
    due = f", due {review.due}" if review.due else ""
    if review.drill:
        return f"{name}: {review.grade.word}, a drill; box {review.box_after} is unchanged."
    if review.practice:
        return f"{name}: {review.grade.word}, extra practice; only today's first answer counts."
    return f"{name}: {review.grade.word}, box {review.box_before} to {review.box_after}{due}."
