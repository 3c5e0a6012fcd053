"""An answer in sentences, each with its place in the text, so that it can be quoted word for word."""

from __future__ import annotations

import re
from functools import cached_property

from msgspec import Struct

from tpm_tui.core.session.scaffold import find_parts

MAX_QUOTE_WORDS = 80
"""Words of a sentence that are quoted. Dictated text may have no full stops at all."""

WORDS_BEFORE = 8
"""Words that are quoted before the place that a remark is about, in a longer sentence."""

_WORD = re.compile(r"\S+")
_BULLET = re.compile(r"(?:[-*+>\u2022]+|\(?[0-9]{1,2}[.)])\s+")
_BREAK = re.compile(r"(?P<stop>[.!?]+)[\"'\u2019\u201d)\]]*(?=\s)|\n[ \t]*\n\s*|\n(?![ \t]*[a-z])")
"""A sentence ends with a full stop, an empty line, or a line break; but not where the next line begins with a
small letter, as a line that is only wrapped does."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|resp|incl|mr|mrs|ms|dr|st|no|fig|jr|sr|inc|u\.s)|(?:^|\s)[a-z])\.$",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"\s*\(?[0-9]{1,2}\.")
_LONGEST_ABBREVIATION = 8
"""Characters before a full stop that are looked at."""


class Sentence(Struct, frozen=True):
    """A sentence with its place in the answer."""

    start: int
    end: int
    text: str
    word_count: int
    words_before: int
    """Words of the answer before it."""
    part: str = ""
    """The heading that it is below, such as `Result`; empty without one."""
    stopped: bool = False
    """Whether it ends with a full stop, and not with the line."""


class AnswerText:
    """The text of an answer, without the headings of a scaffold."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.part_names = tuple(dict.fromkeys(name for name, _, _ in find_parts(text) if name))
        """The headings, in the order of the answer; empty without a scaffold."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in their order."""
        found: list[Sentence] = []
        words = 0
        for part, start, end in find_parts(self.text):
            for first, last, stopped in _spans(self.text, start, end):
                text = self.text[first:last]
                count = len(text.split())
                found.append(Sentence(first, last, text, count, words, part, stopped))
                words += count
        return tuple(found)

    @cached_property
    def word_count(self) -> int:
        """The number of words, without those of headings."""
        return sum(sentence.word_count for sentence in self.sentences)

    def quote(self, sentence: Sentence, at: int | None = None) -> str:
        """Return a sentence, or if it is very long the words around a place in it.

        Args:
            sentence: the sentence.
            at: a place in the answer that is to be quoted; by default the sentence's start.
        """
        if sentence.word_count <= MAX_QUOTE_WORDS:
            return sentence.text
        spans = [match.span() for match in _WORD.finditer(sentence.text)]
        place = (sentence.start if at is None else at) - sentence.start
        around = next((index for index, (_, end) in enumerate(spans) if end > place), 0)
        first = max(0, min(around - WORDS_BEFORE, len(spans) - MAX_QUOTE_WORDS))
        last = min(first + MAX_QUOTE_WORDS, len(spans)) - 1
        return sentence.text[spans[first][0] : spans[last][1]]


def _spans(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Return start and end of each sentence in a range, without bullets, and whether a full stop ends it."""
    found = []
    for match in _BREAK.finditer(text, start, end):
        if match["stop"] == "." and _is_no_end(
            text[max(start, match.end("stop") - _LONGEST_ABBREVIATION) : match.end("stop")]
        ):
            continue
        stop = match.end() if match["stop"] else match.start()
        found.append((start, stop, bool(match["stop"])))
        start = match.end()
    found.append((start, end, text[start:end].rstrip().endswith((".", "!", "?"))))
    return [span for each in found if (span := _trimmed(text, *each)) is not None]


def _is_no_end(before: str) -> bool:
    """Return whether the last characters of a sentence, with its full stop, are only a part of it."""
    return bool(_ABBREVIATION.search(before) or _LIST_NUMBER.fullmatch(before))


def _trimmed(text: str, start: int, end: int, stopped: bool) -> tuple[int, int, bool] | None:
    """Return a span without spaces and bullet; None if nothing is left."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    if bullet := _BULLET.match(text, start, end):
        start = bullet.end()
    end = start + len(text[start:end].rstrip())
    return (start, end, stopped) if any(map(str.isalnum, text[start:end])) else None
