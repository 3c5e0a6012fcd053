"""The size limit of what a learner types."""

from __future__ import annotations

MAX_TEXT_BYTES = 2**20
"""Bytes of an answer or a note, in UTF-8: 1 MB. What is longer is refused, and the learner sees it."""


def byte_size(text: str) -> int:
    """Return the bytes of a text in UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def cut_text(text: str, size: int) -> str:
    """Return the beginning of a text that has at most `size` bytes in UTF-8."""
    return text.encode("utf-8", "replace")[: max(0, size)].decode("utf-8", "ignore")
