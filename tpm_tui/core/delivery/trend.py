"""How the delivery changes over the attempts at a question."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tpm_tui.core.delivery.hedges import count_hedges_and_fillers
from tpm_tui.core.delivery.rules import MAX_JUDGED_CHARACTERS
from tpm_tui.core.delivery.we_or_i import count_we_and_i
from tpm_tui.core.session.scaffold import without_headings
from tpm_tui.core.text.speech import count_words

TREND_ATTEMPTS = 5
"""Newest attempts of which the trend consists."""


class DeliveryFigures(Struct, frozen=True):
    """What is measured of one answer."""

    words: int
    hedges: float
    """Hedges and fillers per 100 words."""
    we: float | None
    """Share of "we" in "we" and "I", 0 to 1; None if it has neither."""


def compute_trend(answers: Iterable[str]) -> tuple[DeliveryFigures, ...]:
    """Return the figures of the newest answers, oldest first; those without a text are left out.

    Args:
        answers: the answers or transcripts, oldest first.
    """
    texts = [text for text in answers if text.strip() and len(text) <= MAX_JUDGED_CHARACTERS]
    return tuple(map(_measure, texts[-TREND_ATTEMPTS:]))


def _measure(answer: str) -> DeliveryFigures:
    text = without_headings(answer)
    words = count_words(text)
    we, own = count_we_and_i(text)
    hedges = 100 * count_hedges_and_fillers(text) / words if words else 0.0
    return DeliveryFigures(words, round(hedges, 1), we / (we + own) if we + own else None)
