"""Confidence told before the reveal, held against the grade given after it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade

CONFIDENCE = {1: "guess", 2: "unsure", 3: "sure", 4: "certain"}
"""What may be said of an answer before its reveal: two levels of unsure, two of sure."""

SURE = 3
"""The lowest level that counts as sure."""


class Calibration(Struct, frozen=True):
    """How often sure and unsure answers were right, that is graded good or easy."""

    sure: int = 0
    sure_right: int = 0
    unsure: int = 0
    unsure_right: int = 0

    @property
    def is_recorded(self) -> bool:
        """Whether confidence was ever told."""
        return self.sure + self.unsure > 0


def calibration(reviews: Iterable[Review]) -> Calibration:
    """The calibration over reviews; those without a confidence are left out."""
    told = [
        (review.sure >= SURE, review.grade >= Grade.GOOD) for review in reviews if review.sure is not None
    ]
    return Calibration(
        sure=sum(sure for sure, _ in told),
        sure_right=sum(sure and right for sure, right in told),
        unsure=sum(not sure for sure, _ in told),
        unsure_right=sum(right and not sure for sure, right in told),
    )
