"""The attempts at one question, numbered from the oldest, with their points by the current names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.reports.current_points import with_current_points


class Attempt(Struct, frozen=True):
    """One attempt at a question."""

    number: int
    """1 for the oldest attempt."""
    review: Review
    """The graded answer; its key points have the names that they have now."""

    @property
    def day(self) -> date:
        """The study day."""
        return self.review.day

    @property
    def grade(self) -> Grade:
        """The grade."""
        return self.review.grade

    @property
    def made(self) -> int:
        """The number of points that were made."""
        return len(self.review.covered)

    @property
    def points(self) -> int:
        """The number of points that were ticked or not; 0 if the question had none."""
        return len(self.review.covered) + len(self.review.missed)

    @property
    def is_spoken(self) -> bool:
        """Whether the answer was spoken: its text is empty or a transcript."""
        return bool(self.review.spoken)


class PointChanges(Struct, frozen=True):
    """The key points of two attempts, each in the order of the newer one."""

    gained: tuple[str, ...] = ()
    """Missed in the older attempt, made in the newer one."""
    lost: tuple[str, ...] = ()
    """Made in the older attempt, missed in the newer one."""
    kept: tuple[str, ...] = ()
    """Made in both."""
    missed: tuple[str, ...] = ()
    """Missed in both."""


def list_attempts(reviews: Iterable[Review], bank: Bank) -> tuple[Attempt, ...]:
    """Return the attempts of the reviews of one question, in their order: oldest first.

    Args:
        reviews: the active reviews of a question, oldest first.
        bank: the current names of its points.
    """
    current = (with_current_points(review, bank) for review in reviews)
    return tuple(Attempt(number, review) for number, review in enumerate(current, start=1))


def compare_points(older: Attempt, newer: Attempt) -> PointChanges:
    """Return which points were gained, lost, kept and missed again.

    A point that only one of the attempts has was added or removed in between, and is left out.
    """
    return compare_ticks(older, newer.review.covered, newer.review.missed)


def compare_ticks(older: Attempt, covered: Sequence[str], missing: Sequence[str]) -> PointChanges:
    """Return the same for an answer that is not graded yet.

    Args:
        older: the earlier attempt.
        covered: the points that are ticked, in the order of the question.
        missing: the others.
    """
    made, missed = set(older.review.covered), set(older.review.missed)
    return PointChanges(
        gained=tuple(name for name in covered if name in missed and name not in made),
        lost=tuple(name for name in missing if name in made),
        kept=tuple(name for name in covered if name in made),
        missed=tuple(name for name in missing if name in missed and name not in made),
    )


def attempt_before(attempts: Sequence[Attempt], number: int) -> Attempt | None:
    """Return the attempt before the one with a number; None for the first."""
    return attempts[number - 2] if 2 <= number <= len(attempts) else None
