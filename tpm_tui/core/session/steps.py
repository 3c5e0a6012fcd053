"""The session around an action, so that undo and redo restore it exactly."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.session.clock import AnswerClock
from tpm_tui.core.session.session import Session, SessionPhase


class ActionStep(Struct, frozen=True):
    """The session before and after an action on a question."""

    question: str
    before: Session
    after: Session

    def undone(self, session: Session) -> Session | None:
        """Return the session before the action; None if something else changed the session since."""
        return self._at(self.before, session) if _is_same(session, self.after) else None

    def redone(self, session: Session) -> Session | None:
        """Return the session after the action; None if something else changed the session since its undo."""
        return self._at(self.after, session) if _is_same(session, self.before) else None

    def with_question(self, session: Session, now: datetime) -> Session:
        """Return a session in which the question is asked again, if it was in the queue before the action."""
        is_asked = session.phase is not SessionPhase.DONE and self.question in (
            session.current,
            *session.upcoming,
        )
        if is_asked:
            return session
        if self.question == self.before.current:
            return session.go_to_question(self.question, now)
        return session.extend([self.question]) if self.question in self.before.upcoming else session

    def _at(self, restored: Session, session: Session) -> Session:
        """Return a restored session with the time that was spent on other questions since."""
        spent = {question: time for question, time in session.spent.items() if question != self.question}
        if self.question in restored.spent:
            spent[self.question] = restored.spent[self.question]
        return replace(restored, spent=spent, clock=session.clock.stop())


def _is_same(one: Session, other: Session) -> bool:
    """Whether two sessions are equal except for the time spent."""
    return replace(one, spent={}, clock=AnswerClock()) == replace(other, spent={}, clock=AnswerClock())
