"""Typed characters as key presses."""

from __future__ import annotations

from functools import lru_cache

from tpm_tui.core.text.sanitize import clean, is_clean
from tpm_tui.ui.terminal.input.events import KeyPress
from tpm_tui.ui.terminal.input.key_table import character_key

REPLACEMENT = KeyPress("replacement_character", "\ufffd")
"""What an invalid byte becomes."""

LINE_SEPARATOR = KeyPress("line_separator", "\n")
"""A line separator of Unicode that was typed: text, and not the Enter key."""


def typed_keys(text: str) -> list[KeyPress]:
    """Return the key presses that type a text; invalid bytes are lone surrogates in it."""
    return [key for key in map(_typed_key, text) if key is not None]


@lru_cache(maxsize=4096)
def _typed_key(character: str) -> KeyPress | None:
    if is_clean(character):
        return KeyPress(character_key(character), character)
    if "\udc80" <= character <= "\udcff":
        return REPLACEMENT
    return LINE_SEPARATOR if clean(character) == "\n" else None
