"""How often each key point was missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import Review
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.reports.graded_answer import title_of
from tpm_tui.core.text.sanitize import clean_line


class PointStatistics(Struct, frozen=True, kw_only=True):
    """How often one key point of a question was missed."""

    question: str
    number: int | None
    title: str
    name: str
    must: bool
    missed: int
    answers: int
    """Number of answers to the question."""


def count_missed_points(reviews: Sequence[Review], bank: Bank) -> tuple[PointStatistics, ...]:
    """Count the misses of the bank's key points: most misses first, then highest share."""
    current = [with_current_points(review, bank) for review in reviews]
    missed = Counter((review.question, name) for review in current for name in set(review.missed))
    questions = {question for question, _ in missed}
    answers = Counter(
        (review.question, name) for review in current for name in {*review.covered, *review.missed}
    )
    points = [
        PointStatistics(
            question=question.id,
            number=question.number,
            title=title_of(question, question.id),
            name=clean_line(point.name),
            must=point.must,
            missed=missed[question.id, point.name],
            answers=answers[question.id, point.name],
        )
        for question in (bank.by_id[id] for id in bank.order if id in questions)
        for point in question.key_points
        if missed[question.id, point.name]
    ]
    return tuple(sorted(points, key=lambda point: (-point.missed, -point.missed / point.answers)))


def select_weak_points(missed: Iterable[PointStatistics]) -> list[PointStatistics]:
    """Return the key points missed in at least half of the answers, weakest first.

    They are sorted by (missed + 1) / (answers + 2), Laplace's rule of succession, so that a single answer has
    little weight: 5 of 6 is weaker than 1 of 1. On a tie must points come first.

    Args:
        missed: the points, from `count_missed_points`.
    """
    weak = [point for point in missed if 2 * point.missed >= point.answers]
    return sorted(weak, key=lambda point: (-(point.missed + 1) / (point.answers + 2), not point.must))
