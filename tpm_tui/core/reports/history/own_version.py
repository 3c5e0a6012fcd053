"""The learner's own version of an answer, which stands beside the model answer and is the one to beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tpm_tui.core.cards.events import Pin
from tpm_tui.core.reports.history.attempts import Attempt


class OwnVersion(Struct, frozen=True):
    """The own version of the answer to one question."""

    text: str
    """Empty only for a spoken attempt without a transcript."""
    attempt: Attempt | None = None
    """The attempt that it is; None if it was written, or if its answer is not graded."""

    def is_attempt(self, attempt: Attempt) -> bool:
        """Return whether it is a given attempt."""
        return self.attempt is not None and self.attempt.review.id == attempt.review.id


class OwnMaterial(Struct, frozen=True):
    """What a learner has of their own on a question, besides notes."""

    version: OwnVersion | None = None
    cues: Mapping[str, tuple[str, ...]] = {}
    """Sentences that are kept as cues, by the names of the key points, oldest first."""


def find_own_version(pin: Pin | None, attempts: Sequence[Attempt]) -> OwnVersion | None:
    """Return the own version that a pin says; None without a pin, and while its attempt is undone.

    An answer can be pinned before it is graded. Then its text is stored, by which its attempt is found.

    Args:
        pin: the newest pin of the question.
        attempts: the active attempts at it, oldest first.
    """
    if pin is None:
        return None
    if pin.review:
        pinned = next((each for each in attempts if each.review.id == pin.review), None)
        return None if pinned is None else OwnVersion(pinned.review.answer, pinned)
    text = pin.text.strip()
    same = (each for each in reversed(attempts) if each.review.answer.strip() == text)
    return OwnVersion(pin.text, next(same, None))
