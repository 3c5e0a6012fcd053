"""Answers given so far: those that stand, in the order in which they count."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.merge import merged
from tpm_tui.core.review import HistoryEntry, Review, standing_reviews


def answers(entries: Iterable[HistoryEntry]) -> list[Review]:
    """Every review that was not taken back, oldest first.

    Oldest is meant as in `tpm_tui.core.replay`: by sequence number, whatever the clock did. Entries
    that occur twice, as after a merge, count once.
    """
    return standing_reviews(merged(entries))


def attempts(entries: Iterable[HistoryEntry], question: str) -> list[Review]:
    """The standing answers to one question, oldest first, further answers of a day included."""
    return [review for review in answers(entries) if review.question == question]
