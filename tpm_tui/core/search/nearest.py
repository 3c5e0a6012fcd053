"""The questions of the bank that are nearest to a question in other words, as it was asked in an interview.

The relevance of a question is that of Okapi BM25 over the word stems of its texts; the wordings count most. A
wording that nearly is the text raises its score. Words of asking ("tell me about a time") count nothing. A
comparison of characters, passed in as a function, corrects typos and compares whole wordings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from math import log

from msgspec import Struct

from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.stems import Stem, content_words

Similarity = Callable[[str, str], float]
"""Returns how similar two texts of words are, 0 to 1, whatever the order of the words."""

WORDING_COUNT, DETAIL_COUNT, ANSWER_COUNT = 3.0, 1.0, 0.5
"""How often a word counts in a wording, in a key point or a short text, and in the model answer or a cue."""

SATURATION, LENGTH_PART = 3.0, 0.75
"""The parameters k1 and b of BM25. These and the counts found the most variants of the shipped questions."""

WORDING_PART = 0.2
"""Part of the score for the nearest wording; the rest is the relevance."""

SAME_FIT = 0.9
"""Fit from which a wording is the same question in nearly the same words."""

LOWEST_SCORE = 0.15
"""Score below which a question is not offered."""

OFFERED = 4
"""Number of questions that are offered."""

TYPO_SIMILARITY = 0.84
"""Similarity from which an unknown stem is taken for a known one with a typo."""

MIN_TYPO_LETTERS = 5
"""Letters of the shortest stem in which a typo is corrected."""

_ASKING = """
tell describe explain walk give say talk share example examples time times situation please think let
think get got go make made handle
"""
ASKING_WORDS = frozenset(_ASKING.split())
"""Words of asking, which do not tell questions apart."""


class NearQuestion(Struct, frozen=True):
    """A question that may be the one that was asked."""

    question: str
    score: float
    """How near it is, 0 to 1."""
    is_same: bool = False
    """Whether one of its wordings is nearly the text."""


class _Wording(Struct, frozen=True):
    """A text of a question."""

    words: str
    """Its content words, in their order."""
    stems: frozenset[str]


class _Indexed(Struct, frozen=True):
    """A question prepared for comparison."""

    question: str
    wordings: tuple[_Wording, ...]
    counts: Mapping[str, float]
    """How often each stem is in its texts, weighted."""
    length: float
    """The sum of these counts."""


class NearestIndex:
    """The questions of a bank, prepared for comparison."""

    def __init__(self, questions: Iterable[Question], stem: Stem, similarity: Similarity) -> None:
        """
        Args:
            questions: the questions.
            stem: the stemmer.
            similarity: compares the characters of two texts.
        """
        self._stem = stem
        self._similarity = similarity
        self._questions = tuple(self._index(question) for question in questions)
        self._corrected: dict[str, str] = {}
        """The known stem for each unknown one that was looked up."""
        found = Counter(stem for question in self._questions for stem in question.counts)
        count = len(self._questions)
        self._weights = {stem: log(1 + (count - n + 0.5) / (n + 0.5)) for stem, n in found.items()}
        self._unknown = log(1 + 2 * count + 1)
        self._average = max(1.0, sum(each.length for each in self._questions) / max(1, count))

    def find(self, text: str, limit: int = OFFERED) -> tuple[NearQuestion, ...]:
        """Return the nearest questions, nearest first; none without content words or without a near one.

        Args:
            text: the question as it was asked.
            limit: number of questions to return at most.
        """
        typed = self._wording(text)
        asked = _Wording(typed.words, frozenset(map(self._correct, typed.stems)))
        if not asked.stems:
            return ()
        near = sorted((self._compare(asked, each) for each in self._questions), key=lambda each: -each.score)
        return tuple(each for each in near[:limit] if each.score >= LOWEST_SCORE)

    def _compare(self, asked: _Wording, question: _Indexed) -> NearQuestion:
        fit = max((self._fit(asked, wording) for wording in question.wordings), default=0.0)
        score = WORDING_PART * fit + (1 - WORDING_PART) * self._relevance(asked.stems, question)
        return NearQuestion(question.question, score, fit >= SAME_FIT)

    def _relevance(self, stems: Set[str], question: _Indexed) -> float:
        """Return the BM25 relevance as a part of the highest possible one, 0 to 1."""
        norm = SATURATION * (1 - LENGTH_PART + LENGTH_PART * question.length / self._average)
        shared = stems & question.counts.keys()
        gains = (
            self._weights[stem] * question.counts[stem] / (question.counts[stem] + norm) for stem in shared
        )
        return sum(gains) / self._weigh(stems)

    def _fit(self, asked: _Wording, wording: _Wording) -> float:
        """Return how near a wording is: the mean of shared stems (Dice) and similar characters, 0 to 1."""
        both = self._weigh(asked.stems) + self._weigh(wording.stems)
        shared = 2 * self._weigh(asked.stems & wording.stems) / both
        return (shared + self._similarity(asked.words, wording.words)) / 2

    def _weigh(self, stems: Set[str]) -> float:
        return sum(self._weights.get(stem, self._unknown) for stem in stems)

    def _correct(self, stem: str) -> str:
        """Return the known stem that this one is but for a typo; else the stem itself."""
        if stem in self._weights or len(stem) < MIN_TYPO_LETTERS:
            return stem
        if stem not in self._corrected:
            near = max(self._weights, key=lambda known: self._similarity(stem, known), default=stem)
            is_typo = self._similarity(stem, near) >= TYPO_SIMILARITY
            self._corrected[stem] = near if is_typo else stem
        return self._corrected[stem]

    def _index(self, question: Question) -> _Indexed:
        points = question.key_points
        wordings = tuple(
            map(self._wording, filter(None, (question.prompt, *question.variants, question.title)))
        )
        details = (
            question.probes,
            question.short_answer,
            question.opening,
            *question.tags,
            *(f"{point.name} {point.cue}" for point in points),
            *(follow_up.ask for follow_up in question.follow_ups),
        )
        answers = (*(text for _, text in question.answer_parts), *(cue for p in points for cue in p.cues))
        counts: Counter[str] = Counter()
        texts = [(wording.words, WORDING_COUNT) for wording in wordings]
        texts += [(" ".join(details), DETAIL_COUNT), (" ".join(answers), ANSWER_COUNT)]
        for text, count in texts:
            for word in _words(text):
                counts[self._stem(word)] += count  # type: ignore[assignment]
        return _Indexed(question.id, tuple(w for w in wordings if w.stems), counts, sum(counts.values()))

    def _wording(self, text: str) -> _Wording:
        words = _words(text)
        return _Wording(" ".join(words), frozenset(map(self._stem, words)))


def _words(text: str) -> list[str]:
    """Return the content words of a text without those of asking."""
    return [word for word in content_words(text) if word not in ASKING_WORDS]
