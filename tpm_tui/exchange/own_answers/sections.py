"""The own version as facts beside its title, and the own cues of a point as lines."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.reports.history.own_version import OwnVersion
from tpm_tui.core.session.scaffold import count_answer_words
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.phrases import answer_length, spoken_length

NO_TRANSCRIPT = "Spoken, without a transcript."
WRITTEN = "written"
MY_VERSION = "my version"
"""Marks the attempt that is the own version."""


def version_name(version: OwnVersion) -> str:
    """Return which answer it is: `attempt 2`, or `written` if it is none."""
    return f"attempt {version.attempt.number}" if version.attempt else WRITTEN


def version_notes(version: OwnVersion) -> tuple[str, ...]:
    """Return which answer it is, its grade, length and time."""
    words = count_answer_words(version.text)
    if version.attempt is None:
        return version_name(version), answer_length(words, spoken=False), spoken_length(words)
    attempt = version.attempt
    seconds = attempt.review.seconds
    time = (format_clock(seconds),) if seconds >= 1 else ()
    length = answer_length(words, spoken=attempt.is_spoken)
    return (version_name(version), attempt.grade.word, length, *time)


def version_text(version: OwnVersion) -> str:
    """Return its text, or that there is none."""
    return version.text if version.text.strip() else NO_TRANSCRIPT


def cue_lines(cues: Iterable[str]) -> tuple[str, ...]:
    """Return a line for each own cue of a key point."""
    return tuple(f'Your cue: "{cue}"' for cue in cues)
