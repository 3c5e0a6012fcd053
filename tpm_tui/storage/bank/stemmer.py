"""The English word stemmer, loaded when it is first needed: importing it takes longer than a command."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpm_tui.core.text.stems import Stem

WORDS_KEPT = 50_000
"""Stems to remember: more than a bank and a long evening of answers hold."""


@cache
def english_stemmer() -> Stem:
    """The Snowball stemmer for English (Porter 2), which remembers the words it has cut."""
    import snowballstemmer

    stem: Stem = snowballstemmer.stemmer("english").stemWord
    return lru_cache(WORDS_KEPT)(stem)
