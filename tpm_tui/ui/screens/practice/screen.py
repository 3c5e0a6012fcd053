"""The practice screen: it translates keys to the sitting, and shows what came of it.

No rule lives here: where a key may be used is in the table of actions, what it does is in the sitting.
"""

from __future__ import annotations

from tpm_tui.core.cards.card import LEECH_ADVICE
from tpm_tui.core.cards.events import Action as CardDeed
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.resume import Unfinished
from tpm_tui.core.session.session import Phase
from tpm_tui.practice.session import Sitting
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.store import NotSaved
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.screens.practice.drills import Drilling


class PracticeScreen(Drilling):
    """One sitting before the learner."""

    def __init__(
        self,
        sitting: Sitting,
        glyphs: Glyphs,
        keymap: Keymap,
        problems: tuple[Problem, ...] = (),
        found: Unfinished | None = None,
    ) -> None:
        super().__init__(sitting, glyphs, keymap, problems)
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

    def _offer(self, found: Unfinished) -> None:
        """Ask whether to go on with a session that was cut off."""
        from tpm_tui.practice.resume import asked_in_words, put_away
        from tpm_tui.ui.screens.dialogs.key_prompt import OneKeyScreen

        def answered(key: str | None) -> None:
            if key == "y":
                self.sitting.take_up_session(found)
                self.show_all()
            elif key == "n":
                try:
                    report = put_away(self.sitting.workspace, found)
                except NotSaved as fault:
                    self.say(str(fault), bad=True)
                else:
                    self.say(f"That session is ended{', and its report written' if report else ''}.")

        keys = {"y": "resume", "n": "start afresh"}
        asked = asked_in_words(self.sitting.workspace, found)
        self.app.push_screen(OneKeyScreen(asked, keys, enter="y"), answered)

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
        self._grade(self.sitting.suggestion())

    def _grade(self, grade: Grade) -> None:
        review = self.sitting.grade(grade)
        told = f"{graded_line(self.sitting, review)} {self._way_back()}"
        if lapses := self.sitting.leech_lapses(review):
            self._next(f"{told} A leech, {lapses} lapses: {LEECH_ADVICE}.")
        else:
            self._next(told)

    def _way_back(self) -> str:
        """How to take a grade back from where the learner is now: most likely in the next answer's editor."""
        undo = self.keymap.shown(BY_ID["undo"], Scope.DONE)
        leave = self.keymap.shown(BY_ID["leave"])
        keys = undo if self.sitting.phase is Phase.DONE else f"{leave} {undo}"
        return f"{keys} takes it back."

    def action_undo(self) -> None:
        """Take back the newest grade."""
        self.save()
        review = self.sitting.undo()
        if review is None:
            self.say("Nothing was graded today: there is nothing to undo.")
            return
        self.look_back(review.question)
        self.show_all()
        name = label_of(self.sitting, review)
        self.say(f"Taken back: {name}, {review.grade.word}. The answer is as you left it.")

    def action_redo(self) -> None:
        """The grade that was taken back stands again."""
        self.save()
        review = self.sitting.redo()
        if review is None:
            self.say("Nothing was taken back since the last grade: there is nothing to redo.")
        else:
            self._next(f"It stands again: {label_of(self.sitting, review)}, {review.grade.word}.")

    def action_skip(self) -> None:
        """Out of this session."""
        self.save()
        name = self._called()
        self.sitting.skip()
        self._next(f"{name}: skipped. It stays due.")

    def action_bury(self) -> None:
        """Not today."""
        self._act(CardDeed.BURY, f"{self._called()}: put off until tomorrow.")

    def action_suspend(self) -> None:
        """Not at all, or again."""
        if self.sitting.card.suspended:
            self._act(CardDeed.UNSUSPEND, "It will be asked again.")
        else:
            # The next question is on the screen by then: the same key would suspend that one.
            search, again = (self.keymap.shown(BY_ID[id], Scope.ASKING) for id in ("search", "suspend"))
            told = f"{search} is:suspended finds it, and {again} there takes it back."
            self._act(CardDeed.SUSPEND, f"{self._called()}: suspended. {told}")

    def _called(self) -> str:
        """What the question before the learner is called."""
        question = self.sitting.question
        return question.label if question else ""

    def action_star(self) -> None:
        """Star or unstar."""
        starred = self.sitting.card.starred
        self._act(
            CardDeed.UNSTAR if starred else CardDeed.STAR, "Star taken away." if starred else "Starred."
        )

    def _act(self, deed: CardDeed, told: str) -> None:
        self.save()
        self.sitting.act(deed)
        if deed in (CardDeed.BURY, CardDeed.SUSPEND):
            self._next(told)
        else:
            self.refresh_texts()
            self.say(told)

    def _next(self, told: str) -> None:
        fault = self._end() if self.sitting.phase is Phase.DONE else ""
        self.show_all()
        self.say(fault or told, bad=bool(fault))

    def action_edit(self) -> None:
        """The question's file in $EDITOR."""
        from tpm_tui.ui.terminal.external_editor import edit_question

        self.save()
        before = self.sitting.workspace.loaded_bank.problems
        told, bad = edit_question(self.app, self.sitting)
        others = tuple(problem for problem in self.problems if problem not in before)
        self.problems = (*others, *self.sitting.workspace.loaded_bank.problems)
        fault = self._end() if self.sitting.phase is Phase.DONE else ""
        self.show_all()
        self.say(fault or told, bad=bad or bool(fault))

    def action_report(self) -> None:
        """The report as it stands."""
        path = self.sitting.report()
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
            self.sitting.end()
        except NotSaved as fault:
            return str(fault)
        return ""

    async def action_quit(self) -> None:
        """Quit at once; where something cannot be saved, only when asked again."""
        self.quit_unless(self._end())


def label_of(sitting: Sitting, review: Review) -> str:
    """What the answered question is called; its id where it has left the bank."""
    question = sitting.workspace.bank.by_id.get(review.question)
    return question.label if question else review.question


def graded_line(sitting: Sitting, review: Review) -> str:
    """What a grade did, in one line."""
    name = label_of(sitting, review)
    due = f", due {review.due}" if review.due else ""
    if review.drill:
        return f"{name}: {review.grade.word}, a drill; box {review.box_after} stays."
    if review.practice:
        return f"{name}: {review.grade.word}, logged as practice; today's first answer counts."
    return f"{name}: {review.grade.word}, box {review.box_before} to {review.box_after}{due}."
