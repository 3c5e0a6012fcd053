"""The comparison of prompts that differ only in case, spaces and punctuation."""

from __future__ import annotations

import unicodedata


def prompt_key(prompt: str) -> str:
    """Return a text that is equal for prompts with the same words; empty for one without a word."""
    folded = unicodedata.normalize("NFKC", prompt).casefold()
    letters = (character if character.isalnum() else " " for character in folded if character not in "'’")
    return " ".join("".join(letters).split())
