"""Calibration: the confidence stated before the reveal, compared with the grade given after it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade

CONFIDENCE = {1: "guess", 2: "unsure", 3: "sure", 4: "certain"}
"""Levels of confidence before the reveal: two of unsure, two of sure."""

LOWEST_SURE = 3
"""The lowest level that counts as sure."""


class Calibration(Struct, frozen=True):
    """How often sure and unsure answers were right (graded good or easy)."""

    sure: int = 0
    sure_right: int = 0
    unsure: int = 0
    unsure_right: int = 0

    @property
    def is_recorded(self) -> bool:
        """Whether any review has a confidence."""
        return self.sure + self.unsure > 0


def compute_calibration(reviews: Iterable[Review]) -> Calibration:
    """Compute the calibration of reviews; those without a confidence are ignored."""
    confident_and_right = [
        (review.sure >= LOWEST_SURE, review.grade >= Grade.GOOD)
        for review in reviews
        if review.sure is not None
    ]
    return Calibration(
        sure=sum(sure for sure, _ in confident_and_right),
        sure_right=sum(sure and right for sure, right in confident_and_right),
        unsure=sum(not sure for sure, _ in confident_and_right),
        unsure_right=sum(right and not sure for sure, right in confident_and_right),
    )
