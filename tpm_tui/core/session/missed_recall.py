"""Recall cards of the key points that were missed in a session."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import KeyPoint
from tpm_tui.core.cards.events import Review
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.session.recall import RecallCard


def missed_points(reviews: Iterable[Review], bank: Bank) -> list[tuple[str, KeyPoint]]:
    """Return the key points that the last answer to each question missed, as (question id, point).

    Must points come first, otherwise they are in the order of the reviews and of the bank.

    Args:
        reviews: the active reviews of a session, oldest first.
        bank: the questions; a point that it no longer has is left out.
    """
    last = {review.question: with_current_points(review, bank) for review in reviews}
    found = [
        (question.id, point)
        for question, review in ((bank.by_id[id], last[id]) for id in last if id in bank.by_id)
        for point in question.key_points
        if point.name in review.missed
    ]
    return sorted(found, key=lambda each: not each[1].must)


def missed_point_cards(reviews: Iterable[Review], bank: Bank) -> list[RecallCard]:
    """Return a recall card for each of the `missed_points`.

    It asks how to make the point. The answer is the sentence of the model answer, else what a listener would
    hear, else the details of the point or its name.
    """
    return [
        RecallCard(question, f"How do you make this point: {point.name}?", _answer(point))
        for question, point in missed_points(reviews, bank)
    ]


def _answer(point: KeyPoint) -> str:
    return point.quote or point.cue or "; ".join(point.details) or point.name
