"""The word diff of two answers: which words are the same, gone or new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.text.sanitize import clean

MAX_WORDS = 3_000
"""Words of each answer that are compared."""

MAX_CHARACTERS = 60_000
"""Characters of each answer that are compared. A single word can be very long."""

EXACT_WORDS = 400
"""Up to this many words, a match can begin at any word. In longer answers it cannot begin at frequent words,
as the time could grow with the cube of the number of words; matches still extend over them."""

_WORD = re.compile(r"(\S+)(\s*)")

DiffKind = Literal["same", "gone", "new"]
"""Of both answers, of the older one only, of the newer one only."""


class DiffPart(Struct, frozen=True):
    """Consecutive words that are the same, gone or new."""

    kind: DiffKind
    text: str
    """The words, with the white space between them."""
    space: str = ""
    """The white space after the words."""


class WordDiff(Struct, frozen=True):
    """The parts of two answers, in their order; what is gone comes before what is new in its place."""

    parts: tuple[DiffPart, ...] = ()
    is_cut: bool = False
    """Whether an answer was longer than what is compared; the rest is left out."""

    @property
    def is_same(self) -> bool:
        """Whether no word differs in what was compared."""
        return all(part.kind == "same" for part in self.parts)


class _Words(Struct, frozen=True):
    words: list[str]
    spaces: list[str]
    """The white space after each word."""
    is_cut: bool

    def part(self, kind: DiffKind, start: int, end: int) -> DiffPart:
        """Return words with the white space between them."""
        pairs = zip(self.words[start:end], self.spaces[start:end], strict=True)
        text = "".join(piece for pair in pairs for piece in pair)
        space = self.spaces[end - 1]
        return DiffPart(kind, text[: len(text) - len(space)], space)


def diff_words(older: str, newer: str) -> WordDiff:
    """Return the word diff of two answers. White space does not count; text is sanitized.

    At most `MAX_WORDS` words of each are compared.
    """
    old, new = _split(older), _split(newer)
    *parts, last = [*_parts(old, new)] or [DiffPart("same", "")]
    spaced = [part if part.space else replace(part, space=" ") for part in parts]
    return WordDiff((*spaced, last) if last.text else (), old.is_cut or new.is_cut)


def _parts(old: _Words, new: _Words) -> Iterator[DiffPart]:
    for tag, old_start, old_end, new_start, new_end in _opcodes(old.words, new.words):
        if tag == "equal":
            yield new.part("same", new_start, new_end)
            continue
        if old_start < old_end:
            yield old.part("gone", old_start, old_end)
        if new_start < new_end:
            yield new.part("new", new_start, new_end)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    is_long = max(len(old), len(new)) > EXACT_WORDS
    return list(SequenceMatcher(None, old, new, autojunk=is_long).get_opcodes())


def _split(text: str) -> _Words:
    shown = clean(text[:MAX_CHARACTERS]).lstrip()
    found = list(islice(_WORD.finditer(shown), MAX_WORDS + 1))
    kept = found[:MAX_WORDS]
    return _Words(
        [match[1] for match in kept],
        [match[2] for match in kept],
        len(text) > MAX_CHARACTERS or len(found) > MAX_WORDS,
    )
