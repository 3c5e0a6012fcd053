"""Several target dates, such as a phone screen and an onsite, each with its own topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

Questions = Mapping[str, str]
"""Topic by question id, in the order in which new questions are introduced."""


class Deadline(Struct, frozen=True):
    """A target date for some topics."""

    day: date
    topics: frozenset[str] | None = None
    """Topic ids; None means all topics."""
    name: str = ""
    """Its name, such as `phone screen`."""

    def covers(self, topic: str) -> bool:
        """Return whether the date applies to the topic."""
        return self.topics is None or topic in self.topics


def find_target_dates(questions: Questions, deadlines: Sequence[Deadline]) -> dict[str, date]:
    """Return the target date of each question: the nearest date that covers its topic.

    Args:
        questions: topic by question id.
        deadlines: the future target dates, nearest first.

    Returns:
        The date by question id; questions without a target date are left out.
    """
    if not deadlines:
        return {}
    nearest: dict[str, date] = {}
    for topic in dict.fromkeys(questions.values()):
        day = next((deadline.day for deadline in deadlines if deadline.covers(topic)), None)
        if day is not None:
            nearest[topic] = day
    return {question: nearest[topic] for question, topic in questions.items() if topic in nearest}


def find_past_deadline(deadlines: Iterable[Deadline], today: date, asked: date | None) -> Deadline | None:
    """Return the past target date to ask about: how it went, and whether there is a next round.

    Args:
        deadlines: all target dates.
        today: the study day.
        asked: the newest date that was already asked about, if any.

    Returns:
        The newest past date; None if there is none, or if it was asked about.
    """
    past = (deadline for deadline in deadlines if deadline.day < today)
    newest = max(past, key=lambda deadline: deadline.day, default=None)
    return None if newest is None or (asked is not None and newest.day <= asked) else newest
