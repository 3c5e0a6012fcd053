"""How well a sentence fits a key point: weights of words, scores of the point's texts, rivalry of points."""

from __future__ import annotations

from collections.abc import Sequence, Set
from math import sqrt

from msgspec import Struct

MIN_NORM = 1.2
"""Minimum length of a text, by which its score is divided: one shared word is not enough for a tick."""

MIN_WHOLE_WORDS = 3
"""Words from which a text is long enough that a sentence rarely has all of them by chance."""


class IndexedPoint(Struct, frozen=True):
    """A key point prepared for matching."""

    name: str
    gains: dict[str, list[tuple[int, float]]]
    """For each stem, (index of a text that contains it, what it adds to the score of that text)."""
    squares: dict[str, float]
    """The weight of each stem, squared."""
    whole: tuple[float, ...]
    """For each text, the score of a sentence with all its words; 0 if it has less than `MIN_WHOLE_WORDS`."""


class Fit(Struct, frozen=True):
    """How well one sentence fits one point."""

    scores: dict[int, float]
    """By index of a text."""
    best: float
    """The highest of the scores."""
    shared: float
    """The sum of the squared weights of the words that the sentence shares with any text."""


def exclusivity(stem: str, used: Sequence[Set[str]]) -> float:
    """Return the share (0 to 1) of a question's other points that do not use the stem; 1 if there are none.

    Args:
        stem: a stem that a point uses.
        used: the stems of each point.
    """
    others = len(used) - 1
    return 1 - (sum(stem in point for point in used) - 1) / others if others else 1.0


def index_point(name: str, texts: Sequence[Set[str]], squares: dict[str, float]) -> IndexedPoint:
    """Return a point prepared for matching.

    Args:
        name: its name.
        texts: the stems of each of its texts.
        squares: the weight of each stem of the question, squared.
    """
    gains: dict[str, list[tuple[int, float]]] = {}
    whole = []
    for index, text in enumerate(texts):
        total = sum(squares[stem] for stem in text)
        norm = max(MIN_NORM, sqrt(total))
        for stem in text:
            gains.setdefault(stem, []).append((index, squares[stem] / norm))
        whole.append(total / norm if len(text) >= MIN_WHOLE_WORDS else 0.0)
    return IndexedPoint(name, gains, squares, tuple(whole))


def fit_sentence(point: IndexedPoint, stems: Set[str]) -> Fit:
    """Return how well a sentence with these stems fits a point."""
    shared = point.gains.keys() & stems
    scores: dict[int, float] = {}
    for stem in shared:
        for text, gain in point.gains[stem]:
            scores[text] = scores.get(text, 0.0) + gain
    for text, score in scores.items():
        if point.whole[text]:
            # The cube is near 0 unless nearly all words are shared; then common words are enough, too.
            scores[text] = score + (score / point.whole[text]) ** 3
    return Fit(scores, max(scores.values(), default=0.0), sum(point.squares[stem] for stem in shared))


def rivalry_factor(own: float, rival: float) -> float:
    """Return by which factor a sentence counts for a point, from its best scores for it and a rival.

    It is 1 if the own score is the higher one, and falls to 0 for a rival with twice the score.
    """
    return min(1.0, max(0.0, 2 - rival / own))
