"""The comparison of two texts by their characters, imported on first use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpm_tui.core.search.nearest import Similarity


@cache
def text_similarity() -> Similarity:
    """Return the similarity of the words of two texts in any order, 0 to 1."""
    from rapidfuzz.fuzz import token_sort_ratio

    return lambda one, other: token_sort_ratio(one, other) / 100
