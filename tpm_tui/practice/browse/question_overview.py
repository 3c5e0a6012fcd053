"""What a preview shows of a question: the card, the last attempt and the note."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import share_made
from tpm_tui.core.cards.leitner import due_day
from tpm_tui.core.plan.agenda import Agenda, QuestionStatus
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.practice.question_history import load_question_history
from tpm_tui.practice.workspace import Workspace


class QuestionOverview(Struct, frozen=True):
    """A question with its progress."""

    question: Question
    topic: str
    """The label of its topic."""
    card: Card
    status: QuestionStatus
    today: date
    due: date | None = None
    """The day from which it is due; None for a new question."""
    boxes: int = 0
    """Number of boxes."""
    attempts: int = 0
    last: Review | None = None
    """The last attempt, with the current names of the key points."""
    note: str = ""
    error: str = ""
    """Why attempts and note are missing, if the history cannot be read."""

    @property
    def share(self) -> float | None:
        """The weighted share of the key points that were made last; None without attempt or points."""
        points = self.question.key_points
        return share_made(points, self.last.covered) if self.last and points else None


def load_overview(workspace: Workspace, question: str, agenda: Agenda) -> QuestionOverview:
    """Return a question with its progress.

    Args:
        workspace: the bank and the progress.
        question: the question's id.
        agenda: today's agenda.
    """
    found = workspace.bank.by_id[question]
    card = workspace.card(found)
    history = load_question_history(workspace, question, drill=False)
    return QuestionOverview(
        question=found,
        topic=workspace.bank.topic_of(found).label,
        card=card,
        status=agenda.status[question],
        today=agenda.today,
        due=due_day(card.schedule, workspace.rules),
        boxes=workspace.rules.boxes,
        attempts=len(history.attempts),
        last=with_current_points(history.attempts[-1], workspace.bank) if history.attempts else None,
        note=history.note,
        error=history.error,
    )
