"""Numbers with their nouns."""

from __future__ import annotations


def plural(count: int, thing: str, things: str = "") -> str:
    """Return a count with its noun: `1 answer`, `2 answers`; `things` is the plural unless it ends in s."""
    return f"{count} {thing if count == 1 else things or thing + 's'}"
