"""The practice screen: it translates keys to the practice_session, and shows what came of it.

No rule lives here: where a key may be used is in the table of actions, what it does is in the practice_session.
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
from tpm_tui.ui.screens.practice.drills import Drills


class PracticeScreen(Drills):
    """One practice_session before the learner."""

    def __init__(
        self,
        practice_session: PracticeSession,
        glyphs: Glyphs,
        keymap: Keymap,
        problems: tuple[Problem, ...] = (),
        found: UnfinishedSession | None = None,
    ) -> None:
        super().__init__(practice_session, glyphs, keymap, problems)
        self._found = found

    def on_mount(self) -> None:
        """Show the first question and let the clock tick."""
        self.set_interval(1, self._tick)
        self.show_all()
        aside = len(self.set_aside)
        if aside:
            faults = "1 fault was" if aside == 1 else f"{aside} faults were"
            self.say(f"{faults} found in your files; the end of the session lists them.", bad=True)

        if self._found is not None:
            self._offer(self._found)
        if self.recall:
            self.open_recall(self.recall)

    def _offer(self, found: UnfinishedSession) -> None:
        """Ask whether to go on with a session that was cut off."""
        from tpm_tui.practice.resume import close_unfinished_session, resume_question
        from tpm_tui.ui.screens.dialogs.key_prompt import KeyPrompt

        def answered(key: str | None) -> None:
            if key == "y":
                self.practice_session.resume_session(found)
                self.show_all()
            elif key == "n":
                try:
                    report = close_unfinished_session(self.practice_session.workspace, found)
                except WriteError as fault:
                    self.say(str(fault), bad=True)
                else:
                    self.say(f"That session is ended{', and its report written' if report else ''}.")

        keys = {"y": "resume", "n": "start afresh"}
        asked = resume_question(self.practice_session.workspace, found)
        self.app.push_screen(KeyPrompt(asked, keys, enter="y"), answered)

    def on_resize(self) -> None:
        """Other sizes have other panes; Textual also tells of a size that stayed."""
        if self.size != self.arranged_for:
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
        """The suggested grade."""
        self._grade(self.practice_session.suggestion())

    def _grade(self, grade: Grade) -> None:
        review = self.practice_session.grade(grade)
        told = f"{graded_line(self.practice_session, review)} {self._way_back()}"
        if lapses := self.practice_session.leech_lapses(review):
            self._next(f"{told} A leech, {lapses} lapses: {LEECH_ADVICE}.")
        else:
            self._next(told)

    def _way_back(self) -> str:
        """How to take a grade back from where the learner is now: most likely in the next answer's editor."""
        undo = self.keymap.shown(BY_ID["undo"], Scope.DONE)
        leave = self.keymap.shown(BY_ID["leave"])
        keys = undo if self.practice_session.phase is SessionPhase.DONE else f"{leave} {undo}"
        return f"{keys} takes it back."

    def action_undo(self) -> None:
        """Take back the newest grade."""
        self.save()
        review = self.practice_session.undo()
        if review is None:
            self.say("Nothing was graded today: there is nothing to undo.")
            return
        self.look_back(review.question)
        self.show_all()
        name = label_of(self.practice_session, review)
        self.say(f"Taken back: {name}, {review.grade.word}. The answer is as you left it.")

    def action_redo(self) -> None:
        """The grade that was taken back stands again."""
        self.save()
        review = self.practice_session.redo()
        if review is None:
            self.say("Nothing was taken back since the last grade: there is nothing to redo.")
        else:
            self._next(f"It stands again: {label_of(self.practice_session, review)}, {review.grade.word}.")

    def action_skip(self) -> None:
        """Out of this session."""
        self.save()
        name = self._called()
        self.practice_session.skip()
        self._next(f"{name}: skipped. It stays due.")

    def action_bury(self) -> None:
        """Not today."""
        self._act(CardActionKind.BURY, f"{self._called()}: put off until tomorrow.")

    def action_suspend(self) -> None:
        """Not at all, or again."""
        if self.practice_session.card.suspended:
            self._act(CardActionKind.UNSUSPEND, "It will be asked again.")
        else:
            # The next question is on the screen by then: the same key would suspend that one.
            search, again = (self.keymap.shown(BY_ID[id], Scope.ASKING) for id in ("search", "suspend"))
            told = f"{search} is:suspended finds it, and {again} there takes it back."
            self._act(CardActionKind.SUSPEND, f"{self._called()}: suspended. {told}")

    def _called(self) -> str:
        """What the question before the learner is called."""
        question = self.practice_session.question
        return question.label if question else ""

    def action_star(self) -> None:
        """Star or unstar."""
        starred = self.practice_session.card.starred
        self._act(
            CardActionKind.UNSTAR if starred else CardActionKind.STAR,
            "Star taken away." if starred else "Starred.",
        )

    def _act(self, deed: CardActionKind, told: str) -> None:
        self.save()
        self.practice_session.act(deed)
        if deed in (CardActionKind.BURY, CardActionKind.SUSPEND):
            self._next(told)
        else:
            self.refresh_texts()
            self.say(told)

    def _next(self, told: str) -> None:
        fault = self._end() if self.practice_session.phase is SessionPhase.DONE else ""
        self.show_all()
        self.say(fault or told, bad=bool(fault))

    def action_edit(self) -> None:
        """The question's file in $EDITOR."""
        from tpm_tui.ui.terminal.external_editor import edit_question

        self.save()
        before = self.practice_session.workspace.loaded_bank.problems
        told, bad = edit_question(self.app, self.practice_session)
        others = tuple(problem for problem in self.problems if problem not in before)
        self.problems = (*others, *self.practice_session.workspace.loaded_bank.problems)
        fault = self._end() if self.practice_session.phase is SessionPhase.DONE else ""
        self.show_all()
        self.say(fault or told, bad=bad or bool(fault))

    def action_report(self) -> None:
        """The report as it stands."""
        path = self.practice_session.report()
        self.say(
            f"Report: {path}" if path else "Nothing was graded in this session: there is nothing to report."
        )

    def action_close(self) -> None:
        """Out of the app."""
        self.app.exit()

    def action_end(self) -> None:
        """End the session."""
        self.topics_asked_for = False
        fault = self._end()
        self.show_all()
        if fault:
            self.say(fault, bad=True)

    def _end(self) -> str:
        """End the session; returns what could not be saved, if anything."""
        try:
            self.practice_session.end()
        except WriteError as fault:
            return str(fault)
        return ""

    async def action_quit(self) -> None:
        """Quit at once; where something cannot be saved, only when asked again."""
        self.quit_unless(self._end())


def label_of(practice_session: PracticeSession, review: Review) -> str:
    """What the answered question is called; its id where it has left the bank."""
    question = practice_session.workspace.bank.by_id.get(review.question)
    return question.label if question else review.question


def graded_line(practice_session: PracticeSession, review: Review) -> str:
    """What a grade did, in one line."""
    name = label_of(practice_session, review)
    due = f", due {review.due}" if review.due else ""
    if review.drill:
        return f"{name}: {review.grade.word}, a drill; box {review.box_after} stays."
    if review.practice:
        return f"{name}: {review.grade.word}, logged as practice; today's first answer counts."
    return f"{name}: {review.grade.word}, box {review.box_before} to {review.box_after}{due}."
