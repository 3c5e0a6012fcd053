"""Recognition of key points by the learner's own cues: sentences of earlier answers that made a point.

A sentence of the answer fits a cue if it has most of the cue's words, weighted by how rare they are. Of two
adjacent sentences, read as one, the one that has more of them is quoted. The cues only add to what the texts
of the bank recognise, and never replace a tick of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

from msgspec import Struct

TICK_PART = 0.6
"""Part of a cue's words, by weight, that a sentence needs for a tick."""

OFFER_PART = 0.35
"""The same for an offer without a tick."""

MIN_SHARED_WORDS = 3
"""Words that a sentence and a cue must share, unless the cue has fewer: its name alone is in many answers."""


class CueFit(Struct, frozen=True):
    """The sentence of an answer that fits the cues of a point best."""

    sentence: str
    part: float
    """Part of the words of the cue that it has, by weight; at most 1."""


def fit_cues(
    cues: Sequence[Set[str]],
    sentences: Sequence[str],
    stems: Sequence[Set[str]],
    weight: Callable[[str], float],
) -> CueFit | None:
    """Return the sentence that fits one of the cues best; None if none fits well enough for an offer.

    Args:
        cues: the stems of each cue of the point.
        sentences: the sentences of the answer.
        stems: the stems of each sentence, without those of negated clauses.
        weight: returns the weight of a stem.
    """
    best = CueFit("", 0.0)
    for cue in cues:
        weights = {stem: weight(stem) for stem in cue}
        parts = [_part(weights, words) for words in stems]
        for at, part in enumerate(parts):
            best = max(best, CueFit(sentences[at], part), key=_by_part)
            if at:
                both = _part(weights, stems[at - 1] | stems[at])
                quoted = at - 1 if parts[at - 1] >= part else at
                best = max(best, CueFit(sentences[quoted], both), key=_by_part)
    return best if best.part >= OFFER_PART else None


def _part(weights: Mapping[str, float], words: Set[str]) -> float:
    shared = weights.keys() & words
    if len(shared) < min(MIN_SHARED_WORDS, len(weights)):
        return 0.0
    return sum(weights[stem] for stem in shared) / sum(weights.values()) if shared else 0.0


def _by_part(fit: CueFit) -> float:
    return fit.part
