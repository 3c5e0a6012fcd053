"""A practice session with its store: every decision is written to disk before it is reported as done.

Both front ends, the app and plain mode, use this object and nothing below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.session.answer_state import restore_states
from tpm_tui.core.session.scaffold import answer_text
from tpm_tui.core.session.session import DRILL, Form, Session, SessionPhase
from tpm_tui.core.session.undo import UndoableEntry
from tpm_tui.practice.drafts import SessionDrafts
from tpm_tui.practice.notes import NoteEditor
from tpm_tui.practice.own_answers.session import OwnAnswers
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.question_history import QuestionHistory, load_question_history
from tpm_tui.practice.records.card_actions import CardActions
from tpm_tui.practice.records.grading import Grading
from tpm_tui.practice.records.session_log import SessionLog
from tpm_tui.practice.records.session_reports import SessionReports
from tpm_tui.practice.records.undo import ActionHistory
from tpm_tui.practice.session_parts.expected_days import ExpectedDays
from tpm_tui.practice.session_parts.queue import SessionQueue
from tpm_tui.practice.session_parts.speech import SpokenAnswer
from tpm_tui.practice.session_parts.timer import AnswerTimer
from tpm_tui.practice.triage import SessionTriage
from tpm_tui.practice.workspace import Workspace

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import Hit


class PracticeSession:
    """One practice session: what is asked now, and the objects that write what follows from it."""

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
        self.point_matcher = PointMatcher(workspace, with_own_cues=True)
        self.note_editor = NoteEditor(workspace)
        now = workspace.now()
        session_id = f"{now:%Y%m%d-%H%M%S}-{workspace.new_id()[:4]}"
        self.drafts = SessionDrafts(workspace.store)
        mode = DRILL if drill else "practice"
        begun = Session.begin(session_id, queue, now, self.drafts.texts, mode)
        self.session = replace(restore_states(begun, self.drafts.states), form=form)
        self.hits: tuple[Hit, ...] = ()
        """Where key points were recognised in the revealed answer."""
        self.day: date = workspace.today()
        """The study day on which the current question was shown."""
        self.log = SessionLog(workspace, queue)
        self.reports = SessionReports(workspace)
        self.grading = Grading(self)
        self.action_history = ActionHistory(self)
        self.timer = AnswerTimer(self)
        self.speech = SpokenAnswer(self)
        self.queue = SessionQueue(self)
        self.card_actions = CardActions(self)
        self.triage = SessionTriage(self)
        self.expected_days = ExpectedDays(self)
        self.own_answers = OwnAnswers(self, self.note_editor)

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
    def target(self) -> int:
        """The target time of the current answer, in seconds."""
        assert self.question is not None
        return self.session.target(self.question)

    @property
    def is_draft_saved(self) -> bool:
        """Whether the answer typed so far is on disk."""
        return self.drafts.texts.get(self.session.current, "") == answer_text(self.session.draft)

    @property
    def is_drill(self) -> bool:
        """Whether the current question is asked in a drill, where grades leave the boxes unchanged."""
        return self.session.current in self.session.drilled

    def label_of(self, question: str) -> str:
        """Return the label of a question, or its id if it is no longer in the bank."""
        return known.label if (known := self.workspace.bank.by_id.get(question)) else question

    def history_of(self, question: str) -> QuestionHistory:
        """Return what the reveal shows of a question's history."""
        return load_question_history(self.workspace, question, drill=self.is_drill)

    def agenda(self) -> Agenda:
        """Return today's agenda."""
        return self.workspace.agenda()

    def seconds(self) -> float:
        """Return the seconds spent on the current answer."""
        return self.session.seconds(self.workspace.now())

    def suggestion(self) -> Grade | None:
        """Return the grade that the ticked points and the time suggest; see `Session.suggestion`."""
        assert self.question is not None
        return self.session.suggestion(self.question, self.workspace.now())

    def write(self, text: str, earliest: datetime | None = None) -> None:
        """Set the answer typed so far and start the clock; `earliest` is as in `AnswerClock.start`.

        The headings of a scaffold do not start it.
        """
        if text != self.session.draft:
            typed = bool(answer_text(text) or answer_text(self.session.draft))
            pressed = self.session.press_key(self.workspace.now(), typed=typed, earliest=earliest)
            self.session = pressed.write(text)

    def add_text(self, text: str) -> None:
        """Append a line to the answer typed so far."""
        draft = self.session.draft
        self.write(f"{draft}\n{text}" if draft else text)

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
        self.session = self.session.resume()

    def tick(self, point: str) -> None:
        """Tick a key point as made, or remove the tick."""
        self.session = self.session.tick(point)

    def grade(self, grade: Grade) -> Review:
        """Grade the current question; see `Grading.grade`."""
        return self.grading.grade(grade)

    def undo(self) -> UndoableEntry | None:
        """Undo the last action; see `ActionHistory.undo`."""
        return self.action_history.undo()

    def redo(self) -> UndoableEntry | None:
        """Redo the action that was undone last; see `ActionHistory.redo`."""
        return self.action_history.redo()

    def skip(self) -> None:
        """Skip the current question for this session."""
        self.move(self.session.skip(self.workspace.now()))

    def move(self, session: Session) -> None:
        """Set the session's next state, skipping questions that have been removed from the bank."""
        while session.phase is not SessionPhase.DONE and session.current not in self.workspace.bank.by_id:
            session = session.skip(self.workspace.now())
        if session.current != self.session.current:
            self.day = self.workspace.today()
            self.hits = ()
        self.session = session

    def reload_bank(self) -> None:
        """Reload the bank after it was edited, and skip the current question if it was removed."""
        self.workspace.reload_bank()
        self.point_matcher = PointMatcher(self.workspace, with_own_cues=True)
        self.move(self.session)

    def save_draft(self) -> None:
        """Write the drafts of answers and note to disk if they changed.

        Raises:
            WriteError: a draft was not written; the text stays in the session.
        """
        typed = self.drafts.save(self.session, self.workspace.now())
        self.own_answers.save_drafts()
        if typed:
            self.log.start_for_draft(self.session, self.day)

    def save_all(self) -> None:
        """Write everything to disk without ending the session, so that it can be resumed.

        A note that is open stays a draft: nobody has decided that it is finished.

        Raises:
            WriteError: something was not written; drafts are written first.
        """
        self.save_draft()
        self.log.retry_for_draft(self.session, self.day)
        self.workspace.store.close()
        self.drafts.release()

    def end(self) -> Path | None:
        """End the session: write drafts, the end entry, the boxes and the report.

        Raises:
            WriteError: something was not written; drafts are written first.
        """
        self.save_draft()
        self.own_answers.save()
        self.session = self.session.end(self.workspace.now())
        self.log.end(self.session)
        self.workspace.store.checkpoint()
        path = self.reports.write(self.session)
        self.drafts.end(self.session.id)
        return path
