"""Word counts, speaking times and their display."""

from __future__ import annotations

WORDS_PER_MINUTE = 140
"""A calm speaking rate in an interview."""


def count_words(text: str) -> int:
    """Count the words of a text, separated by white space."""
    return len(text.split())


def spoken_seconds(words: int) -> int:
    """Return the seconds it takes to say this many words at `WORDS_PER_MINUTE`."""
    return round(words * 60 / WORDS_PER_MINUTE)


def format_clock(seconds: float) -> str:
    """Format seconds as minutes and seconds, `2:05`; an hour is `60:00`."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02}"
