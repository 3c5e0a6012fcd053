"""The stems of the words of an answer, with one typo tolerated in a long word that a question expects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from tpm_tui.core.text.stems import Stem, content_words
from tpm_tui.core.text.typos import TypoIndex

GROUP_LETTERS = 3
"""Letters at the start of a word that all its inflections share ("studies", "study")."""


class Vocabulary:
    """The words of a bank."""

    def __init__(self, words: Iterable[str], prose: Callable[[], Iterable[str]], stem: Stem) -> None:
        """
        Args:
            words: the content words of all matching texts.
            prose: returns other texts; they are read and split into words on first use, which takes long.
            stem: the stemmer; words are stemmed only when a similar one is looked up.
        """
        self._words = frozenset(words)
        self._prose = prose
        self._stem = stem
        self._stems: dict[str, frozenset[str]] = {}

    def __contains__(self, word: object) -> bool:
        """Whether a word is in the matching texts in this form."""
        return word in self._words

    def has_stem(self, stem: str) -> bool:
        """Whether a word of the bank has this stem."""
        start = stem[:GROUP_LETTERS]
        if start not in self._stems:
            similar = (word for word in self._all_words if word.startswith(start))
            self._stems[start] = frozenset(map(self._stem, similar))
        return stem in self._stems[start]

    @cached_property
    def _all_words(self) -> frozenset[str]:
        return self._words.union(*map(content_words, self._prose()))


class AnswerStemmer:
    """The stemmer for answers to one question.

    A word with one typo gets the stem of the question's word, unless it is a word of the bank itself or may
    be two different words of the question.
    """

    def __init__(self, stems: Mapping[str, str], vocabulary: Vocabulary, stem: Stem) -> None:
        """
        Args:
            stems: the words of the question's matching texts with their stems.
            vocabulary: the words of the bank.
            stem: the stemmer.
        """
        self._vocabulary = vocabulary
        self._stem = stem
        self._stems = frozenset(stems.values())
        # A word with a typo may also have another ending than the question's word, so stems are compared too.
        self._stem_by_spelling = {**stems, **{each: each for each in self._stems}}
        self._typos = TypoIndex(self._stem_by_spelling)

    def __call__(self, word: str) -> str:
        """Return the stem of a lower-case word, or of the word that was probably meant."""
        stem = self._stem(word)
        if stem in self._stems or word in self._vocabulary:
            return stem
        meant = {self._stem_by_spelling[each] for form in {word, stem} for each in self._typos.find(form)}
        if len(meant) != 1 or self._vocabulary.has_stem(stem):
            return stem
        return meant.pop()
