"""A linter for matching cues: reports cues that do not identify their own key point.

A cue is useful only if it adds words of its own, and if those words do not match another point of the same
question better. Each cue in turn is left out and matched against the other texts of all points, as a
sentence of a typed answer would be; a point that scores above the cue's own point would get the tick. Words
are weighted by their rarity in the whole bank, so that "week" or "said" count for little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

from msgspec import Struct

from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.text.stems import Stem, content_stems

MIN_SIMILARITY = 0.15
"""Cosine similarity up to which two texts share common words only, too few to tick a point."""


class CueFinding(Struct, frozen=True):
    """The result for one cue, matched while left out of its own point's texts."""

    point: str
    """Name of the key point that owns the cue."""
    cue: str
    repeats: bool
    """Whether every content word of the cue is already in the point's own name or observable cue."""
    rival: str
    """The point with the best score, if that is better than the own point's and above `MIN_SIMILARITY`; else
    empty."""


def cue_weights(questions: Iterable[Question], stem: Stem) -> dict[str, float]:
    """Return the inverse document frequency of every stem in the matching texts of these questions."""
    texts = [
        content_stems(text, stem)
        for question in questions
        for point in question.key_points
        for text in _texts(point)
    ]
    frequencies = Counter(found for text in texts for found in text)
    return {found: log(1 + len(texts) / count) for found, count in frequencies.items()}


def lint_cues(question: Question, stem: Stem, weights: dict[str, float]) -> tuple[CueFinding, ...]:
    """Match every cue against the other texts of all points, in the order of the question.

    Args:
        question: the question with the cues.
        stem: the stemmer.
        weights: weight by stem, from `cue_weights` for a bank that contains the question.
    """
    texts = [tuple(content_stems(text, stem) for text in _texts(point)) for point in question.key_points]
    findings = []
    for own, point in enumerate(question.key_points):
        label = content_stems(f"{point.name} {point.cue}", stem)
        for index, cue in enumerate(point.cues):
            stems = content_stems(cue, stem)
            left_out = _TEXTS_BEFORE_CUES + index
            rest = texts[own][:left_out] + texts[own][left_out + 1 :]
            scores = [_score(rest if at == own else texts[at], stems, weights) for at in range(len(texts))]
            above = [at for at in range(len(scores)) if scores[at] > max(scores[own], MIN_SIMILARITY)]
            rival = question.key_points[max(above, key=scores.__getitem__)].name if above else ""
            findings.append(CueFinding(point.name, cue, stems <= label, rival))
    return tuple(findings)


_TEXTS_BEFORE_CUES = 2
"""Number of texts before the cues in the result of `_texts`."""


def _texts(point: KeyPoint) -> tuple[str, ...]:
    """Return the texts that sentences are matched against: the name, name and observable cue, every cue."""
    return (point.name, f"{point.name} {point.cue}", *point.cues)


def _score(texts: tuple[frozenset[str], ...], stems: frozenset[str], weights: dict[str, float]) -> float:
    """Return the mean cosine similarity with the two most similar texts, 0 to 1."""
    best = sorted((_cosine(text, stems, weights) for text in texts), reverse=True)[:2]
    return sum(best) / 2


def _cosine(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    shared = sum(weights[stem] ** 2 for stem in one & other)
    return shared / (_norm(one, weights) * _norm(other, weights)) if shared else 0.0


def _norm(stems: frozenset[str], weights: dict[str, float]) -> float:
    return sqrt(sum(weights[stem] ** 2 for stem in stems))
