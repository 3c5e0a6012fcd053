"""Triage: the learner says which new questions they know already; these are introduced last.

Each decision is a history entry. A later entry on the same question replaces it.
"""

from __future__ import annotations

from tpm_tui.core.cards.events import Triage
from tpm_tui.core.cards.triage import untriaged
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.session_parts.host import TriageHost
from tpm_tui.practice.workspace import Workspace


def mark_known(workspace: Workspace, question: str, known: bool | None) -> Triage:
    """Write whether the learner knows a question already; None if that is undecided again.

    Args:
        workspace: the progress and the clock.
        question: the question.
        known: whether the learner knows it.

    Raises:
        WriteError: nothing was written.
    """
    entry = Triage(
        **entry_header(workspace),
        question=question,
        known=known,
    )
    workspace.store.commit(entry)
    return entry


def list_untriaged(workspace: Workspace) -> list[str]:
    """Return the new questions that the learner has not decided on, in the bank's order."""
    return untriaged(workspace.bank.order, workspace.store.cards)


def toggle_known(workspace: Workspace, question: str) -> Triage | None:
    """Mark a new question as known, or remove that mark; return None if the question is not new.

    Raises:
        WriteError: nothing was written.
    """
    card = workspace.store.cards.get(question)
    if card is not None and card.schedule.seen:
        return None
    return mark_known(workspace, question, card is None or not card.comes_last)


class TriagePass:
    """One pass over the new questions that the learner has not decided on."""

    def __init__(self, workspace: Workspace) -> None:
        self.questions = tuple(list_untriaged(workspace))
        self.decisions: dict[str, bool] = {}
        """Whether each question is known, by id, in the order of the decisions."""
        self._workspace = workspace

    @property
    def known(self) -> int:
        """Number of questions that are known."""
        return sum(self.decisions.values())

    def decide(self, question: str, known: bool) -> str | None:
        """Write a decision; return the next question without one, or None if there is none.

        Raises:
            WriteError: nothing was written.
        """
        mark_known(self._workspace, question, known)
        self.decisions.pop(question, None)
        self.decisions[question] = known
        place = self.questions.index(question)
        following = (*self.questions[place:], *self.questions[:place])
        return next((other for other in following if other not in self.decisions), None)

    def undo(self) -> str | None:
        """Undo the last decision and return its question; None if there is none.

        Raises:
            WriteError: nothing was undone.
        """
        if not self.decisions:
            return None
        question = next(reversed(self.decisions))
        mark_known(self._workspace, question, None)
        del self.decisions[question]
        return question


class SessionTriage:
    """Decisions during a practice session. A question that is marked as known leaves the session's queue."""

    def __init__(self, practice_session: TriageHost) -> None:
        self._practice_session = practice_session

    def toggle(self, question: str) -> bool | None:
        """Mark a new question as known, or remove that mark.

        Returns:
            Whether it is marked now; None if the question is not new, so that nothing was written.

        Raises:
            WriteError: nothing was written.
        """
        own = self._practice_session
        before = own.session
        entry = toggle_known(own.workspace, question)
        if entry is None:
            return None
        known = bool(entry.known)
        if known and question == before.current:
            own.skip()
        elif known:
            own.move(before.drop(question))
        own.action_history.record(entry, before, own.session)
        return known
