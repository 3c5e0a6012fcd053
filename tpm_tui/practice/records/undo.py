"""Undo and redo of whatever was done last in a session: a grade, a card action, a known mark or a note."""

from __future__ import annotations

from msgspec.structs import replace

from tpm_tui.core.cards.events import CardAction, CardActionKind, Review, Triage
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.session.session import Session, SessionPhase
from tpm_tui.core.session.steps import ActionStep
from tpm_tui.core.session.undo import UndoableEntry
from tpm_tui.practice.session_parts.host import UndoHost

LEAVING = (CardActionKind.BURY, CardActionKind.SUSPEND)
"""Card actions that skip the question."""

MAX_STEPS = 100
"""For how many actions the session around them is known. An older one is undone by the general rules."""


class ActionHistory:
    """Undoes and redoes the actions of a session, or of an earlier one of the same study day."""

    def __init__(self, practice_session: UndoHost) -> None:
        self._practice_session = practice_session
        self._store = practice_session.workspace.store
        self._first_day = practice_session.workspace.today()
        self._steps: dict[str, ActionStep] = {}
        """The session before and after an action, by the id of its entry."""

    @property
    def is_limited(self) -> bool:
        """Whether a session is open elsewhere, what is done there being left out."""
        return self._store.live_sessions.is_any_open_elsewhere()

    def record(self, action: UndoableEntry, before: Session, after: Session) -> None:
        """Store the session before and after an action, so that undo and redo restore it exactly."""
        self._steps[action.id] = ActionStep(action.question, before, after)
        if len(self._steps) > MAX_STEPS:
            del self._steps[next(iter(self._steps))]

    def undo(self) -> UndoableEntry | None:
        """Undo the last action and return it; None if there is none.

        After the undo of a grade its question is revealed again, and its answer is a draft. After that of an
        action that skipped a question, the question is asked again.

        Raises:
            WriteError: nothing was undone, or the draft was not written and stays in the session.
        """
        own = self._practice_session
        workspace, now = own.workspace, own.workspace.now()
        action = self._store.undo_last(workspace.today(), now, workspace.new_id(), self._first_day)
        self._mark_stale(action)
        if action is None or action.question not in workspace.bank.by_id:
            return action
        step, session = self._steps.get(action.id), own.session
        restored = step.undone(session) if step is not None else None
        match action:
            case Review():
                current = with_current_points(action, workspace.bank)
                if restored is not None:
                    restored = replace(restored, ticked=frozenset(current.covered))
                if restored is None:
                    restored = session.apply_undo(current, now).use_story(
                        self._store.story_of_review(action.id)
                    )
                own.move(restored)
                own.day = action.day
                own.save_draft()
            case CardAction() if action.action in LEAVING:
                own.move(restored or session.go_to_question(action.question, now))
            case Triage() if step is not None:
                own.move(restored or step.with_question(session, now))
        if own.phase is SessionPhase.REVEALED and own.question is not None:
            own.hits = own.point_matcher.find_hits(own.question, own.session.draft)
        return action

    def redo(self) -> UndoableEntry | None:
        """Redo the action that was undone last and return it; None if something was done since.

        Raises:
            WriteError: nothing was redone.
        """
        own = self._practice_session
        workspace, now = own.workspace, own.workspace.now()
        action = self._store.redo_last(workspace.today(), now, workspace.new_id(), self._first_day)
        self._mark_stale(action)
        if action is None:
            return None
        step, session = self._steps.get(action.id), own.session
        restored = step.redone(session) if step is not None else None
        match action:
            case Review():
                own.move(restored or session.apply_redo(action, now))
                self._save_or_discard_draft(action)
            case CardAction() if action.action in LEAVING:
                own.move(restored or session.leave_out(action.question, now))
            case Triage() if restored is not None:
                own.move(restored)
        return action

    def _mark_stale(self, action: UndoableEntry | None) -> None:
        if isinstance(action, Review):
            self._practice_session.reports.mark_stale(action, self._practice_session.session)

    def _save_or_discard_draft(self, review: Review) -> None:
        """Bring the draft of a redone answer up to date on disk."""
        own = self._practice_session
        if review.question in own.session.drafts:
            own.save_draft()
        else:
            own.drafts.discard(review.question, own.session.id)
