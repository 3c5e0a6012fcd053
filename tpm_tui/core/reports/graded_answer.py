"""A graded answer as reports show it: a review with data of its question, sanitized."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Self

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.day import in_zone
from tpm_tui.core.cards.events import PartTime, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.text.sanitize import clean, clean_line


class Point(Struct, frozen=True):
    """A key point of the answer, and whether it is a must point."""

    name: str
    must: bool = False


class GradedAnswer(Struct, frozen=True, kw_only=True):
    """One graded answer."""

    question: str
    number: int | None
    title: str
    topic: str
    """Topic id; empty if the question is no longer in the bank."""
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
    """None if the question is no longer in the bank."""
    words: int
    covered: tuple[Point, ...]
    missed: tuple[Point, ...]
    practice: bool
    """Whether it was a further answer on the same study day, which changes no box."""
    drill: bool = False
    """Whether it was given in a drill, which changes no box."""
    sure: int | None = None
    """Confidence before the reveal, 1 to 4; None if there was no prompt for it."""
    spoken: bool = False
    """Whether it was spoken: the answer is empty or a transcript."""
    parts: tuple[PartTime, ...] = ()
    """The times of the parts of a spoken answer, as far as the learner noted them."""
    note: str = ""
    """The learner's current note on the question."""

    @property
    def point_count(self) -> int:
        """Number of key points of the question."""
        return len(self.covered) + len(self.missed)

    @classmethod
    def from_review(cls, review: Review, bank: Bank, zone: tzinfo | None = None, note: str = "") -> Self:
        """Build a graded answer from a review and the bank's data of its question.

        Args:
            review: the review.
            bank: the current bank; if it no longer has the question, only the review's own data are used.
            zone: the learner's time zone; None keeps the zone in which the time was written.
            note: the learner's note on the question.
        """
        question = bank.by_id.get(review.question)
        review = with_current_points(review, bank)
        must = {point.name for point in question.key_points if point.must} if question else set()
        topic = bank.topic_by_id.get(question.topic) if question else None
        return cls(
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
            spoken=bool(review.spoken),
            parts=tuple(PartTime(clean_line(part.name), part.seconds) for part in review.parts or ()),
            note=clean(note),
        )


def title_of(question: Question | None, id: str) -> str:
    """Return the question's label, or its id as words if it is no longer in the bank."""
    return clean_line(question.label if question else id.replace("-", " ").capitalize())
