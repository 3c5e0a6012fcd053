"""What the parts of a practice session need of the session that they belong to.

`PracticeSession` creates the parts and satisfies these protocols; the parts do not import it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.session.session import Session, SessionPhase
from tpm_tui.practice.drafts import SessionDrafts
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.records.session_log import SessionLog
from tpm_tui.practice.records.session_reports import SessionReports
from tpm_tui.practice.workspace import Workspace

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import Hit
    from tpm_tui.core.session.undo import UndoableEntry


class ActionRecorder(Protocol):
    """Stores the session around each action, so that undo restores it."""

    def record(self, action: UndoableEntry, before: Session, after: Session) -> None:
        """Store the session before and after an action."""
        ...


class TimerHost(Protocol):
    """A session with the clock of its current answer."""

    workspace: Workspace
    session: Session

    @property
    def phase(self) -> SessionPhase:
        """The current phase."""
        ...


class SpeechHost(TimerHost, Protocol):
    """A session whose current answer can be spoken."""

    point_matcher: PointMatcher
    hits: tuple[Hit, ...]

    @property
    def question(self) -> Question | None:
        """The current question, if there is one."""
        ...

    @property
    def target(self) -> int:
        """The target time of the current answer, in seconds."""
        ...


class OwnAnswersHost(Protocol):
    """A session with the own version and cues of its current question."""

    workspace: Workspace
    session: Session
    point_matcher: PointMatcher
    hits: tuple[Hit, ...]

    @property
    def question(self) -> Question | None:
        """The current question, if there is one."""
        ...


class SkipHost(Protocol):
    """A session whose actions are recorded and can skip the current question."""

    workspace: Workspace
    session: Session

    @property
    def action_history(self) -> ActionRecorder:
        """Where actions are recorded."""
        ...

    def skip(self) -> None:
        """Skip the current question for this session."""
        ...


class TriageHost(SkipHost, Protocol):
    """A session in which questions are marked as known."""

    def move(self, session: Session) -> None:
        """Set the session's next state."""
        ...


class CardHost(SkipHost, Protocol):
    """A session with the card of its current question."""

    @property
    def card(self) -> Card:
        """The current question's progress."""
        ...


class CurrentCardHost(Protocol):
    """A session with its current question, the card, and the day on which it was shown."""

    workspace: Workspace
    session: Session
    day: date

    @property
    def question(self) -> Question | None:
        """The current question, if there is one."""
        ...

    @property
    def card(self) -> Card:
        """The current question's progress."""
        ...

    @property
    def is_drill(self) -> bool:
        """Whether grades leave the boxes unchanged."""
        ...


class QueueHost(Protocol):
    """A session that can continue with other questions."""

    workspace: Workspace
    session: Session
    drafts: SessionDrafts
    log: SessionLog

    def move(self, session: Session) -> None:
        """Set the session's next state."""
        ...


class ResumeHost(QueueHost, Protocol):
    """A session that can continue with an unfinished one."""

    point_matcher: PointMatcher
    hits: tuple[Hit, ...]

    @property
    def question(self) -> Question | None:
        """The current question, if there is one."""
        ...


class GradingHost(QueueHost, Protocol):
    """A session whose current answer is graded."""

    reports: SessionReports
    day: date
    hits: tuple[Hit, ...]

    @property
    def action_history(self) -> ActionRecorder:
        """Where actions are recorded."""
        ...

    @property
    def question(self) -> Question | None:
        """The current question, if there is one."""
        ...

    @property
    def prompt(self) -> str:
        """The wording of the current question for this attempt."""
        ...

    def save_draft(self) -> None:
        """Write the drafts to disk if they changed."""
        ...


class UndoHost(QueueHost, Protocol):
    """A session whose actions are undone and redone."""

    point_matcher: PointMatcher
    reports: SessionReports
    day: date
    hits: tuple[Hit, ...]

    @property
    def phase(self) -> SessionPhase:
        """The current phase."""
        ...

    def save_draft(self) -> None:
        """Write the drafts to disk if they changed."""
        ...

    @property
    def question(self) -> Question | None:
        """The current question, if there is one."""
        ...
