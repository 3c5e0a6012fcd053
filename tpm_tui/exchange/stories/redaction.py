"""Replace words that others must not read, such as names of employers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from unicodedata import normalize

REDACTED = "[redacted]"


def make_redactor(words: Iterable[str]) -> Callable[[str], str]:
    """Return a function that replaces the words in a text, in any case and also inside other words.

    Spaces in a word match any spaces and line breaks. A replaced word is not replaced again.
    """
    parts = [r"\s+".join(map(re.escape, normalize("NFC", word).split())) for word in words if word.split()]
    if not parts:
        return lambda text: text
    ordered = sorted(parts, key=len, reverse=True)
    pattern = re.compile("|".join([re.escape(REDACTED), *ordered]), re.IGNORECASE)
    return lambda text: pattern.sub(REDACTED, normalize("NFC", text))
