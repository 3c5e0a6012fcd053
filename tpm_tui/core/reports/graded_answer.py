"""A graded answer with what the bank says of its question, cleaned, as reports show it."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.day import in_zone
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.text.sanitize import clean, clean_line


class Point(Struct, frozen=True):
    """A key point by name, and whether it is one of the few that separate a strong answer from a fair one."""

    name: str
    must: bool = False


class GradedAnswer(Struct, frozen=True, kw_only=True):
    """One graded answer."""

    question: str
    number: int | None
    title: str
    topic: str
    """The topic's id; empty where the question has vanished from the bank."""
    topic_title: str
    prompt: str
    """The wording that was shown."""
    answer: str
    grade: Grade
    at: datetime
    day: date
    box_before: int
    box_after: int
    due: date | None
    seconds: float
    target_seconds: int | None
    """None where the question has vanished from the bank."""
    words: int
    covered: tuple[Point, ...]
    missed: tuple[Point, ...]
    practice: bool
    """A further answer on the same study day, which moved nothing."""
    drill: bool = False
    """Given beside the boxes."""
    sure: int | None = None
    """How sure the learner was before the reveal, 1 to 4, if asked."""
    note: str = ""
    """The learner's own note on the question, as it stands now."""

    @property
    def asked(self) -> int:
        """Key points that the answer could have made."""
        return len(self.covered) + len(self.missed)


def graded_answer(review: Review, bank: Bank, zone: tzinfo | None = None, note: str = "") -> GradedAnswer:
    """The review with its question's number, title, topic, target and must-points.

    Args:
        review: a review.
        bank: what can be practised now; where the question has vanished from it, the review's own data
            are what there is.
        zone: the learner's time zone; without it the time stays in the zone it was written in.
        note: the learner's own note on the question.
    """
    question = bank.by_id.get(review.question)
    must = {point.name for point in question.key_points if point.must} if question else set()
    topic = bank.topic_by_id.get(question.topic) if question else None
    return GradedAnswer(
        question=clean_line(review.question),
        number=question.number if question else None,
        title=title_of(question, review.question),
        topic=topic.id if topic else "",
        topic_title=clean_line(topic.label) if topic else "",
        prompt=clean_line(review.prompt),
        answer=clean(review.answer),
        grade=review.grade,
        at=in_zone(review.at, zone),
        day=review.day,
        box_before=review.box_before,
        box_after=review.box_after,
        due=review.due,
        seconds=review.seconds,
        target_seconds=question.time_target.answer_seconds if question else None,
        words=review.words,
        covered=tuple(Point(clean_line(name), name in must) for name in review.covered),
        missed=tuple(Point(clean_line(name), name in must) for name in review.missed),
        practice=review.practice,
        drill=review.drill,
        sure=review.sure,
        note=clean(note),
    )


def title_of(question: Question | None, id: str) -> str:
    """The question's short name, or its id in words where the bank has it no longer."""
    return clean_line(question.label if question else id.replace("-", " ").capitalize())
