"""The actions of plain mode that write to the progress: grade, skip, undo, redo, note."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tpm_tui.cli.plain.practice_reveal import PlainReveal
from tpm_tui.cli.plain.prompt import END_OF_ANSWER, Console, TypedText
from tpm_tui.cli.plain.speaking import NOT_SPOKEN, TRANSCRIPT_HINT
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.core.session.undo import UndoableEntry
from tpm_tui.exchange.messages import (
    ALREADY_ANSWERED,
    NOTHING_TO_REDO,
    NOTHING_TO_REDO_HERE,
    NOTHING_TO_UNDO,
    NOTHING_TO_UNDO_HERE,
    graded_line,
    known_line,
    leech_lines,
    no_suggestion_message,
    note_line,
    redone_line,
    skipped_message,
    undone_line,
)
from tpm_tui.exchange.plan.expected_text import expected_line
from tpm_tui.practice.own_answers.text_editor import OwnTextEditor
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.errors import WriteError

ActionResult = TypeVar("ActionResult")


class PracticeActions:
    """Runs actions and confirms each one once it has been saved."""

    def __init__(self, practice_session: PracticeSession, console: Console, reveal: PlainReveal) -> None:
        self._practice_session = practice_session
        self._console = console
        self._reveal = reveal
        self.unsaved: set[str] = set()
        """Actions that failed with a write error and have not succeeded since."""

    def grade(self, grade: Grade) -> bool:
        """Grade the current question; return whether the grade has been saved."""
        practice_session, console = self._practice_session, self._console
        question = practice_session.session.current
        expected = practice_session.expected_days.by_grade().get(grade)
        review = self.run(f"grade {question}", lambda: practice_session.grade(grade))
        if review is None:
            return False
        console.echo(graded_line(review))
        if line := expected_line(review, expected):
            console.echo(line)
        if lapses := practice_session.grading.leech_lapses(review):
            for line in leech_lines(review, lapses):
                console.echo(line)
        return True

    def accept(self) -> bool:
        """Give the suggested grade, if there is one; return whether it has been saved."""
        suggestion = self._practice_session.suggestion()
        if suggestion is None:
            question = self._practice_session.question
            has_points = question is not None and bool(question.key_points)
            self._console.echo(no_suggestion_message("1 to 4", key_points=has_points))
            return False
        return self.grade(suggestion)

    def skip(self) -> bool:
        """Skip the current question in this session; return True, as the next one follows."""
        question = self._practice_session.question
        assert question is not None
        self._practice_session.skip()
        self._console.print_paragraph(skipped_message(question.label))
        return True

    def toggle_known(self) -> bool:
        """Mark the question as known, or unmark it; return whether the next question follows."""
        question = self._practice_session.session.current
        action = f"known {question}"
        known = self.run(action, lambda: self._practice_session.triage.toggle(question))
        if known is not None:
            self._console.echo(known_line(question, known=known))
        elif action not in self.unsaved:
            self._console.echo(ALREADY_ANSWERED)
        return known is True

    def undo(self) -> bool:
        """Undo the last action; return whether there was one."""
        place, action = self._place, self.run("undo", self._practice_session.undo)
        if action is None:
            if "undo" not in self.unsaved:
                limited = self._practice_session.action_history.is_limited
                self._console.print_paragraph(NOTHING_TO_UNDO_HERE if limited else NOTHING_TO_UNDO)
            return False
        self._console.echo(undone_line(action))
        self._print_other_reveal(action, place)
        return True

    def redo(self) -> bool:
        """Redo the action that was undone last; return whether there was one."""
        place, action = self._place, self.run("redo", self._practice_session.redo)
        if action is None:
            if "redo" not in self.unsaved:
                limited = self._practice_session.action_history.is_limited
                self._console.print_paragraph(NOTHING_TO_REDO_HERE if limited else NOTHING_TO_REDO)
            return False
        self._console.echo(redone_line(action))
        self._print_other_reveal(action, place)
        return True

    @property
    def _place(self) -> tuple[str, SessionPhase]:
        return self._practice_session.session.current, self._practice_session.phase

    def _print_other_reveal(self, action: UndoableEntry, place: tuple[str, SessionPhase]) -> None:
        """Print the prompt and the reveal if it is another one after an undo or redo.

        Args:
            action: what was undone or redone.
            place: the question and the phase before that.
        """
        is_other = self._place != place or (action.question == place[0] and isinstance(action, Review))
        if is_other and self._practice_session.phase is SessionPhase.REVEALED:
            self._console.print_paragraph(self._practice_session.prompt)
            self._reveal.print()

    def write_note(self) -> None:
        """Read the learner's note on the question and replace the saved one."""
        question, note_editor = self._practice_session.session.current, self._practice_session.note_editor
        changed = self.read_own_text("note", note_editor)
        if changed is not None:
            self._console.echo(note_line(question, note_editor.saved_text(question), changed=changed))

    def read_own_text(self, name: str, editor: OwnTextEditor) -> bool | None:
        """Read a text on the question and replace the saved one.

        Args:
            name: what it is, such as `note`.
            editor: saves it.

        Returns:
            Whether it was changed; None if it could not be saved.
        """
        question = self._practice_session.session.current
        saved, text = editor.saved_text(question), editor.open(question)
        self._console.echo(
            f'Type your {name}; end it with a line that contains only "{END_OF_ANSWER}". '
            f"An empty {name} removes the saved one."
        )
        if text != saved:
            self._console.echo(f"Your unsaved {name} so far (new lines are added to it):")
            self._console.print_paragraph(text)
        typed = TypedText(self._console, text.rstrip("\n") if text != saved else "")
        editor.write(typed.text)
        for line in self._console.read_text():
            typed.add(line)
            editor.write(typed.text)
            typed.save(self.save_draft)
        self.save_draft()
        if typed.is_cut:
            self.unsaved.add(f"{name} {question}")
        return self.run(f"{name} {question}", editor.save)

    def add_transcript(self) -> None:
        """Read what was said in a spoken answer, and tick the points that are recognised in it."""
        practice_session = self._practice_session
        if not practice_session.speech.is_spoken:
            self._console.echo(NOT_SPOKEN)
            return
        self._console.echo(TRANSCRIPT_HINT)
        typed = TypedText(self._console, practice_session.session.draft)
        for line in self._console.read_text():
            typed.add(line)
            practice_session.write(typed.text)
            typed.save(self.save_draft)
        self.save_draft()
        if typed.is_cut:
            self.unsaved.add(f"answer {practice_session.session.current}")
        practice_session.speech.recognise()
        self._reveal.print_points()

    def save_draft(self) -> None:
        """Save the drafts; a write error is printed and the session continues."""
        try:
            self._practice_session.save_draft()
        except WriteError as error:
            self._console.print_error(error)

    def run(self, action: str, run: Callable[[], ActionResult]) -> ActionResult | None:
        """Run an action that writes to the progress and return its result.

        On a write error, print it, add the action to `unsaved` until it succeeds, and return None.
        """
        try:
            result = run()
        except WriteError as error:
            self._console.print_error(error)
            self.unsaved.add(action)
            return None
        self.unsaved.discard(action)
        return result
