"""The progress of a topic in a few figures, as the list of topics shows it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import Agenda, QuestionStatus


class TopicProgress(Struct, frozen=True):
    """The progress of the questions of a topic."""

    questions: int
    due: int = 0
    """Number of questions that are left to repeat in today's plan."""
    new: int = 0
    """Number of new questions that are left in today's plan."""
    met: int = 0
    """Number of questions answered at least once."""
    average_box: float = 0.0
    """The average box of all questions; new ones count as 0."""
    last: date | None = None
    """The last study day of any of them."""

    @property
    def planned(self) -> int:
        """Number of questions that are left in today's plan."""
        return self.due + self.new


def compute_topic_progress(
    questions: Collection[str], cards: Mapping[str, Card], agenda: Agenda
) -> TopicProgress:
    """Return the progress of some questions.

    Args:
        questions: their ids.
        cards: progress.
        agenda: today's agenda.
    """
    schedules = [cards[question].schedule for question in questions if question in cards]
    status = [agenda.status[question] for question in questions]
    return TopicProgress(
        questions=len(questions),
        due=status.count(QuestionStatus.DUE),
        new=status.count(QuestionStatus.NEW),
        met=sum(schedule.seen for schedule in schedules),
        average_box=sum(schedule.box for schedule in schedules) / len(questions) if questions else 0.0,
        last=max((schedule.last for schedule in schedules if schedule.last), default=None),
    )
