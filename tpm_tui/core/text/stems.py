"""Content words and their stems, which are used to compare texts.

The stemmer is passed in as a function, so that the core does not depend on one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Stem = Callable[[str], str]
"""Returns the stem of a lower-case word."""

_FUNCTION_WORDS = """
a an the and or but so as at by for from in into of off on onto out over per to up with about after
before between than then that this these those there here it its is are was were be been being am do
does did have has had having i me my mine we us our ours you your they them their he him his she her who
whom which what when where why how all any each every both some such own same too very just also only
more most much many other another one ones would could should will can may might must if because while
until again once
"""

FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words without content; they never decide which point a sentence matches."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def content_words(text: str) -> list[str]:
    """Return the content words in lower case, cut at the apostrophe; negations in n't are left out."""
    found = (word for word in _WORD.findall(text.lower().replace("\u2019", "'")) if not word.endswith("n't"))
    return [word for word in (word.partition("'")[0] for word in found) if word not in FUNCTION_WORDS]


def content_stems(text: str, stem: Stem) -> frozenset[str]:
    """Return the stems of the content words."""
    return frozenset(map(stem, content_words(text)))
