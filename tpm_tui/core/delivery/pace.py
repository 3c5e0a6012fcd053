"""How fast the learner speaks, from spoken answers with a transcript."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.cards.events import Review
from tpm_tui.core.text.median import median
from tpm_tui.core.text.speech import WORDS_PER_MINUTE

PACE_ANSWERS = 10
"""Answers from which the pace is computed."""

MIN_ANSWERS, MIN_SPOKEN_WORDS = 3, 60
"""Fewer or shorter answers say too little."""

SLOWEST, FASTEST = 90, 220
"""Words per minute. Outside of them the transcript is incomplete, or the clock was not stopped."""


def compute_pace(reviews: Iterable[Review]) -> int:
    """Return the words per minute of the newest spoken answers; `WORDS_PER_MINUTE` if there are too few.

    Args:
        reviews: the active reviews, oldest first.
    """
    spoken = [each for each in reviews if each.spoken and each.words >= MIN_SPOKEN_WORDS and each.seconds > 0]
    paces = [each.words * 60 / each.seconds for each in spoken]
    usable = [pace for pace in paces if SLOWEST <= pace <= FASTEST][-PACE_ANSWERS:]
    return round(median(usable)) if len(usable) >= MIN_ANSWERS else WORDS_PER_MINUTE
