"""How near a story is to the wording of each question, whatever points it makes.

The relevance is that of Okapi BM25 over word stems: of the story's text to the wordings of a question, and of
its title and tags to the wordings and tags. Titles say in few words what a story is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.stems import Stem, content_words

SATURATION, LENGTH_PART = 1.2, 0.75
"""The usual parameters k1 and b of BM25."""


class WordingFit:
    """The words of all questions, to compare stories with them."""

    def __init__(self, questions: Iterable[Question], stem: Stem) -> None:
        """
        Args:
            questions: all questions of the bank: the more, the better is known which words are rare.
            stem: the stemmer of content words.
        """
        self._stem = stem
        asked = list(questions)
        self._wordings = _Documents(
            {each.id: self._stems(" ".join((each.title, each.prompt, *each.variants))) for each in asked}
        )
        self._tags = _Documents({each.id: self._stems(" ".join(each.tags)) for each in asked})

    def score_text(self, text: str, questions: Iterable[str]) -> dict[str, float]:
        """Return how near the text of a story is to each question, 0 if they have no word in common."""
        words = self._stems(text)
        return {question: self._wordings.score(question, words) for question in questions}

    def score_heading(self, heading: str, questions: Iterable[str]) -> dict[str, float]:
        """Return how near the title and the tags of a story are to each question, likewise."""
        words = self._stems(heading)
        return {
            question: self._wordings.score(question, words) + self._tags.score(question, words)
            for question in questions
        }

    def _stems(self, text: str) -> Counter[str]:
        return Counter(map(self._stem, content_words(text)))


class _Documents:
    """A text of each question, as word counts."""

    def __init__(self, words: dict[str, Counter[str]]) -> None:
        self._words = words
        found = Counter(word for own in words.values() for word in own)
        self._rarity = {word: log(1 + (len(words) - n + 0.5) / (n + 0.5)) for word, n in found.items()}
        self._mean_length = sum(own.total() for own in words.values()) / max(1, len(words)) or 1.0

    def score(self, question: str, words: Counter[str]) -> float:
        own = self._words.get(question, Counter())
        length = 1 - LENGTH_PART + LENGTH_PART * own.total() / self._mean_length
        return sum(
            self._rarity[word] * own[word] * (SATURATION + 1) / (own[word] + SATURATION * length)
            for word in words
            if word in own
        )
