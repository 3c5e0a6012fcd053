"""Reviews with the current names of their key points, since a bank may rename and join points."""

from __future__ import annotations

from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import Review


def with_current_points(review: Review, bank: Bank) -> Review:
    """Return a review whose ticks have the names that the bank gives to the key points now.

    If several points were joined to one, the new point counts as made if any of them was.
    """
    renamed = bank.renamed_points.get(review.question)
    if renamed is None or (
        renamed.keys().isdisjoint(review.covered) and renamed.keys().isdisjoint(review.missed)
    ):
        return review
    covered = bank.current_point_names(review.question, review.covered)
    missed = bank.current_point_names(review.question, review.missed)
    return replace(review, covered=covered, missed=tuple(name for name in missed if name not in covered))
