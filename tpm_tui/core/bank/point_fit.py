"""How well a sentence fits a key point: weights of words, scores of the point's texts, rivalry of points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from math import sqrt

from msgspec import Struct

MIN_NORM = 1.5
"""Minimum length of a text, by which its score is divided: one shared word is not enough for a tick."""

RIVAL_MARGIN = 1.7
"""How many times the evidence for a rival must be that for a point, so that a sentence counts for nothing."""

MIN_WHOLE_WORDS = 3
"""Words from which a text is long enough that a sentence rarely has all of them by chance."""


class IndexedPoint(Struct, frozen=True):
    """A key point prepared for matching."""

    name: str
    gains: dict[str, list[tuple[int, float]]]
    """For each stem, (index of a text that contains it, what it adds to the score of that text)."""
    weights: Mapping[str, float]
    """The weight of each stem."""
    whole: tuple[float, ...]
    """For each text, the score of a sentence with all its words; 0 if it has less than `MIN_WHOLE_WORDS`."""


class Fit(Struct, frozen=True):
    """How well one sentence fits one point."""

    scores: dict[int, float]
    """By index of a text."""
    shared: float
    """The sum of the weights of the words that the sentence shares with any text."""
    evidence: float
    """The highest of the scores plus `shared`, by which points are compared; 0 if no word is shared."""


def index_point(name: str, texts: Sequence[Set[str]], weights: Mapping[str, float]) -> IndexedPoint:
    """Return a point prepared for matching.

    Args:
        name: its name.
        texts: the stems of each of its texts.
        weights: the weight of each stem of the question.
    """
    gains: dict[str, list[tuple[int, float]]] = {}
    whole = []
    for index, text in enumerate(texts):
        total = sum(weights[stem] for stem in text)
        norm = max(MIN_NORM, sqrt(total))
        for stem in text:
            gains.setdefault(stem, []).append((index, weights[stem] / norm))
        whole.append(total / norm if len(text) >= MIN_WHOLE_WORDS else 0.0)
    return IndexedPoint(name, gains, weights, tuple(whole))


def fit_sentence(point: IndexedPoint, stems: Set[str]) -> Fit:
    """Return how well a sentence with these stems fits a point."""
    known = point.gains.keys() & stems
    scores: dict[int, float] = {}
    for stem in known:
        for text, gain in point.gains[stem]:
            scores[text] = scores.get(text, 0.0) + gain
    for text, score in scores.items():
        if point.whole[text]:
            # The cube is near 0 unless nearly all words are shared; then common words are enough, too.
            scores[text] = score + (score / point.whole[text]) ** 3
    shared = sum(point.weights[stem] for stem in known)
    return Fit(scores, shared, max(scores.values(), default=0.0) + shared)


def rivalry_factor(own: float, rival: float) -> float:
    """Return by which factor a sentence counts for a point, from the evidence for it and for a rival.

    It is 1 up to a slightly weaker rival, and falls to 0 for a rival that is `RIVAL_MARGIN` times as strong.
    """
    return min(1.0, max(0.0, RIVAL_MARGIN - rival / own)) if own else 0.0
