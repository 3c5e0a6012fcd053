"""A mock interview with its files: every decision is written to disk before it is reported as done.

Both front ends, the app and plain mode, use this object and nothing below it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path

from msgspec.structs import replace

from tpm_tui.core.bank.question import Level, Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import days_before, in_zone
from tpm_tui.core.cards.events import Review, SessionEnd, SessionStart
from tpm_tui.core.cards.grade import Grade, suggest_grade
from tpm_tui.core.mock.answer import Answer
from tpm_tui.core.mock.draw import RECENT_DAYS, draw_questions
from tpm_tui.core.mock.format import Format
from tpm_tui.core.mock.interview import ASKING, Mock, MockPhase
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.core.session.session import Session, SessionPhase
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.mock_file import MockFile, SavedMock

MOCK_MODE = "mock"
"""The mode of counted mock answers in the history."""


class MockSession:
    """One mock interview."""

    def __init__(self, workspace: Workspace, mock: Mock, saved_mock: SavedMock) -> None:
        """
        Args:
            workspace: bank and progress.
            mock: the interview, new or resumed.
            saved_mock: the content of the mock file so far.
        """
        self.workspace = workspace
        self.mock = replace(mock, since=None).resume(workspace.now())
        self.point_matcher = PointMatcher(workspace)
        self.report_path: Path | None = None
        """Where the report was written, if it was."""
        self.reviews: tuple[Review, ...] = ()
        """The reviews that this session added to the history."""
        self._file = MockFile(workspace.paths.data)
        self._saved_mock = saved_mock
        self._mock_on_disk: Mock | None = None
        """The interview as it is on disk, except for its clock."""
        self._note_draft: tuple[str, str] | None = None
        """Name and typed text of the debrief note that is being edited."""
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
        return self._mock_on_disk is not None and self._mock_on_disk.answers == self.mock.answers

    @property
    def target(self) -> int:
        """The target time of the current phase, in seconds."""
        return self.mock.target(self.question)

    def question_of(self, answer: Answer) -> Question:
        """Return the question of an answer.

        If it was removed from the bank, the result has only the wording that was asked, without key points.
        """
        known = self.workspace.bank.by_id.get(answer.question)
        return known or Question(id=answer.question, prompt=answer.prompt, key_points=())

    def topic_of(self, answer: Answer) -> str:
        """Return the label of an answer's topic; empty if its question was removed from the bank."""
        topic = self.workspace.bank.topic_by_id.get(self.question_of(answer).topic)
        return topic.label if topic else ""

    def seconds(self) -> float:
        """Return the seconds of thinking, answering or replying in the current phase."""
        return self.mock.seconds(self.workspace.now())

    def elapsed(self) -> float:
        """Return the seconds of the interview so far, without pauses."""
        return self.mock.elapsed(self.workspace.now())

    def write(self, text: str) -> None:
        """Set the text typed so far. `save` writes it to disk."""
        self.mock = self.mock.write(text)

    def save(self) -> None:
        """Write the interview to disk if it changed.

        Raises:
            WriteError: the interview was not written; it stays unchanged in memory.
        """
        mock = self.mock.set_note(*self._note_draft) if self._note_draft else self.mock
        if self._mock_on_disk != mock:
            # Saved with a paused clock: the time until the interview is resumed does not count.
            paused = mock.pause(self.workspace.now())
            self._file.save(replace(self._saved_mock, mock=None if self.phase is MockPhase.DONE else paused))
            self._mock_on_disk = mock

    def start_answer(self) -> None:
        """End the thinking time and start to answer."""
        self._move(self.mock.start_answer(self.workspace.now()))

    def advance(self) -> None:
        """Finish the answer: go to the next follow-up of the format, the next question, or the debrief."""
        self._move(self.mock.advance(self.question, self.workspace.now()))

    def follow_up(self) -> bool:
        """Ask the next follow-up; return False if there is none left."""
        after = self.mock.follow_up(self.question, self.workspace.now())
        found = after is not self.mock
        self._move(after)
        return found

    def next(self) -> None:
        """Go to the next question, or to the debrief."""
        self._move(self.mock.next_question(self.workspace.now()))

    def finish(self) -> None:
        """End the interview now and start the debrief of the answers given."""
        self._move(self.mock.finish(self.workspace.now()))

    def go_to_answer(self, step: int) -> None:
        """Go to the debrief of another answer.

        Args:
            step: 1 for the next answer, -1 for the previous one.
        """
        self._move(self.mock.move_by(step))

    def tick(self, point: str) -> None:
        """Tick a key point as made, or remove the tick."""
        self._move(self.mock.tick(point))

    def rate(self, dimension: Dimension, mark: int) -> None:
        """Give a dimension a mark, or remove that mark."""
        self._move(self.mock.rate(dimension, mark))

    def toggle_figure(self) -> None:
        """Toggle whether the answer gave a figure with its base."""
        self._move(self.mock.toggle_figure())

    def draft_note(self, name: str, text: str) -> None:
        """Set the debrief note typed so far; `save` writes it, so that it survives an interruption."""
        self._note_draft = (name, text)

    def discard_note_draft(self) -> None:
        """Discard the typed debrief note: the note stays as it was."""
        self._note_draft = None

    def note(self, name: str, text: str) -> None:
        """Set a note of the debrief."""
        self.discard_note_draft()
        self._move(self.mock.set_note(name, text))

    def set_level(self, level: Level) -> None:
        """Set the level that the answer sounded like, or remove it if it is set already."""
        self._move(self.mock.toggle_level(level))

    def undo(self) -> bool:
        """Undo the newest tick, mark or note; return False if there is none."""
        after = self.mock.undo()
        changed = after is not self.mock
        self._move(after)
        return changed

    def close(self) -> None:
        """End the debrief and ask whether the answers count."""
        self._move(self.mock.close_debrief())

    def reopen(self) -> None:
        """Go back to the debrief."""
        self._move(self.mock.reopen_debrief())

    def suggestion(self, answer: Answer) -> Grade:
        """Return the grade that the ticked points and the time of an answer suggest."""
        question = self.question_of(answer)
        made, target = answer.judgement.ticked, question.time_target.answer_seconds
        return suggest_grade(question.key_points, made, answer.seconds, target)

    def complete(self, *, count: bool, on_counted: Callable[[Review], None] | None = None) -> None:
        """End the interview: count the answers if `count` is set, and write the report.

        Args:
            count: whether the answers count in the boxes.
            on_counted: called with each review after it was written to disk.

        Raises:
            WriteError: something was not written; the interview stays in its phase, and another try counts
                no answer twice.
        """
        if count:
            self._count(on_counted)
        path = self._write_report(replace(self.mock, counted=count))
        asked = {answer.question: self.workspace.today() for answer in self.mock.answers}
        saved_mock = SavedMock(asked={**self._saved_mock.asked, **asked})
        self._file.save(saved_mock)
        self._saved_mock, self.report_path = saved_mock, path
        self.mock = self._mock_on_disk = self.mock.complete(counted=count)

    def write_report(self) -> Path:
        """Write the report of the interview so far.

        Raises:
            WriteError: the report was not written.
        """
        self.report_path = self._write_report(self.mock)
        return self.report_path

    def markdown(self) -> str:
        """Return the report as Markdown."""
        return self._markdown(self.mock)

    def save_all(self) -> None:
        """Write everything to disk without ending the interview, so that it can be resumed.

        Raises:
            WriteError: something was not written.
        """
        self._mock_on_disk = None  # forces a save, for the time spent since the last one
        self.save()
        self.workspace.store.close()

    def _write_report(self, mock: Mock) -> Path:
        from tpm_tui.storage.files.report_file import write_report

        zone = self.workspace.config.zone
        started = in_zone(mock.started, zone)
        mode = f"{MOCK_MODE}-interview"
        return write_report(self.workspace.paths.reports, started, mode, mock.id, self._markdown(mock))

    def _markdown(self, mock: Mock) -> str:
        from tpm_tui.exchange.mock_markdown import mock_markdown

        questions = {answer.question: self.question_of(answer) for answer in mock.answers}
        return mock_markdown(mock, questions, self.workspace.config.zone)

    def _count(self, on_counted: Callable[[Review], None] | None) -> None:
        """Write a review for each answer that the history does not have yet."""
        store, new_id = self.workspace.store, self.workspace.new_id
        before = store.session_entries(self.mock.id)
        counted = {entry.question for entry in before if isinstance(entry, Review)}
        answers = [a for a in self.mock.answers if a.question in self.workspace.bank.by_id]
        session_id, now, day = self.mock.id, self.workspace.now(), self.workspace.today()
        if not any(isinstance(entry, SessionStart) for entry in before):
            queue = tuple(answer.question for answer in answers)
            store.commit(
                SessionStart(id=new_id(), at=now, day=day, session=session_id, mode=MOCK_MODE, queue=queue)
            )
        for answer in answers:
            if answer.question not in counted:
                review = self._write_review(answer)
                self.reviews = (*self.reviews, review)
                if on_counted is not None:
                    on_counted(review)
        if not any(isinstance(entry, SessionEnd) for entry in before):
            store.commit(SessionEnd(id=new_id(), at=now, day=day, session=session_id))
        store.checkpoint()

    def _write_review(self, answer: Answer) -> Review:
        """Write the review of one answer with its suggested grade, by the rules of practice sessions."""
        question, now, entry_id = self.question_of(answer), self.workspace.now(), self.workspace.new_id()
        revealed = Session(
            id=self.mock.id,
            started=self.mock.started,
            mode=MOCK_MODE,
            phase=SessionPhase.REVEALED,
            current=question.id,
            drafts={question.id: answer.transcript},
            ticked=frozenset(answer.judgement.ticked),
            spent={question.id: answer.seconds},
        )

        def make_review(card: Card) -> Review:
            grade, day, rules = self.suggestion(answer), self.workspace.today(), self.workspace.rules
            review = revealed.review(question, card, grade, now, day, entry_id, rules)
            return replace(review, prompt=answer.prompt, words=answer.words)

        return self.workspace.store.review(question.id, make_review)

    def _move(self, mock: Mock) -> None:
        """Set the interview's next state; at the start of the debrief, recognise the key points."""
        began = mock.phase is MockPhase.DEBRIEF and self.mock.phase in ASKING
        self.mock = (
            mock.tick_recognised([self._matched_points(answer) for answer in mock.answers]) if began else mock
        )
        self._skip_removed_questions()

    def _matched_points(self, answer: Answer) -> list[str]:
        hits = self.point_matcher.find_hits(self.question_of(answer), answer.full_text)
        return [hit.point for hit in hits if hit.sure]

    def _skip_removed_questions(self) -> None:
        """Skip questions that were removed from the bank before they were answered."""
        bank = self.workspace.bank.by_id
        while self.phase is MockPhase.THINKING and self.answer.question not in bank:
            self._move(self.mock.next_question(self.workspace.now()))


