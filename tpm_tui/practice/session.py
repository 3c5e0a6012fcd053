"""A session tied to the store: what the session decides is made durable before it is said to be so.

Both front ends, the app and the line mode, drive this object and nothing below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.question import Question
from tpm_tui.core.bank.study_set import StudySet
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import CardAction, CardActionKind, Review, SessionEnd, SessionStart, is_reset
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import attempts_on, note_on
from tpm_tui.core.cards.leitner import interval_after
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.core.session.session import DRILL, Form, Session, SessionPhase
from tpm_tui.practice.drafts import SessionDrafts
from tpm_tui.practice.notes import NoteEditor
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import DataFolderError, WriteError, read_errors_as_write_errors
from tpm_tui.storage.files.lock import SHORT_TIMEOUT

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import Hit


class QuestionHistory(Struct, frozen=True):
    """What the reveal shows of a question's past."""

    attempts: list[Review]
    """Every standing answer, oldest first."""
    note: str
    """The learner's own note; empty where there is none."""
    weak: dict[str, str]
    """In a drill, the weak key points by name, each with its record: `missed 3 of 4`."""
    fault: str = ""
    """Why there is nothing, where the history cannot be read."""


class PracticeSession:
    """One practice_session of a learner before the bank."""

    def __init__(
        self, workspace: Workspace, queue: Sequence[str], form: Form = "answer", drill: bool = False
    ) -> None:
        """
        Args:
            workspace: where bank and progress come from.
            queue: question ids in the order of asking.
            form: full answers, or the short form.
            drill: beside the boxes.
        """
        self.workspace = workspace
        self.point_matcher = PointMatcher(workspace)
        self.note_editor = NoteEditor(workspace)
        now = workspace.now()
        name = f"{now:%Y%m%d-%H%M%S}-{workspace.new_id()[:4]}"
        self._drafts = SessionDrafts(workspace.store)
        mode = DRILL if drill else "practice"
        self.session = replace(Session.begin(name, queue, now, self._drafts.texts, mode), form=form)
        self.hits: tuple[Hit, ...] = ()
        """Where the points of the revealed answer were recognised."""
        self._queue = tuple(queue)
        self._day: date = workspace.today()
        """The study day on which the current question was shown."""
        self._started = False
        """Whether the history holds that the session began."""
        self._start_logged = False
        """Whether that was tried for the sake of a draft."""
        self.report_path: Path | None = None
        """Where the session's report was written, if it was."""
        self._stale_reports: set[str] = set()
        """Earlier sessions whose reports still hold what was taken back in this one, or lack it."""

    @property
    def phase(self) -> SessionPhase:
        """What the learner is doing."""
        return self.session.phase

    @property
    def question(self) -> Question | None:
        """The question before the learner, if there is one."""
        return self.workspace.bank.by_id.get(self.session.current)

    @property
    def card(self) -> Card:
        """The current question's progress."""
        return self.workspace.store.cards.get(self.session.current) or Card(self.session.current)

    @property
    def prompt(self) -> str:
        """The wording in which the current question is asked this time."""
        return self.question.prompt_for(self.card.attempts) if self.question else ""

    @property
    def draft_saved(self) -> bool:
        """Whether the answer as typed so far is on disk."""
        return self._drafts.texts.get(self.session.current, "") == self.session.draft

    @property
    def drilling(self) -> bool:
        """Whether the current question is asked beside the boxes."""
        return self.session.current in self.session.drilled

    def past(self, question: str) -> QuestionHistory:
        """What the history holds of a question, from one look at it."""
        try:
            entries = self.workspace.store.question_entries(question)
        except DataFolderError as fault:
            return QuestionHistory([], "", {}, str(fault))
        weak: dict[str, str] = {}
        if self.drilling:
            from tpm_tui.core.session.drill import weak_points

            points = weak_points(entries, self.workspace.bank)
            weak = {point.name: f"missed {point.missed} of {point.asked}" for point in points}
        return QuestionHistory(attempts_on(entries, question), note_on(question, entries), weak)

    def agenda(self) -> Agenda:
        """What today holds."""
        return self.workspace.agenda()

    def seconds(self) -> float:
        """Seconds spent on the current answer."""
        return self.session.seconds(self.workspace.now())

    def suggestion(self) -> Grade:
        """The grade that the ticked points suggest."""
        assert self.question is not None
        return self.session.suggestion(self.question, self.workspace.now())

    def interval(self, grade: Grade) -> int:
        """Days until the question would come back with that grade."""
        schedule = self.card.schedule
        if self.card.answered_on(self._day):
            return self.workspace.rules.interval(schedule.box)
        return interval_after(schedule, grade, self._day, self.workspace.rules)

    def write(self, text: str) -> None:
        """The answer as typed so far; `save_draft` makes it durable."""
        self.session = self.session.write(text)

    def save_draft(self) -> None:
        """Put what was typed on disk, answers and the note, if it is not there yet.

        Raises:
            WriteError: the disk refuses; the text stays in the session.
        """
        typed = self._drafts.keep(self.session)
        self.note_editor.save_draft()
        if typed and not self._start_logged:
            self._start_logged = True
            self._log_start_for_draft()

    def reveal(self, sure: int | None = None, answered: datetime | None = None) -> None:
        """Stop the clock, recognise the points in the answer, and show the reveal.

        Args:
            sure: how sure the learner is, 1 to 4, if asked.
            answered: when the answer was finished; by default now.
        """
        assert self.question is not None
        self.hits = self.point_matcher.hits(self.question, self.session.draft)
        covered = frozenset(hit.point for hit in self.hits if hit.sure)
        self.session = self.session.reveal(answered or self.workspace.now(), covered, sure)

    def resume(self) -> None:
        """Back to answering."""
        self.session = self.session.resume(self.workspace.now())

    def tick(self, point: str) -> None:
        """Mark a key point as made, or take the mark away."""
        self.session = self.session.tick(point)

    def grade(self, grade: Grade) -> Review:
        """Grade the current question. When this returns, the grade is durable.

        Raises:
            WriteError: it is not; the session stays where it was, with the answer.
        """
        question = self.question
        assert question is not None
        self._start()
        now, prompt, entry = self.workspace.now(), self.prompt, self.workspace.new_id()

        def make(card: Card) -> Review:
            rules = self.workspace.rules
            review = self.session.review(question, card, grade, now, self._day, entry, rules)
            return replace(review, prompt=prompt)

        review = self.workspace.store.review(question.id, make)
        self._move(self.session.graded(review, now))
        self._drafts.forget(question.id, self.session.id)
        return review

    def leech_lapses(self, review: Review) -> int:
        """The question's lapses, if the answer just graded made it a leech; else 0."""
        card = self.workspace.store.cards.get(review.question)
        return card.schedule.lapses if card is not None and card.made_leech_by(review) else 0

    def undo(self) -> Review | None:
        """Take back the newest grade of the study day; None where there is none.

        Raises:
            WriteError: nothing was taken back.
        """
        now = self.workspace.now()
        review = self.workspace.store.undo_last(self.workspace.today(), now, self.workspace.new_id())
        self._mark_report_stale(review)
        if review is None or review.question not in self.workspace.bank.by_id:
            return review
        self.session = self.session.undone(review, now)
        self._day = review.day
        self.hits = ()
        self.save_draft()
        return review

    def redo(self) -> Review | None:
        """Let the grade that was taken back last stand again; None where a new one was given since.

        Raises:
            WriteError: nothing was changed.
        """
        now = self.workspace.now()
        review = self.workspace.store.redo_last(self.workspace.today(), now, self.workspace.new_id())
        self._mark_report_stale(review)
        if review is None:
            return None
        self._move(self.session.redone(review, now))
        if review.question not in self.session.drafts:
            self._drafts.forget(review.question, self.session.id)
        return review

    def skip(self) -> None:
        """Leave the current question out of this session."""
        self._move(self.session.skip(self.workspace.now()))

    def go(self, question: str) -> None:
        """Go to any question of the bank."""
        self._move(self.session.go(question, self.workspace.now()))

    def replace_queue(self, queue: Sequence[str], form: Form = "answer", *, drill: bool = False) -> None:
        """Ask these questions instead of those that were waiting, as a drill beside the boxes."""
        self._move(self.session.replace_queue(queue, self.workspace.now(), form, drill))

    def start_study_set(self, study_set: StudySet) -> bool:
        """Practise a study set; False where the bank has none of its questions."""
        queue = study_set.in_bank(self.workspace.bank)
        if queue:
            self.replace_queue(queue, study_set.form)
        return bool(queue)

    @property
    def target(self) -> int:
        """Seconds that the current answer should take."""
        assert self.question is not None
        return self.session.target(self.question)

    def resume_session(self, found: UnfinishedSession) -> None:
        """Go on with a session that was cut off, as the same session: its report will hold all of it."""
        form: Form = "short" if found.form == "short" else "answer"
        same = replace(self.session, id=found.session, started=found.started, reviews=found.reviews)
        self._drafts.adopt(found.session)
        self._move(same.replace_queue(found.queue, self.workspace.now(), form))
        self._started = self._start_logged = True

    def extend(self, queue: Iterable[str]) -> bool:
        """Go on with more questions; False where there are none."""
        more = tuple(queue)
        self._move(self.session.extend(more, self.workspace.now()))
        return bool(more)

    def reset_offered(self) -> CardActionKind | None:
        """What resetting the current question would do: reset it, take its last reset back, or nothing."""
        if self.card.schedule.met:
            return CardActionKind.RESET
        question = self.session.current
        return CardActionKind.UNRESET if is_reset(self.workspace.store.question_entries(question)) else None

    def act(self, action: CardActionKind) -> None:
        """Bury, suspend, star or reset the current question, or take that back.

        Raises:
            WriteError: nothing was changed.
        """
        now = self.workspace.now()
        entry = CardAction(
            id=self.workspace.new_id(),
            at=now,
            day=self.workspace.today(),
            question=self.session.current,
            action=action,
        )
        self.workspace.store.commit(entry)
        if action in (CardActionKind.BURY, CardActionKind.SUSPEND):
            self.skip()

    def report(self) -> Path | None:
        """Write the session's report as it stands; None where nothing was graded.

        The reports of sessions that an undo reached back to are brought up to the history as well.

        Raises:
            WriteError: it could not be written.
        """
        own = bool(self.session.reviews) or self.report_path is not None
        if not own and not self._stale_reports:
            return None
        from tpm_tui.practice.reports import write_session_report

        with read_errors_as_write_errors("The report was not saved"):
            for session in sorted(self._stale_reports):
                write_session_report(self.workspace, session)
                self._stale_reports.remove(session)
            if own:
                self.report_path = write_session_report(self.workspace, self.session.id)
        return self.report_path

    def keep(self) -> None:
        """Put everything on disk without ending the session, which can then be taken up again.

        Raises:
            WriteError: something was not written; drafts come first.
        """
        self.save_draft()
        self.note_editor.keep()
        if self._start_logged:
            self._log_start_for_draft()
        self.workspace.store.close()

    def end(self) -> Path | None:
        """End the session: drafts, end entry, boxes and report are written.

        Raises:
            WriteError: something was not written; drafts come first.
        """
        self.save_draft()
        self.note_editor.keep()
        now = self.workspace.now()
        self.session = self.session.end(now)
        if self._started:
            entry = SessionEnd(
                id=self.workspace.new_id(), at=now, day=self.workspace.today(), session=self.session.id
            )
            self.workspace.store.commit(entry)
            self._started = False
        self._start_logged = False
        self.workspace.store.checkpoint()
        return self.report()

    def read_bank_again(self) -> None:
        """After the bank was edited; a question that is gone is skipped."""
        self.workspace.read_bank_again()
        self.point_matcher = PointMatcher(self.workspace)
        self._move(self.session)

    def _log_start_for_draft(self) -> None:
        """That it began, and with which questions, is for the day it has to be taken up again. Nothing typed
        hangs on it, so it is tried for a moment, and not a second time before the session is left.
        """
        with suppress(WriteError):
            self._start(SHORT_TIMEOUT)

    def _start(self, timeout: float | None = None) -> None:
        """The session is in the history from its first word or grade on."""
        if self._started:
            return
        entry = SessionStart(
            id=self.workspace.new_id(),
            at=self.session.started,
            day=self._day,
            session=self.session.id,
            mode=self.session.mode,
            queue=self._queue,
            form=self.session.form,
        )
        self.workspace.store.commit(entry, timeout)
        self._started = True

    def _mark_report_stale(self, review: Review | None) -> None:
        if review is not None and review.session != self.session.id:
            self._stale_reports.add(review.session)

    def _move(self, session: Session) -> None:
        """Take the session's next state, past questions that have left the bank since they were queued."""
        while session.phase is not SessionPhase.DONE and session.current not in self.workspace.bank.by_id:
            session = session.skip(self.workspace.now())
        if session.current != self.session.current:
            self._day = self.workspace.today()
            self.hits = ()
        self.session = session
