"""A mock interview with its files: every decision is written to disk before it is reported as done.

Both front ends, the app and plain mode, use this object and nothing below it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.answer import Answer
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.phase import ASKING, MockPhase
from tpm_tui.practice.mock.counting import count_answers
from tpm_tui.practice.mock.debrief import Debrief
from tpm_tui.practice.mock.listening import AnswerListener
from tpm_tui.practice.mock.parts import MockParts
from tpm_tui.practice.mock.report import write_mock_report
from tpm_tui.practice.mock.saving import MockSaver
from tpm_tui.practice.mock.story_uses import write_uncounted_uses
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.mock_file import SavedMock


class MockSession:
    """One mock interview. Ratings are given through `debrief`."""

    def __init__(self, workspace: Workspace, mock: Mock, saved_mock: SavedMock) -> None:
        """
        Args:
            workspace: bank and progress.
            mock: the interview, new or resumed.
            saved_mock: the content of the mock file so far.
        """
        self.workspace = workspace
        self.mock = replace(mock, since=None).rename_points(workspace.bank).resume(workspace.now())
        self.debrief = Debrief(lambda: self.mock, self._change_to, saved_mock.note_draft)
        self.parts = MockParts(workspace, lambda: self.mock, self._change_to)
        self.speaks = False
        """Whether answers are spoken from the start; each can be typed instead."""
        self.report_path: Path | None = None
        """Where the report was written, if it was."""
        self.reviews: tuple[Review, ...] = ()
        """The reviews that this session added to the history."""
        self._listener = AnswerListener(workspace)
        self.prepare = self._listener.prepare
        """Prepares the recognition of key points, so that the end of an answer does not wait for it."""
        self._saver = MockSaver(workspace, saved_mock)
        self._skip_removed_questions()

    @property
    def phase(self) -> MockPhase:
        """The current phase of the interview."""
        return self.mock.phase

    @property
    def answer(self) -> Answer:
        """The answer that is being given or judged."""
        return self.mock.answer

    @property
    def question(self) -> Question:
        """The question that is being asked or judged."""
        return self.question_of(self.mock.answer)

    @property
    def is_saved(self) -> bool:
        """Whether everything typed so far is on disk."""
        return self._saver.is_saved(self.mock)

    @property
    def target(self) -> int:
        """The target time of the current phase, in seconds."""
        return self.mock.target(self.question)

    def question_of(self, answer: Answer) -> Question:
        """Return the question of an answer; only the wording if it was removed from the bank."""
        return answer.question_in(self.workspace.bank)

    def topic_of(self, answer: Answer) -> str:
        """Return the label of an answer's topic; empty if its question was removed from the bank."""
        topic = self.workspace.bank.topic_by_id.get(self.question_of(answer).topic)
        return topic.label if topic else ""

    def suggestion(self, answer: Answer) -> Grade | None:
        """Return the grade that an answer gets if it is counted; None if it cannot be graded."""
        question = self.workspace.bank.by_id.get(answer.question)
        return answer.suggested_grade(question) if question else None

    def seconds(self) -> float:
        """Return the seconds of thinking, answering or replying in the current phase."""
        return self.mock.seconds(self.workspace.now())

    def elapsed(self) -> float:
        """Return the seconds of the interview so far, without pauses."""
        return self.mock.elapsed(self.workspace.now())

    def pause(self) -> None:
        """Stop the clock, because the app leaves the terminal."""
        self.mock = self.mock.pause(self.workspace.now())

    def resume(self) -> None:
        """Continue the clock if it was stopped."""
        self.mock = self.mock.resume(self.workspace.now())

    def start_answer(self) -> None:
        """End the thinking time and start to answer."""
        if self.speaks:
            self.speak()
        else:
            self._change_to(self.mock.start_answer(self.workspace.now()))

    def speak(self) -> None:
        """Speak the answer or reply; this also ends the thinking time."""
        self._change_to(self.mock.speak(self.workspace.now()))

    def type_instead(self) -> None:
        """Type the answer or reply that is being spoken."""
        self._change_to(self.mock.type_instead())

    def add_transcript(self, text: str) -> None:
        """Add words to the spoken answer in its debrief, and tick the points that are recognised in it."""
        answer = self.answer
        words = replace(answer, text=f"{answer.text}\n{text}")
        self._change_to(self.mock.add_transcript(text, self._listener.find_made(words)))

    def write(self, text: str) -> None:
        """Set the text typed so far. `save` writes it to disk."""
        self.mock = self.mock.write(text)

    def advance(self) -> None:
        """Finish the answer: go to the next follow-up of the format, the next question, or the debrief."""
        missed = self._listener.find_missed(self.mock) if self.mock.has_planned_follow_up else ()
        self._change_to(self.mock.advance(self.question, self.workspace.now(), missed))

    def follow_up(self) -> bool:
        """Ask the next follow-up; return False if there is none left."""
        missed = self._listener.find_missed(self.mock)
        after = self.mock.follow_up(self.question, self.workspace.now(), missed)
        found = after is not self.mock
        self._change_to(after)
        return found

    def next(self) -> None:
        """Go to the next question, or to the debrief."""
        self._change_to(self.mock.next_question(self.workspace.now()))

    def finish(self) -> None:
        """End the interview now and start the debrief of the answers given."""
        self._change_to(self.mock.finish(self.workspace.now()))

    def complete(self, *, count: bool, on_counted: Callable[[Review], None] | None = None) -> None:
        """End the interview: count the answers if `count` is set, and write the report.

        Args:
            count: whether the answers count in the boxes.
            on_counted: called with each review after it was written to disk.

        Raises:
            WriteError: something was not written; the interview stays in its phase, and another try counts
                no answer twice.
        """

        def add_review(review: Review) -> None:
            self.reviews = (*self.reviews, review)
            if on_counted is not None:
                on_counted(review)

        completed = self.mock.complete(counted=count)
        if count:
            count_answers(self.workspace, self.mock, add_review)
        write_uncounted_uses(self.workspace, self.mock)
        path = write_mock_report(self.workspace, completed)
        self._saver.complete(completed)
        self.mock, self.report_path = completed, path

    def write_report(self) -> Path:
        """Write the report of the interview so far.

        Raises:
            WriteError: the report was not written.
        """
        self.report_path = write_mock_report(self.workspace, self.mock)
        return self.report_path

    def save(self) -> None:
        """Write the interview to disk if it changed.

        Raises:
            WriteError: the interview was not written; it stays unchanged in memory.
        """
        self._saver.save(self.mock, self.debrief.note_draft)

    def save_all(self) -> None:
        """Write everything to disk without ending the interview, so that it can be resumed.

        Raises:
            WriteError: something was not written.
        """
        self._saver.save(self.mock, self.debrief.note_draft, with_clock=True)
        self.workspace.store.close()

    def _change_to(self, mock: Mock) -> None:
        """Replace the interview; at the start of the debrief, tick the recognised key points."""
        began = mock.phase is MockPhase.DEBRIEF and self.mock.phase in ASKING
        self.mock = (
            mock.tick_recognised([self._listener.find_made(answer) for answer in mock.answers])
            if began
            else mock
        )
        self._skip_removed_questions()

    def _skip_removed_questions(self) -> None:
        """Skip questions that were removed from the bank before they were answered."""
        bank = self.workspace.bank.by_id
        while self.phase is MockPhase.THINKING and self.answer.question not in bank:
            self._change_to(self.mock.next_question(self.workspace.now()))
