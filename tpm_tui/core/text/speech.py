"""Words and the time they take to say."""

from __future__ import annotations

WORDS_PER_MINUTE = 140
"""An unhurried speaking rate in an interview."""


def count_words(text: str) -> int:
    """Words of a text, divided at white space."""
    return len(text.split())


def spoken_seconds(words: int) -> int:
    """Seconds that so many words take at an unhurried rate."""
    return round(words * 60 / WORDS_PER_MINUTE)


def format_clock(seconds: float) -> str:
    """Minutes and seconds, `2:05`; hours only ever show as many minutes."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02}"
