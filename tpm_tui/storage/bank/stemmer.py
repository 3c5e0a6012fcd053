"""The English word stemmer, imported on first use: importing it takes longer than a command."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tpm_tui.storage.late_modules import late_modules

if TYPE_CHECKING:
    from tpm_tui.core.text.stems import Stem

STEM_CACHE_SIZE = 50_000
"""Number of cached stems: more than the words of a bank and a long session of answers."""

STEMMER_PACKAGE = "snowballstemmer"


@cache
def english_stemmer() -> Stem:
    """Return the Snowball stemmer for English (Porter 2), with a cache of stems."""
    with late_modules(other_stemmers()):
        import snowballstemmer

    stem: Stem = snowballstemmer.stemmer("english").stemWord
    return lru_cache(STEM_CACHE_SIZE)(stem)


def other_stemmers() -> list[str]:
    """Return the modules of the other languages: these take 3 MB of memory and 10 ms to import."""
    spec = find_spec(STEMMER_PACKAGE)
    folders = (spec and spec.submodule_search_locations) or ()
    files = [file for folder in folders for file in os.listdir(folder)]
    names = sorted(file.removesuffix(".py") for file in files if file.endswith("_stemmer.py"))
    return [f"{STEMMER_PACKAGE}.{name}" for name in names if name != "english_stemmer"]
