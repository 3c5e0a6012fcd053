"""A mock interview tied to the files: what is typed and decided is on disk before anything is said of it.

Both front ends, the app and the line mode, drive this object and nothing below it.
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
from tpm_tui.core.cards.grade import Grade, suggest
from tpm_tui.core.mock.answer import Answer
from tpm_tui.core.mock.draw import LATELY_DAYS, draw
from tpm_tui.core.mock.format import Format
from tpm_tui.core.mock.interview import ASKING, Mock, MockPhase
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.core.session.session import Session, SessionPhase
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.mock_file import MockFile, SavedMock

MODE = "mock"
"""The mode under which answers that count stand in the history."""


class MockSession:
    """One mock interview before the learner."""

    def __init__(self, workspace: Workspace, mock: Mock, kept: SavedMock) -> None:
        """
        Args:
            workspace: where bank and progress come from.
            mock: the interview, new or taken up again.
            kept: what the file held before.
        """
        self.workspace = workspace
        self.mock = replace(mock, since=None).resumed(workspace.now())
        self.point_matcher = PointMatcher(workspace)
        self.report_path: Path | None = None
        """Where the report was written, if it was."""
        self.reviews: tuple[Review, ...] = ()
        """What was counted in the boxes."""
        self._file = MockFile(workspace.paths.data)
        self._kept = kept
        self._saved: Mock | None = None
        """The interview as it is on disk, the clock aside."""
        self._jotted: tuple[str, str] | None = None
        """A line of the debrief and what of it was typed, while it is being written."""
        self._skip_removed_questions()

    @property
    def phase(self) -> MockPhase:
        """What the learner is doing."""
        return self.mock.phase

    @property
    def answer(self) -> Answer:
        """The answer that is given or judged."""
        return self.mock.answer

    @property
    def question(self) -> Question:
        """The question that is asked or judged."""
        return self.question_of(self.mock.answer)

    @property
    def saved(self) -> bool:
        """Whether everything typed so far is on disk."""
        return self._saved is not None and self._saved.answers == self.mock.answers

    @property
    def target(self) -> int:
        """Seconds that the present stretch should take."""
        return self.mock.target(self.question)

    def question_of(self, answer: Answer) -> Question:
        """The question of an answer; one that has left the bank is what was asked of it, without points."""
        known = self.workspace.bank.by_id.get(answer.question)
        return known or Question(id=answer.question, prompt=answer.prompt, key_points=())

    def topic_of(self, answer: Answer) -> str:
        """The name of an answer's topic, empty once its question has left the bank."""
        topic = self.workspace.bank.topic_by_id.get(self.question_of(answer).topic)
        return topic.label if topic else ""

    def seconds(self) -> float:
        """Seconds of thinking, answering or replying."""
        return self.mock.seconds(self.workspace.now())

    def elapsed(self) -> float:
        """Seconds of the interview so far, pauses left out."""
        return self.mock.elapsed(self.workspace.now())

    def write(self, text: str) -> None:
        """What was typed so far; `save` puts it on disk."""
        self.mock = self.mock.write(text)

    def save(self) -> None:
        """Put the interview on disk if it is not there yet.

        Raises:
            WriteError: the disk refuses; everything stays as it is here.
        """
        mock = self.mock.note(*self._jotted) if self._jotted else self.mock
        if self._saved != mock:
            # The clock stands still on disk: what passes until it is taken up again is no one's time.
            paused = mock.paused(self.workspace.now())
            self._file.save(replace(self._kept, mock=None if self.phase is MockPhase.DONE else paused))
            self._saved = mock

    def speak(self) -> None:
        """Begin to answer."""
        self._move(self.mock.speak(self.workspace.now()))

    def go_on(self) -> None:
        """The answer is finished: the format's next follow-up, or the next question, or the debrief."""
        self._move(self.mock.go_on(self.question, self.workspace.now()))

    def follow_up(self) -> bool:
        """Hear the next follow-up; False where there is no further one."""
        after = self.mock.follow_up(self.question, self.workspace.now())
        further = after is not self.mock
        self._move(after)
        return further

    def next(self) -> None:
        """On to the next question, or the debrief."""
        self._move(self.mock.next(self.workspace.now()))

    def finish(self) -> None:
        """End the interview here, and judge what was answered."""
        self._move(self.mock.finish(self.workspace.now()))

    def turn(self, step: int) -> None:
        """To the debrief of another answer."""
        self._move(self.mock.turn(step))

    def tick(self, point: str) -> None:
        """Mark a key point as made, or take the mark away."""
        self._move(self.mock.tick(point))

    def rate(self, dimension: Dimension, mark: int) -> None:
        """Give a dimension a mark, or take that mark away."""
        self._move(self.mock.rate(dimension, mark))

    def toggle_figure(self) -> None:
        """Say that a figure with its base was given, or was not."""
        self._move(self.mock.toggle_figure())

    def draft_note(self, name: str, text: str) -> None:
        """A line of the debrief as typed so far: where it is cut off here, it is as good as written."""
        self._jotted = (name, text)

    def discard_note_draft(self) -> None:
        """Forget what was typed of a line: it stays as it was."""
        self._jotted = None

    def note(self, name: str, text: str) -> None:
        """Write a line of the debrief."""
        self.discard_note_draft()
        self._move(self.mock.note(name, text))

    def hear_level(self, level: Level) -> None:
        """Say which level was heard."""
        self._move(self.mock.hear_level(level))

    def undo(self) -> bool:
        """Take back the newest tick, mark or note; False where there is none."""
        after = self.mock.undo()
        changed = after is not self.mock
        self._move(after)
        return changed

    def close(self) -> None:
        """The debrief is over; what comes next is whether the answers count."""
        self._move(self.mock.close())

    def reopen(self) -> None:
        """Back to the debrief."""
        self._move(self.mock.reopen())

    def suggestion(self, answer: Answer) -> Grade:
        """The grade that the ticked points and the time of an answer suggest."""
        question = self.question_of(answer)
        made, target = answer.judgement.ticked, question.time_target.answer_seconds
        return suggest(question.key_points, made, answer.seconds, target)

    def done(self, *, count: bool, told: Callable[[Review], None] | None = None) -> None:
        """End the interview: the answers count in the boxes if asked for, the report is written.

        Args:
            count: whether they count.
            told: told of each review once it is durable.

        Raises:
            WriteError: something is not; the interview stays where it was, and trying again counts
                nothing twice.
        """
        if count:
            self._count(told)
        path = self._write_report(replace(self.mock, counted=count))
        asked = {answer.question: self.workspace.today() for answer in self.mock.answers}
        kept = SavedMock(asked={**self._kept.asked, **asked})
        self._file.save(kept)
        self._kept, self.report_path = kept, path
        self.mock = self._saved = self.mock.done(counted=count)

    def report(self) -> Path:
        """Write the report as it stands.

        Raises:
            WriteError: it could not be written.
        """
        self.report_path = self._write_report(self.mock)
        return self.report_path

    def markdown(self) -> str:
        """The report's text."""
        return self._markdown(self.mock)

    def keep(self) -> None:
        """Put everything on disk without ending the interview, which can then be taken up again.

        Raises:
            WriteError: something was not written.
        """
        self._saved = None  # the time spent since the last save is worth one more
        self.save()
        self.workspace.store.close()

    def _write_report(self, mock: Mock) -> Path:
        from tpm_tui.storage.files.report_file import write_report

        zone = self.workspace.config.zone
        started = in_zone(mock.started, zone)
        name = f"{MODE}-interview"
        return write_report(self.workspace.paths.reports, started, name, mock.id, self._markdown(mock))

    def _markdown(self, mock: Mock) -> str:
        from tpm_tui.exchange.mock_markdown import mock_markdown

        questions = {answer.question: self.question_of(answer) for answer in mock.answers}
        return mock_markdown(mock, questions, self.workspace.config.zone)

    def _count(self, told: Callable[[Review], None] | None) -> None:
        """Write a review for each answer that the history does not hold yet."""
        store, new_id = self.workspace.store, self.workspace.new_id
        before = store.session_entries(self.mock.id)
        have = {entry.question for entry in before if isinstance(entry, Review)}
        answers = [a for a in self.mock.answers if a.question in self.workspace.bank.by_id]
        name, now, day = self.mock.id, self.workspace.now(), self.workspace.today()
        if not any(isinstance(entry, SessionStart) for entry in before):
            queue = tuple(answer.question for answer in answers)
            store.commit(SessionStart(id=new_id(), at=now, day=day, session=name, mode=MODE, queue=queue))
        for answer in answers:
            if answer.question not in have:
                review = self._commit(answer)
                self.reviews = (*self.reviews, review)
                if told is not None:
                    told(review)
        if not any(isinstance(entry, SessionEnd) for entry in before):
            store.commit(SessionEnd(id=new_id(), at=now, day=day, session=name))
        store.checkpoint()

    def _commit(self, answer: Answer) -> Review:
        """Write the review of one answer, graded as its points suggest, by the rules of practice."""
        question, now, entry = self.question_of(answer), self.workspace.now(), self.workspace.new_id()
        revealed = Session(
            id=self.mock.id,
            started=self.mock.started,
            mode=MODE,
            phase=SessionPhase.REVEALED,
            current=question.id,
            drafts={question.id: answer.whole},
            ticked=frozenset(answer.judgement.ticked),
            spent={question.id: answer.seconds},
        )

        def make(card: Card) -> Review:
            grade, day, rules = self.suggestion(answer), self.workspace.today(), self.workspace.rules
            review = revealed.review(question, card, grade, now, day, entry, rules)
            return replace(review, prompt=answer.prompt, words=answer.words)

        return self.workspace.store.review(question.id, make)

    def _move(self, mock: Mock) -> None:
        """Take the interview's next state; with the debrief the points are recognised."""
        began = mock.phase is MockPhase.DEBRIEF and self.mock.phase in ASKING
        self.mock = mock.heard([self._matched_points(answer) for answer in mock.answers]) if began else mock
        self._skip_removed_questions()

    def _matched_points(self, answer: Answer) -> list[str]:
        hits = self.point_matcher.hits(self.question_of(answer), answer.said)
        return [hit.point for hit in hits if hit.sure]

    def _skip_removed_questions(self) -> None:
        """Go past questions that left the bank before anything was said to them."""
        bank = self.workspace.bank.by_id
        while self.phase is MockPhase.THINKING and self.answer.question not in bank:
            self._move(self.mock.next(self.workspace.now()))


