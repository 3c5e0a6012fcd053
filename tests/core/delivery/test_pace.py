"""The learner's own speaking pace."""

from __future__ import annotations

from msgspec.structs import replace

from tests.core.strategies import review
from tpm_tui.core.cards.events import Review
from tpm_tui.core.delivery.pace import PACE_ANSWERS, compute_pace
from tpm_tui.core.text.speech import WORDS_PER_MINUTE


def spoken(words: int, seconds: float = 60) -> Review:
    return replace(review(), words=words, seconds=seconds, spoken=True)


def test_few_spoken_answers_give_the_default() -> None:
    assert compute_pace([spoken(100), spoken(100)]) == WORDS_PER_MINUTE


def test_pace_is_the_median_of_the_newest() -> None:
    assert compute_pace([spoken(100), spoken(110), spoken(180)]) == 110
    assert compute_pace([*[spoken(200)] * PACE_ANSWERS, *[spoken(120)] * PACE_ANSWERS]) == 120


def test_typed_and_implausible_answers_are_ignored() -> None:
    typed = replace(review(), words=500, seconds=60)
    ignored = [typed, spoken(0), spoken(100, 0), spoken(100, 600), spoken(900)]
    assert compute_pace([*ignored, spoken(120), spoken(120)]) == WORDS_PER_MINUTE
    assert compute_pace([*ignored, spoken(120), spoken(120), spoken(120)]) == 120
