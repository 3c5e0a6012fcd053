"""Words with one typo: a letter too many, missing or wrong, or two neighbouring letters swapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MIN_LETTERS = 6
"""Letters of the shortest word in which a typo is tolerated; shorter words have too many neighbours."""

MAX_LETTERS = 40
"""Letters of the longest word that is searched: a word has as many variants as letters."""


class TypoIndex:
    """The long words of a vocabulary, found by a spelling with one typo."""

    def __init__(self, words: Iterable[str]) -> None:
        """
        Args:
            words: lower-case words; those that are short, very long or contain digits are left out.
        """
        self._words: dict[str, list[str]] = {}
        for word in words:
            if MIN_LETTERS <= len(word) <= MAX_LETTERS and word.isalpha():
                for variant in _variants(word):
                    self._words.setdefault(variant, []).append(word)

    def find(self, typed: str) -> set[str]:
        """Return the words that differ from the typed word by one typo."""
        if not MIN_LETTERS - 1 <= len(typed) <= MAX_LETTERS + 1:
            return set()
        found = (word for variant in _variants(typed) for word in self._words.get(variant, ()))
        return {word for word in found if has_one_typo(typed, word)}


def has_one_typo(typed: str, word: str) -> bool:
    """Whether the typed word becomes the word by one insertion, deletion, replacement or swap."""
    start = next(
        (place for place, pair in enumerate(zip(typed, word, strict=False)) if pair[0] != pair[1]), None
    )
    if start is None:
        return abs(len(typed) - len(word)) == 1
    one, other = typed[start:], word[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[1::-1] == other[:2] and one[2:] == other[2:])
    )


def _variants(word: str) -> Iterator[str]:
    """Yield the word, and the word without one of its letters. Words with one typo share a variant."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
