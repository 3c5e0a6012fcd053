"""Phrases of the doctor's messages."""

from __future__ import annotations

from collections.abc import Sequence


def join_first(names: Sequence[str], limit: int = 3) -> str:
    """Join the first names for a message: `a, b, c and 2 more`."""
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more
