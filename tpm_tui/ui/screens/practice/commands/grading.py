"""Grading and skipping."""

from __future__ import annotations

from functools import partial

from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.exchange import messages
from tpm_tui.exchange.plan.expected_text import expected_sentence
from tpm_tui.ui.commands.history import open_history
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class GradingCommands:
    """Commands that decide about the current answer and go on."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        grades = {f"grade-{grade.word}": partial(self.grade, grade) for grade in Grade}
        return {
            **grades,
            "accept": self.accept,
            "skip": self.skip,
        }

    def grade(self, grade: Grade) -> None:
        """Grade the answer and show the next question."""
        session = self._session
        expected = None if session.expected_days.is_slow() else session.expected_days.by_grade().get(grade)
        review = session.grade(grade)
        again = expected_sentence(review, expected)
        label = session.label_of(review.question)
        parts = [messages.graded_message(label, review, again), self._undo_hint()]
        if lapses := session.grading.leech_lapses(review):
            parts.append(messages.leech_message(lapses))
        self._view.show_next(" ".join(parts))

    def accept(self) -> None:
        """Give the suggested grade; without one, show the keys that choose it.

        Where the older attempts are listed, open their history instead.
        """
        if self._view.panes.reveal.is_history_shown:
            open_history(self._screen, self._session.session.current, self._view.refresh_reveal)
            return
        suggestion = self._session.suggestion()
        if suggestion is None:
            keymap = self._screen.keymap
            keys = " ".join(keymap.display_key(BY_ID[f"grade-{grade.word}"]) for grade in Grade)
            question = self._session.question
            has_points = question is not None and bool(question.key_points)
            self._screen.show_notice(messages.no_suggestion_message(keys, key_points=has_points))
        else:
            self.grade(suggestion)

    def skip(self) -> None:
        """Skip the question in this session."""
        self._screen.save()
        label = self._session.label_of(self._session.session.current)
        self._session.skip()
        self._view.show_next(messages.skipped_message(label))

    def _undo_hint(self) -> str:
        """Return the keys that undo a grade from the next question, or from the summary."""
        keymap = self._screen.keymap
        undo = keymap.display_key(BY_ID["undo"], Scope.DONE)
        in_editor = self._session.phase is SessionPhase.ASKING and self._view.panes.is_writing
        return messages.undo_hint(f"{keymap.display_key(BY_ID['leave'])} {undo}" if in_editor else undo)
