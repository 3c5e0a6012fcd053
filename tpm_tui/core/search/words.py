"""The words and phrases of a search, and where a text contains them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cached_property
from itertools import islice, takewhile

from msgspec import Struct

from tpm_tui.core.session.filter import Filter
from tpm_tui.core.text.stems import Stem

MIN_ROOT = 3
"""Letters that the forms of a word share at least; of a shorter word, no other forms are found."""

MAX_FITS = 8
"""How many places of a word in one text are compared; a letter may be in it thousands of times."""

Span = tuple[int, int]
"""Start and end of a match."""

_WORD_START = r"(?<![^\W_])"
_WORD_REST = r"[^\W_]*"
_WORD_END = r"(?![^\W_])"


class WordFit(IntEnum):
    """How well a word of the search fits a place in a text."""

    INSIDE = 0
    """It is a part of a longer word."""
    START = 1
    """It is the start of a longer word."""
    FORM = 2
    """It is another form of the word."""
    WHOLE = 3
    """It is the same word."""


class SearchWord(Struct, frozen=True, dict=True):
    """A word or a phrase of a search, case-folded. `dict=True` is needed for the cached patterns."""

    text: str
    is_phrase: bool
    root: str
    """What every match contains; to discard most texts quickly."""
    stem: str
    """The stem of the word; empty if other forms of it are not found."""
    stem_of: Stem

    def spans(self, folded: str, *, inside: bool) -> Iterator[tuple[Span, WordFit]]:
        """Yield where a folded text contains the word, and how well it fits.

        Args:
            folded: the text.
            inside: whether a part of a longer word is a match, too.
        """
        if self.root not in folded:
            return
        for found in (self._anywhere if inside else self._at_word_start).finditer(folded):
            start, end = found.span()
            if folded.startswith(self.text, start) or self.is_phrase:
                end = end if self.is_phrase else start + len(self.text)
                fit = _fit(folded, start, end)
                is_form = fit is WordFit.START and self.stem and self.stem_of(found[0]) == self.stem
                yield (start, end), WordFit.FORM if is_form else fit
            elif self.stem and self.stem_of(found[0]) == self.stem:
                yield (start, end), WordFit.FORM

    def is_in(self, folded: str, *, inside: bool) -> bool:
        """Return whether a folded text contains the word."""
        if self.root not in folded:
            return False
        found = (self._anywhere if inside else self._at_word_start).search(folded)
        if found is None or self.is_phrase or folded.startswith(self.text, found.start()):
            return found is not None
        return next(self.spans(folded, inside=inside), None) is not None

    def best_fit(self, folded: str, *, inside: bool) -> WordFit | None:
        """Return how well the word fits a folded text; None if the text does not contain it."""
        best: WordFit | None = None
        for _, fit in islice(self.spans(folded, inside=inside), MAX_FITS):
            if fit is WordFit.WHOLE:
                return fit
            best = fit if best is None else max(best, fit)
        return best

    def is_whole_in(self, folded: str) -> bool:
        """Return whether a folded text contains the word as such, not only in longer words.

        One or two letters count as such everywhere: mostly, they are the beginning of a word that is being
        typed.
        """
        if len(self.text) < MIN_ROOT:
            return True
        found = self._with_end.finditer(folded)
        return any(not each.start() or not folded[each.start() - 1].isalnum() for each in found)

    @cached_property
    def _with_end(self) -> re.Pattern[str]:
        # Without a condition before it: a pattern that begins with letters is searched many times faster.
        return re.compile(f"{self._phrase}{_WORD_END}")

    @cached_property
    def _at_word_start(self) -> re.Pattern[str]:
        start = _WORD_START if self.text[0].isalnum() else ""
        if self.is_phrase:
            return re.compile(start + self._phrase)
        rest = _WORD_REST if self.root != self.text or self.stem else ""
        return re.compile(start + re.escape(self.root) + rest)

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        if self.is_phrase:
            return re.compile(self._phrase)
        return re.compile(f"{re.escape(self.text)}|{self._at_word_start.pattern}")

    @property
    def _phrase(self) -> str:
        return r"\s+".join(map(re.escape, self.text.split()))


def search_words(query: Filter, stem: Stem) -> tuple[SearchWord, ...]:
    """Return the words and phrases that a query searches for; negated ones are left to the filter.

    Args:
        query: the parsed query.
        stem: the stemmer.
    """
    return tuple(_search_word(text.text, text.quoted, stem) for text in query.searched_texts)


def _search_word(text: str, quoted: bool, stem: Stem) -> SearchWord:
    if quoted:
        return SearchWord(text, True, text.split()[0], "", stem)
    if len(text) < MIN_ROOT or not text.isalnum():
        return SearchWord(text, False, text, "", stem)
    form = stem(text)
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(text, form, strict=False))
    root = "".join(letter for letter, _ in shared)
    if len(root) > MIN_ROOT and root[-1] in "eiy":  # hope and hoping, study and studies
        root = root[:-1]
    root = root if len(root) >= MIN_ROOT else text[:MIN_ROOT]
    return SearchWord(text, False, root, form, stem)


def _fit(folded: str, start: int, end: int) -> WordFit:
    if start and folded[start - 1].isalnum():
        return WordFit.INSIDE
    return WordFit.START if folded[end : end + 1].isalnum() else WordFit.WHOLE
