"""Past interviews: those in the settings, and those with a note on how they went or what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.asked import asked_in
from tpm_tui.core.cards.events import AskedQuestion, InterviewNote


class PastInterview(Struct, frozen=True):
    """An interview on a past day."""

    day: date
    name: str = ""
    """Its name, such as `phone screen`."""
    note: str = ""
    """How it went, in the learner's words; empty if unknown."""
    asked: tuple[AskedQuestion, ...] = ()
    """The questions that were asked, as far as they are noted."""


def list_past_interviews(
    dates: Iterable[tuple[date, str]],
    notes: Iterable[InterviewNote],
    today: date,
    asked: Sequence[AskedQuestion] = (),
) -> tuple[PastInterview, ...]:
    """Return the past interviews, oldest first.

    Args:
        dates: the target dates in the settings, each with its name.
        notes: all notes on interviews, oldest first; the newest of an interview is in force.
        today: the study day.
        asked: the questions that were asked in interviews, from `current_asked`.
    """
    texts = {(note.interview, note.name): note.text for note in notes}
    found = {key: text for key, text in texts.items() if text and key[0] < today}
    for day, name in (*dates, *((each.interview, each.name) for each in asked)):
        if day < today:
            found.setdefault((day, name), "")
    return tuple(
        PastInterview(day, name, text, asked_in(asked, day, name))
        for (day, name), text in sorted(found.items())
    )
