"""Past interviews: those in the settings, and those with a note on how they went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.events import InterviewNote


class PastInterview(Struct, frozen=True):
    """An interview on a past day."""

    day: date
    name: str = ""
    """Its name, such as `phone screen`."""
    note: str = ""
    """How it went, in the learner's words; empty if unknown."""


def list_past_interviews(
    dates: Iterable[tuple[date, str]], notes: Iterable[InterviewNote], today: date
) -> tuple[PastInterview, ...]:
    """Return the past interviews, oldest first.

    Args:
        dates: the target dates in the settings, each with its name.
        notes: all notes on interviews, oldest first; the newest of an interview is in force.
        today: the study day.
    """
    texts = {(note.interview, note.name): note.text for note in notes}
    found = {key: text for key, text in texts.items() if text and key[0] < today}
    for day, name in dates:
        if day < today:
            found.setdefault((day, name), "")
    return tuple(PastInterview(day, name, text) for (day, name), text in sorted(found.items()))
