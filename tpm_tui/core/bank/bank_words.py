"""The words of the texts that answers are matched against, counted in a whole bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.text.stems import content_words

PREFIX_LENGTH = 5
"""Letters of a word by which word frequencies in the bank are counted."""


class BankWords(Struct, frozen=True):
    """How often words occur in a bank. Counting takes 1 ms a question, so that it is kept in the cache.

    Words are counted by their prefix: stemming the whole bank takes several times as long and is no better at
    finding the rare words.
    """

    text_count: int = 0
    """The number of texts that answers are matched against."""
    frequencies: dict[str, int] = {}
    """In how many of these texts a prefix occurs."""
    words: frozenset[str] = frozenset()
    """All words of these texts."""
    prefixes: dict[str, frozenset[str]] = {}
    """The prefixes of the words of each question, with its prompt, by question id."""


def count_bank_words(questions: Iterable[Question]) -> BankWords:
    """Count the words of questions."""
    text_count = 0
    frequencies: Counter[str] = Counter()
    words: set[str] = set()
    prefixes: dict[str, frozenset[str]] = {}
    for question in questions:
        own = [content_words(text) for point in question.key_points for text in matching_texts(point)]
        text_count += len(own)
        for text in own:
            frequencies.update(set(map(word_prefix, text)))
            words.update(text)
        prompt = content_words(question.prompt)
        prefixes[question.id] = frozenset(
            map(word_prefix, (*prompt, *(word for text in own for word in text)))
        )
    return BankWords(text_count, dict(frequencies), frozenset(words), prefixes)


def matching_texts(point: KeyPoint) -> tuple[str, ...]:
    """Return the texts that answers are matched against: the name, name and observable cue, every cue."""
    observable = (f"{point.name} {point.cue}",) if point.cue else ()
    return (point.name, *observable, *point.cues)


def word_prefix(word: str) -> str:
    """Return the beginning of a word that its inflections share."""
    return word.rstrip("s")[:PREFIX_LENGTH]
