"""The pane of a mock interview while it asks: the question, its follow-up and the answer."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tpm_tui.core.bank.question import Question
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.phase import SPEAKING, MockPhase
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.mock.question import question_meta, thinking_hint
from tpm_tui.ui.pages.spoken.clock import SpeakingState
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import plain
from tpm_tui.ui.widgets.answer import AnswerPane
from tpm_tui.ui.widgets.question import QuestionPane
from tpm_tui.ui.widgets.spoken.pane import SpeakingPane

MOCK_PLACEHOLDER = "Type your answer, or say it aloud. {key} finishes it."


def answer_subject(mock: Mock) -> str:
    """Return what is being answered: a question or one of its follow-ups; empty if nothing is."""
    return f"{mock.place} {len(mock.answer.replies)}" if mock.phase in SPEAKING else ""


class InterviewPane(Vertical):
    """The question or follow-up that is asked, and the editor for the answer."""

    def __init__(self, glyphs: Glyphs, keymap: Keymap, on_edit: Callable[[], None]) -> None:
        """
        Args:
            glyphs: the characters to draw with.
            keymap: the learner's keys, for the hints.
            on_edit: called at once after every change of the answer by the learner.
        """
        super().__init__(id="interview")
        self._glyphs = glyphs
        self._start_key = keymap.display_key(BY_ID["mock-speak"])
        self._speak_key = keymap.display_key(BY_ID["speak"])
        self._question = QuestionPane()
        self._follow_up = Static(id="follow-up", markup=False)
        finish_key = keymap.display_key(BY_ID["mock-go-on"])
        self._speaking = SpeakingPane(glyphs)
        self.answer = AnswerPane(MOCK_PLACEHOLDER.format(key=finish_key), glyphs, on_edit)

    def compose(self) -> ComposeResult:
        """Create the panes from top to bottom."""
        yield self._question
        yield self._follow_up
        yield self.answer
        yield self._speaking

    def load_answer(self, mock: Mock) -> None:
        """Show the text typed so far, after another question or follow-up was asked."""
        self.answer.load(mock.text, answer_subject(mock))

    def read_answer(self, mock: Mock) -> str | None:
        """Return the text in the editor; None if it answers something else than what is asked now."""
        subject = answer_subject(mock)
        return self.answer.text if subject and subject == self.answer.subject else None

    def show_speaking(self, state: SpeakingState) -> None:
        """Show the time of a spoken answer and its parts."""
        self._speaking.show_state(state)

    def show_question(self, mock: Mock, question: Question, topic: str) -> None:
        """Show what is asked: the question, and its follow-up or, before the answer, a hint.

        Args:
            mock: the interview.
            question: the current question.
            topic: label of its topic; empty if the question was removed from the bank.
        """
        replying = mock.phase is MockPhase.FOLLOW_UP
        thinking = mock.phase is MockPhase.THINKING
        self.update_classes({"-thinking": thinking, "-follow-up": replying, "-speaking": mock.is_spoken})
        self._question.show(
            question_meta(question, topic, self.screen.size.width, self._glyphs),
            plain(mock.answer.prompt, "$dim" if replying else "bold"),
        )
        if replying:
            self._follow_up.update(plain(mock.answer.replies[-1].ask, "bold"))
        elif thinking:
            self._follow_up.update(thinking_hint(self._start_key, self._speak_key))
