"""Several target dates, such as a phone screen and an onsite, each with its own topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct


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


def ready_by(questions: Mapping[str, str], deadlines: Iterable[Deadline], today: date) -> dict[str, date]:
    """Return the target date of each question: the nearest date, not past, that covers its topic.

    Args:
        questions: topic by question id.
        deadlines: target dates in any order.
        today: the study day.

    Returns:
        The date by question id; questions without a target date are left out.
    """
    future = sorted((deadline for deadline in deadlines if deadline.day >= today), key=lambda d: d.day)
    nearest: dict[str, date] = {}
    for topic in dict.fromkeys(questions.values()):
        day = next((deadline.day for deadline in future if deadline.covers(topic)), None)
        if day is not None:
            nearest[topic] = day
    return {question: nearest[topic] for question, topic in questions.items() if topic in nearest}
