"""A check on matching cues: does each one speak for its own key point?

A cue helps only if it brings words of its own and if those words do not belong to a sister point of the
same question. Each cue is left out in turn and held against the rest of all points, as a sentence of a
typed answer would be; a sister that scores above the own point would take the tick. Words are weighed over
the whole bank, so that "week" or "told" count for little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

from msgspec import Struct

from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.text.stems import Stem, content_stems

FAINT = 0.15
"""Cosine below which two texts share everyday words only; such a likeness ticks nothing."""


class CueFinding(Struct, frozen=True):
    """How one cue fares when it is left out of its own point's texts."""

    point: str
    """Name of the key point that owns the cue."""
    cue: str
    repeats: bool
    """Every content word already stands in the point's own name or observable cue."""
    rank: int
    """Place of the own point among all points, 1 is first; sisters that tie or are faint do not count."""
    rival: str
    """The best sister point, where it scores above the own one; else empty."""


def cue_weights(questions: Iterable[Question], stem: Stem) -> dict[str, float]:
    """Inverse document frequency of every stem over the matching texts of these questions."""
    texts = [
        content_stems(text, stem)
        for question in questions
        for point in question.key_points
        for text in _texts(point)
    ]
    seen = Counter(found for text in texts for found in text)
    return {found: log(1 + len(texts) / count) for found, count in seen.items()}


def lint_cues(question: Question, stem: Stem, weights: dict[str, float]) -> tuple[CueFinding, ...]:
    """Hold every cue against the rest of all points, in the order of the question.

    `weights` come from `cue_weights` over a bank that holds the question.
    """
    texts = [tuple(content_stems(text, stem) for text in _texts(point)) for point in question.key_points]
    findings = []
    for own, point in enumerate(question.key_points):
        label = content_stems(f"{point.name} {point.cue}", stem)
        for place, cue in enumerate(point.cues):
            stems = content_stems(cue, stem)
            left_out = _BEFORE_CUES + place
            rest = texts[own][:left_out] + texts[own][left_out + 1 :]
            scores = [_score(rest if at == own else texts[at], stems, weights) for at in range(len(texts))]
            above = [at for at in range(len(scores)) if scores[at] > max(scores[own], FAINT)]
            rival = question.key_points[max(above, key=scores.__getitem__)].name if above else ""
            findings.append(CueFinding(point.name, cue, stems <= label, 1 + len(above), rival))
    return tuple(findings)


def share_first(findings: tuple[CueFinding, ...]) -> float:
    """Share of cues whose own point is not beaten by a sister, 0 to 1; 1 where there are no cues."""
    return sum(finding.rank == 1 for finding in findings) / len(findings) if findings else 1.0


_BEFORE_CUES = 2
"""Texts of a point that stand before its cues in `_texts`."""


def _texts(point: KeyPoint) -> tuple[str, ...]:
    """What a sentence is matched against: the name, the name with its observable, every cue."""
    return (point.name, f"{point.name} {point.cue}", *point.cues)


def _score(texts: tuple[frozenset[str], ...], stems: frozenset[str], weights: dict[str, float]) -> float:
    """Mean cosine with the two most alike texts, 0 to 1."""
    best = sorted((_cosine(text, stems, weights) for text in texts), reverse=True)[:2]
    return sum(best) / 2


def _cosine(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    shared = sum(weights[stem] ** 2 for stem in one & other)
    return shared / (_norm(one, weights) * _norm(other, weights)) if shared else 0.0


def _norm(stems: frozenset[str], weights: dict[str, float]) -> float:
    return sqrt(sum(weights[stem] ** 2 for stem in stems))