def load_saved_mock(workspace: Workspace) -> tuple[SavedMock, str]:
    """Load the mock file: the unfinished interview and earlier questions, and a notice or "".

    Raises:
        DataFolderError: the file cannot be read.
    """
    return MockFile(workspace.paths.data).read()


def begin_mock(
    workspace: Workspace,
    format: Format,
    saved_mock: SavedMock,
    topics: Collection[str] = (),
    seed: int | None = None,
) -> MockSession | None:
    """Draw the questions and start a mock interview. Nothing is written to disk yet.

    Args:
        workspace: bank and progress.
        format: how many questions, in which rounds.
        saved_mock: the content of the mock file so far.
        topics: ids of the topics to draw from; empty means all.
        seed: makes the draw reproducible: recently asked questions are not put last. By default the draw is
            random, with recently asked questions after the rest of their topic.

    Returns:
        None if there is no question to draw.
    """
    cards, today = workspace.store.cards, workspace.today()
    since = days_before(today, RECENT_DAYS)
    suspended = {name for name, card in cards.items() if card.suspended}
    practised = {name for name, card in cards.items() if card.schedule.last and card.schedule.last > since}
    asked = {name for name, day in saved_mock.asked.items() if day > since}
    questions = [
        question
        for question in workspace.bank.questions
        if question.id not in suspended and (not topics or question.topic in topics)
    ]
    if seed is None:
        drawn = draw_questions(format, questions, int.from_bytes(os.urandom(8), "big"), practised | asked)
    else:
        drawn = draw_questions(format, questions, seed)
    if not drawn:
        return None
    now = workspace.now()
    mock_id = f"{now:%Y%m%d-%H%M%S}-{workspace.new_id()[:4]}"
    return MockSession(workspace, Mock.begin(mock_id, format, seed, drawn, now), saved_mock)


def archive_mock(workspace: Workspace, saved_mock: SavedMock) -> Path | None:
    """Discard the unfinished interview after writing its answers into a report.

    Returns:
        The path of the report; None if nothing was answered.

    Raises:
        WriteError: the report was not written, or the interview was not discarded.
    """
    path: Path | None = None
    if saved_mock.mock is not None and any(answer.begun for answer in saved_mock.mock.answers):
        path = MockSession(workspace, saved_mock.mock, saved_mock).write_report()
    MockFile(workspace.paths.data).save(replace(saved_mock, mock=None))
    return path