def unfinished_mock(workspace: Workspace) -> tuple[SavedMock, str]:
    """What is kept of mock interviews, and a notice or "".

    Raises:
        DataFolderError: it cannot be read.
    """
    return MockFile(workspace.paths.data).read()


def begin_mock(
    workspace: Workspace,
    format: Format,
    kept: SavedMock,
    topics: Collection[str] = (),
    seed: int | None = None,
) -> MockSession | None:
    """Draw the questions and begin_mock; None where there is no question to draw. Nothing is on disk yet.

    Args:
        workspace: bank and progress.
        format: how many questions, in which rounds.
        kept: what is known of earlier interviews.
        topics: ids of the topics to draw from; none is all.
        seed: decides the draw, whatever was asked lately, so that the same seed asks the same again. By
            default chance decides, and what was asked lately comes after the rest of its topic.
    """
    cards, today = workspace.store.cards, workspace.today()
    since = days_before(today, LATELY_DAYS)
    suspended = {name for name, card in cards.items() if card.suspended}
    practised = {name for name, card in cards.items() if card.schedule.last and card.schedule.last > since}
    asked = {name for name, day in kept.asked.items() if day > since}
    questions = [
        question
        for question in workspace.bank.questions
        if question.id not in suspended and (not topics or question.topic in topics)
    ]
    if seed is None:
        drawn = draw(format, questions, int.from_bytes(os.urandom(8), "big"), practised | asked)
    else:
        drawn = draw(format, questions, seed)
    if not drawn:
        return None
    now = workspace.now()
    name = f"{now:%Y%m%d-%H%M%S}-{workspace.new_id()[:4]}"
    return MockSession(workspace, Mock.begin(name, format, seed, drawn, now), kept)


def archive_mock(workspace: Workspace, kept: SavedMock) -> Path | None:
    """Give up the unfinished_mock interview: what was answered goes into a report, so that nothing is lost.

    Returns:
        The report, or None where nothing was answered.

    Raises:
        WriteError: the interview is still there.
    """
    path: Path | None = None
    if kept.mock is not None and any(answer.begun for answer in kept.mock.answers):
        path = MockSession(workspace, kept.mock, kept).report()
    MockFile(workspace.paths.data).save(replace(kept, mock=None))
    return path
