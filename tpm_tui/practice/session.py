"""A practice session with its store: every decision is written to disk before it is reported as done.

Both front ends, the app and plain mode, use this object and nothing below it.
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
    """What the reveal shows of a question's history."""

    attempts: list[Review]
    """Every active review, oldest first."""
    note: str
    """The learner's own note; empty if there is none."""
    weak: dict[str, str]
    """In a drill, the record of each weak key point by name, such as `missed 3 of 4`."""
    error: str = ""
    """Why the other fields are empty, if the history cannot be read."""


class PracticeSession:
    """One practice session."""

    def __init__(
        self, workspace: Workspace, queue: Sequence[str], form: Form = "answer", drill: bool = False
    ) -> None:
        """
        Args:
            workspace: bank and progress.
            queue: question ids in the order in which they are asked.
            form: full answers, or the short form.
            drill: whether grades leave the boxes unchanged.
        """
        self.workspace = workspace
        self.point_matcher = PointMatcher(workspace)
        self.note_editor = NoteEditor(workspace)
        now = workspace.now()
        session_id = f"{now:%Y%m%d-%H%M%S}-{workspace.new_id()[:4]}"
        self._drafts = SessionDrafts(workspace.store)
        mode = DRILL if drill else "practice"
        self.session = replace(Session.begin(session_id, queue, now, self._drafts.texts, mode), form=form)
        self.hits: tuple[Hit, ...] = ()
        """Where key points were recognised in the revealed answer."""
        self._queue = tuple(queue)
        self._day: date = workspace.today()
        """The study day on which the current question was shown."""
        self._started = False
        """Whether the history has the session's start entry."""
        self._start_logged = False
        """Whether an attempt to write that entry was already made for a draft."""
        self.report_path: Path | None = None
        """Where the session's report was written, if it was."""
        self._stale_reports: set[str] = set()
        """Earlier sessions whose reports are out of date after an undo or redo in this session."""

    @property
    def phase(self) -> SessionPhase:
        """The current phase: asking, revealed or done."""
        return self.session.phase

    @property
    def question(self) -> Question | None:
        """The current question, if there is one."""
        return self.workspace.bank.by_id.get(self.session.current)

    @property
    def card(self) -> Card:
        """The current question's progress."""
        return self.workspace.store.cards.get(self.session.current) or Card(self.session.current)

    @property
    def prompt(self) -> str:
        """The wording of the current question for this attempt."""
        return self.question.prompt_for(self.card.attempts) if self.question else ""

    @property
    def is_draft_saved(self) -> bool:
        """Whether the answer typed so far is on disk."""
        return self._drafts.texts.get(self.session.current, "") == self.session.draft

    @property
    def is_drill(self) -> bool:
        """Whether the current question is asked in a drill, where grades leave the boxes unchanged."""
        return self.session.current in self.session.drilled

    def history_of(self, question: str) -> QuestionHistory:
        """Return the attempts and the note of a question, from a single read of the history."""
        try:
            entries = self.workspace.store.question_entries(question)
        except DataFolderError as error:
            return QuestionHistory([], "", {}, str(error))
        weak: dict[str, str] = {}
        if self.is_drill:
            from tpm_tui.core.session.drill import find_weak_points

            points = find_weak_points(entries, self.workspace.bank)
            weak = {point.name: f"missed {point.missed} of {point.answers}" for point in points}
        return QuestionHistory(attempts_on(entries, question), note_on(question, entries), weak)

    def agenda(self) -> Agenda:
        """Return today's agenda."""
        return self.workspace.agenda()

    def seconds(self) -> float:
        """Return the seconds spent on the current answer."""
        return self.session.seconds(self.workspace.now())

    def suggestion(self) -> Grade:
        """Return the grade that the ticked points and the time suggest."""
        assert self.question is not None
        return self.session.suggestion(self.question, self.workspace.now())

    def interval(self, grade: Grade) -> int:
        """Return the days until the question is due again with that grade."""
        schedule = self.card.schedule
        if self.card.answered_on(self._day):
            return self.workspace.rules.interval(schedule.box)
        return interval_after(schedule, grade, self._day, self.workspace.rules)

    def write(self, text: str) -> None:
        """Set the answer typed so far. `save_draft` writes it to disk."""
        self.session = self.session.write(text)

    def save_draft(self) -> None:
        """Write the drafts of answers and note to disk if they changed.

        Raises:
            WriteError: a draft was not written; the text stays in the session.
        """
        typed = self._drafts.save(self.session)
        self.note_editor.save_draft()
        if typed and not self._start_logged:
            self._start_logged = True
            self._log_start_for_draft()

    def reveal(self, sure: int | None = None, answered: datetime | None = None) -> None:
        """Stop the timer, recognise the key points in the answer, and show the reveal.

        Args:
            sure: the learner's confidence, 1 to 4, if the prompt for it is on.
            answered: when the answer was finished; by default now.
        """
        assert self.question is not None
        self.hits = self.point_matcher.find_hits(self.question, self.session.draft)
        covered = frozenset(hit.point for hit in self.hits if hit.sure)
        self.session = self.session.reveal(answered or self.workspace.now(), covered, sure)

    def resume_answer(self) -> None:
        """Go back from the reveal to answering."""
        self.session = self.session.resume(self.workspace.now())

    def tick(self, point: str) -> None:
        """Tick a key point as made, or remove the tick."""
        self.session = self.session.tick(point)

    def grade(self, grade: Grade) -> Review:
        """Grade the current question. When this returns, the grade is on disk.

        Raises:
            WriteError: the grade was not written; the session keeps the question and the answer.
        """
        question = self.question
        assert question is not None
        self._start()
        now, prompt, entry_id = self.workspace.now(), self.prompt, self.workspace.new_id()

        def make_review(card: Card) -> Review:
            rules = self.workspace.rules
            review = self.session.review(question, card, grade, now, self._day, entry_id, rules)
            return replace(review, prompt=prompt)

        review = self.workspace.store.review(question.id, make_review)
        self._move(self.session.apply_review(review, now))
        self._drafts.discard(question.id, self.session.id)
        return review

    def leech_lapses(self, review: Review) -> int:
        """Return the question's lapses if this review made it a leech, else 0."""
        card = self.workspace.store.cards.get(review.question)
        return card.schedule.lapses if card is not None and card.made_leech_by(review) else 0

    def undo(self) -> Review | None:
        """Undo the newest grade of the study day and return it; None if there is none.

        Raises:
            WriteError: nothing was undone.
        """
        now = self.workspace.now()
        review = self.workspace.store.undo_last(self.workspace.today(), now, self.workspace.new_id())
        self._mark_report_stale(review)
        if review is None or review.question not in self.workspace.bank.by_id:
            return review
        self.session = self.session.apply_undo(review, now)
        self._day = review.day
        self.hits = ()
        self.save_draft()
        return review

    def redo(self) -> Review | None:
        """Redo the grade that was undone last and return it; None if a new grade was given since.

        Raises:
            WriteError: nothing was redone.
        """
        now = self.workspace.now()
        review = self.workspace.store.redo_last(self.workspace.today(), now, self.workspace.new_id())
        self._mark_report_stale(review)
        if review is None:
            return None
        self._move(self.session.apply_redo(review, now))
        if review.question not in self.session.drafts:
            self._drafts.discard(review.question, self.session.id)
        return review

    def skip(self) -> None:
        """Skip the current question for this session."""
        self._move(self.session.skip(self.workspace.now()))

    def go_to_question(self, question: str) -> None:
        """Go to any question of the bank."""
        self._move(self.session.go_to_question(question, self.workspace.now()))

    def replace_queue(self, queue: Sequence[str], form: Form = "answer", *, drill: bool = False) -> None:
        """Replace the queue by other questions.

        Args:
            queue: question ids in the order in which they are asked.
            form: full answers, or the short form.
            drill: whether grades leave the boxes unchanged.
        """
        self._move(self.session.replace_queue(queue, self.workspace.now(), form, drill))

    def start_study_set(self, study_set: StudySet) -> bool:
        """Replace the queue by a study set; return False if the bank has none of its questions."""
        queue = study_set.question_ids(self.workspace.bank)
        if queue:
            self.replace_queue(queue, study_set.form)
        return bool(queue)

    @property
    def target(self) -> int:
        """The target time of the current answer, in seconds."""
        assert self.question is not None
        return self.session.target(self.question)

    def resume_session(self, found: UnfinishedSession) -> None:
        """Resume an unfinished session under its own id, so that its report covers all of it."""
        form: Form = "short" if found.form == "short" else "answer"
        same = replace(self.session, id=found.session, started=found.started, reviews=found.reviews)
        self._drafts.adopt(found.session)
        self._move(same.replace_queue(found.queue, self.workspace.now(), form))
        self._started = self._start_logged = True

    def extend(self, queue: Iterable[str]) -> bool:
        """Append questions to the queue and continue; return False if there are none."""
        more = tuple(queue)
        self._move(self.session.extend(more, self.workspace.now()))
        return bool(more)

    def available_reset(self) -> CardActionKind | None:
        """Return what the reset key does to the current question: reset, undo the last reset, or nothing."""
        if self.card.schedule.seen:
            return CardActionKind.RESET
        question = self.session.current
        return CardActionKind.UNRESET if is_reset(self.workspace.store.question_entries(question)) else None

    def act(self, action: CardActionKind) -> None:
        """Bury, suspend, star or reset the current question, or undo that.

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

    def write_report(self) -> Path | None:
        """Write the session's report from the history so far; return None if nothing was graded.

        Reports of earlier sessions that an undo or redo changed are rewritten as well.

        Raises:
            WriteError: a report was not written.
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

    def save_all(self) -> None:
        """Write everything to disk without ending the session, so that it can be resumed.

        Raises:
            WriteError: something was not written; drafts are written first.
        """
        self.save_draft()
        self.note_editor.save()
        if self._start_logged:
            self._log_start_for_draft()
        self.workspace.store.close()

    def end(self) -> Path | None:
        """End the session: write drafts, the end entry, the boxes and the report.

        Raises:
            WriteError: something was not written; drafts are written first.
        """
        self.save_draft()
        self.note_editor.save()
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
        return self.write_report()

    def reload_bank(self) -> None:
        """Reload the bank after it was edited, and skip the current question if it was removed."""
        self.workspace.reload_bank()
        self.point_matcher = PointMatcher(self.workspace)
        self._move(self.session)

    def _log_start_for_draft(self) -> None:
        """Log the session start, so that the session can be resumed.

        Best effort: waits only `SHORT_TIMEOUT` for the lock, and is retried on the first grade and on
        `save_all`.
        """
        with suppress(WriteError):
            self._start(SHORT_TIMEOUT)

    def _start(self, timeout: float | None = None) -> None:
        """Write the session's start entry, once: with the first draft or the first grade.

        Args:
            timeout: seconds to wait for the lock; by default that of the store.
        """
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
        """Set the session's next state, skipping questions that have been removed from the bank."""
        while session.phase is not SessionPhase.DONE and session.current not in self.workspace.bank.by_id:
            session = session.skip(self.workspace.now())
        if session.current != self.session.current:
            self._day = self.workspace.today()
            self.hits = ()
        self.session = session
