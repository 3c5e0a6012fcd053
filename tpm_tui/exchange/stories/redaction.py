"""Replace words that others must not read, such as names of employers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from unicodedata import normalize

REDACTED = "[redacted]"
MAX_WHOLE_WORD = 3
"""Characters up to which a word is replaced only as a whole word: `a` is nearly everywhere."""

_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"


def make_redactor(words: Iterable[str]) -> Callable[[str], str]:
    """Return a function that replaces the words in a text, in any case.

    A word of more than `MAX_WHOLE_WORD` characters is replaced inside other words too. Spaces in a word match
    any spaces and line breaks. A replaced word is not replaced again.
    """
    given = {" ".join(normalize("NFC", word).split()) for word in words} - {""}
    if not given:
        return lambda text: text
    ordered = sorted(given, key=lambda word: (-len(word), word))
    pattern = re.compile("|".join([re.escape(REDACTED), *map(_pattern, ordered)]), re.IGNORECASE)
    return lambda text: pattern.sub(REDACTED, normalize("NFC", text))


def _pattern(word: str) -> str:
    pattern = r"\s+".join(map(re.escape, word.split()))
    if len(word) > MAX_WHOLE_WORD:
        return pattern
    return f"{_NO_LETTER_BEFORE * word[0].isalnum()}{pattern}{_NO_LETTER_AFTER * word[-1].isalnum()}"
