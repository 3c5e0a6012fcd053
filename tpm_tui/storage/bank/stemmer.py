"""The English word stemmer, imported on first use: importing it takes longer than a command."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpm_tui.core.text.stems import Stem

STEM_CACHE_SIZE = 50_000
"""Number of cached stems: more than the words of a bank and a long session of answers."""


@cache
def english_stemmer() -> Stem:
    """Return the Snowball stemmer for English (Porter 2), with a cache of stems."""
    import snowballstemmer

    stem: Stem = snowballstemmer.stemmer("english").stemWord
    return lru_cache(STEM_CACHE_SIZE)(stem)
