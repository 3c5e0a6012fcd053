"""Recognition of key points in a typed answer, so that the reveal can tick them in advance.

Each sentence of the answer is compared with every text of a point: its name, its name with the observable
cue, and its matching cues. Shared word stems score by their rarity in the whole bank, squared, over the
length of the text; a point's score is the mean of its two best texts. A negated clause ("we had no pilot")
scores nothing. One typo in a long word is tolerated. The learner confirms or corrects the ticks: they do not
decide the grade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt

from msgspec import Struct

from tpm_tui.core.bank.answer_words import AnswerStemmer, Vocabulary
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.text.passages import affirmed_stems, split_passages
from tpm_tui.core.text.stems import Stem, content_words

TICK_THRESHOLD = 0.46
"""Minimum score for a point to be ticked."""

OFFER_THRESHOLD = 0.36
"""Minimum score for a point to be offered without a tick."""

BEST_TEXTS = 2
"""How many of a point's texts make up its score; a single text may match by chance."""

PREFIX_LENGTH = 5
"""Letters of a word by which word frequencies in the bank are counted."""


class Hit(Struct, frozen=True):
    """A key point that was recognised in an answer."""

    point: str
    """Name of the key point."""
    sentence: str
    """The sentence of the answer that matches best, word for word."""
    score: float
    """How well the answer matches, 0 or more, on the scale of `TICK_THRESHOLD` and `OFFER_THRESHOLD`."""
    sure: bool
    """Whether the point is to be ticked; otherwise it is only offered."""


class _IndexedPoint(Struct, frozen=True):
    """A key point prepared for matching."""

    name: str
    gains: dict[str, list[tuple[int, float]]]
    """For each stem, (index of a text that contains it, what it adds to the score of that text)."""


class _IndexedQuestion(Struct, frozen=True):
    """A question prepared for matching."""

    question: Question
    points: tuple[_IndexedPoint, ...]
    stem: AnswerStemmer
    """The stemmer for answers to the question."""


class CoverageIndex:
    """The key points of a bank, prepared for matching. Questions are indexed on first use."""

    def __init__(self, texts: Sequence[Iterable[str]], prose: Iterable[str], stem: Stem) -> None:
        """Count in how many texts of the bank each word occurs.

        Words are counted by their prefix: stemming the whole bank takes several times as long and is no
        better at finding the rare words.

        Args:
            texts: the content words of each matching text in the bank.
            prose: other texts of the bank; their words are never taken for typos.
            stem: the stemmer.
        """
        self._texts = len(texts)
        self._frequencies = Counter(prefix for text in texts for prefix in set(map(_prefix, text)))
        self._vocabulary = Vocabulary({word for text in texts for word in text}, prose, stem)
        self._stem = stem
        self._questions: dict[str, _IndexedQuestion] = {}

    @classmethod
    def build(cls, questions: Iterable[Question], stem: Stem) -> CoverageIndex:
        """Index the matching texts of these questions."""
        asked = tuple(questions)
        points = [point for question in asked for point in question.key_points]
        texts = [content_words(text) for point in points for text in matching_texts(point)]
        return cls(texts, (text for question in asked for text in _prose(question)), stem)

    def match(self, question: Question, answer: str) -> tuple[Hit, ...]:
        """Return the question's points that the answer makes or may make, in the question's order."""
        indexed = self._indexed(question)
        sentences = [(passage, affirmed_stems(passage, indexed.stem)) for passage in split_passages(answer)]
        hits = (_match_point(point, sentences) for point in indexed.points)
        return tuple(hit for hit in hits if hit)

    def _indexed(self, question: Question) -> _IndexedQuestion:
        known = self._questions.get(question.id)
        if known is None or known.question is not question:
            known = self._questions[question.id] = self._index(question)
        return known

    def _index(self, question: Question) -> _IndexedQuestion:
        texts = [[content_words(text) for text in matching_texts(point)] for point in question.key_points]
        words = {word for own in texts for text in own for word in text}
        stems = {word: self._stem(word) for word in words}
        prefixes: dict[str, set[str]] = {}
        for word, stem in stems.items():
            prefixes.setdefault(stem, set()).add(_prefix(word))
        squares = {stem: self._rarity(starts) ** 2 for stem, starts in prefixes.items()}
        points = tuple(
            _IndexedPoint(point.name, _gains([{stems[word] for word in text} for text in own], squares))
            for point, own in zip(question.key_points, texts, strict=True)
        )
        return _IndexedQuestion(question, points, AnswerStemmer(stems, self._vocabulary, self._stem))

    def _rarity(self, prefixes: set[str]) -> float:
        """Return how rare words with these prefixes are in the bank: above 0, and 1 for the rarest.

        The value is relative to the rarest, so that scores are comparable between small and large banks.
        """
        count = max(1, sum(self._frequencies[prefix] for prefix in prefixes))
        texts = max(1, self._texts)
        return log(1 + texts / count) / log(1 + texts)


def _gains(texts: list[set[str]], squares: dict[str, float]) -> dict[str, list[tuple[int, float]]]:
    """Return, for each stem of a point, the texts that contain it and what it adds to their scores."""
    gains: dict[str, list[tuple[int, float]]] = {}
    for index, text in enumerate(texts):
        norm = sqrt(sum(squares[stem] for stem in text))
        for stem in text:
            gains.setdefault(stem, []).append((index, squares[stem] / norm))
    return gains


def _match_point(point: _IndexedPoint, sentences: list[tuple[str, frozenset[str]]]) -> Hit | None:
    """Match one point against (sentence, stems) pairs; None if its score is below both thresholds."""
    best: dict[int, tuple[float, str]] = {}
    for sentence, stems in sentences:
        scores: dict[int, float] = {}
        for stem in stems & point.gains.keys():
            for text, gain in point.gains[stem]:
                scores[text] = scores.get(text, 0.0) + gain
        for text, score in scores.items():
            if score > best.get(text, (0.0, ""))[0]:
                best[text] = (score, sentence)
    top = sorted(best.values(), key=lambda scored: -scored[0])[:BEST_TEXTS]
    total = sum(score for score, _ in top) / BEST_TEXTS
    return (
        Hit(point.name, top[0][1], total, total >= TICK_THRESHOLD)
        if top and total >= OFFER_THRESHOLD
        else None
    )


def _prefix(word: str) -> str:
    return word.rstrip("s")[:PREFIX_LENGTH]


def matching_texts(point: KeyPoint) -> tuple[str, ...]:
    """Return the texts that answers are matched against: the name, name and observable cue, every cue."""
    observable = (f"{point.name} {point.cue}",) if point.cue else ()
    return (point.name, *observable, *point.cues)


def _prose(question: Question) -> tuple[str, ...]:
    return (
        question.prompt,
        question.opening,
        question.short_answer,
        *(text for _, text in question.answer_parts),
    )
