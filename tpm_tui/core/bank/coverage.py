"""Which key points a typed answer makes, so that the reveal can tick them beforehand.

Each sentence of the answer is held against every text of a point: its name, its name with the observable
cue, and the cues it is recognised by. Shared word stems count by their rarity over the whole bank,
squared, over the length of the text; a point scores the mean of its two best texts. A clause that denies
("we had no pilot") counts for nothing. The learner confirms or mends the ticks: they decide no grade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

from msgspec import Struct

from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.text.passages import affirmed_stems, passages
from tpm_tui.core.text.stems import Stem, content_words

SURE = 0.46
"""Score from which a point is ticked."""

MAYBE = 0.36
"""Score from which a point is offered, unticked."""

BEST_TEXTS = 2
"""How many of a point's texts make its score; one alone may be met by chance."""

BEGINNING = 5
"""Letters by which the words of the bank are counted."""


class Hit(Struct, frozen=True):
    """A point that was recognised, and where."""

    point: str
    """Name of the key point."""
    sentence: str
    """The sentence of the answer that fits best."""
    score: float
    """How well the answer fits, from 0; `SURE` and `MAYBE` are on its scale."""
    sure: bool
    """Whether it is to be ticked; the others are only offered."""


class _Point(Struct, frozen=True):
    """A key point made ready: for every stem, the texts it occurs in and what it adds to their scores."""

    name: str
    gains: dict[str, list[tuple[int, float]]]


class CoverageIndex:
    """A bank's key points, made ready for recognition; a question is indexed when first asked about."""

    def __init__(self, texts: int, seen: Counter[str], stem: Stem) -> None:
        self._texts = texts
        self._seen = seen
        self._stem = stem
        self._questions: dict[str, tuple[Question, tuple[_Point, ...]]] = {}

    @classmethod
    def build(cls, questions: Iterable[Question], stem: Stem) -> CoverageIndex:
        """Count in how many texts of the bank each word occurs.

        Counted by the beginnings of words: cutting the stems of a whole bank takes several times as long
        and tells no better what is rare.
        """
        points = [point for question in questions for point in question.key_points]
        texts = [text for point in points for text in point_texts(point)]
        seen = Counter(found for text in texts for found in set(map(_beginning, content_words(text))))
        return cls(len(texts), seen, stem)

    def covered(self, question: Question, answer: str) -> tuple[Hit, ...]:
        """The question's points that the answer makes or may make, in the question's order."""
        sentences = [(passage, affirmed_stems(passage, self._stem)) for passage in passages(answer)]
        hits = (_hit(point, sentences) for point in self._indexed(question))
        return tuple(hit for hit in hits if hit)

    def _indexed(self, question: Question) -> tuple[_Point, ...]:
        known = self._questions.get(question.id)
        if known is None or known[0] is not question:
            known = (question, self._index(question))
            self._questions[question.id] = known
        return known[1]

    def _index(self, question: Question) -> tuple[_Point, ...]:
        texts = [[content_words(text) for text in point_texts(point)] for point in question.key_points]
        words = {word for own in texts for text in own for word in text}
        stems = {word: self._stem(word) for word in words}
        beginnings: dict[str, set[str]] = {}
        for word, found in stems.items():
            beginnings.setdefault(found, set()).add(_beginning(word))
        squares = {found: self._weight(starts) ** 2 for found, starts in beginnings.items()}
        return tuple(
            _Point(point.name, _gains([{stems[word] for word in text} for text in own], squares))
            for point, own in zip(question.key_points, texts, strict=True)
        )

    def _weight(self, beginnings: set[str]) -> float:
        """How rare words of these beginnings are in the bank: above 0, and 1 for the rarest.

        As a share of the rarest, so that scores mean the same in a small bank and in a large one.
        """
        count = max(1, sum(self._seen[beginning] for beginning in beginnings))
        texts = max(1, self._texts)
        return log(1 + texts / count) / log(1 + texts)


def _gains(texts: list[set[str]], squares: dict[str, float]) -> dict[str, list[tuple[int, float]]]:
    """For every stem of a point, the texts it occurs in and what it adds to the score of each."""
    gains: dict[str, list[tuple[int, float]]] = {}
    for place, text in enumerate(texts):
        norm = sqrt(sum(squares[found] for found in text))
        for found in text:
            gains.setdefault(found, []).append((place, squares[found] / norm))
    return gains


def _hit(point: _Point, sentences: list[tuple[str, frozenset[str]]]) -> Hit | None:
    """The point as recognised in these sentences, if it is."""
    best: dict[int, tuple[float, str]] = {}
    for sentence, stems in sentences:
        scores: dict[int, float] = {}
        for found in stems & point.gains.keys():
            for text, gain in point.gains[found]:
                scores[text] = scores.get(text, 0.0) + gain
        for text, score in scores.items():
            if score > best.get(text, (0.0, ""))[0]:
                best[text] = (score, sentence)
    top = sorted(best.values(), key=lambda scored: -scored[0])[:BEST_TEXTS]
    total = sum(score for score, _ in top) / BEST_TEXTS
    return Hit(point.name, top[0][1], total, total >= SURE) if top and total >= MAYBE else None


def _beginning(word: str) -> str:
    return word.rstrip("s")[:BEGINNING]


def point_texts(point: KeyPoint) -> tuple[str, ...]:
    """What an answer is matched against: the name, the name with its observable cue, every cue."""
    observable = (f"{point.name} {point.cue}",) if point.cue else ()
    return (point.name, *observable, *point.cues)
