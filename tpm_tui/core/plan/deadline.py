"""Several dates ahead, such as a phone screen and an onsite, each with topics of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct


class Deadline(Struct, frozen=True):
    """A day for which some topics are to be ready."""

    day: date
    topics: frozenset[str] | None = None
    """None is all of them."""
    name: str = ""
    """What it is called, such as `phone screen`."""

    def covers(self, topic: str) -> bool:
        """Whether questions of the topic are to be ready for it."""
        return self.topics is None or topic in self.topics


def ready_by(questions: Mapping[str, str], deadlines: Iterable[Deadline], today: date) -> dict[str, date]:
    """The day that each question is to be ready for: the nearest not gone by whose topics hold it.

    Args:
        questions: topic of each question id.
        deadlines: in any order.
        today: the study day.

    Returns:
        days by question id; a question that no date is ahead of is left out.
    """
    ahead = sorted((deadline for deadline in deadlines if deadline.day >= today), key=lambda d: d.day)
    nearest: dict[str, date] = {}
    for topic in dict.fromkeys(questions.values()):
        day = next((deadline.day for deadline in ahead if deadline.covers(topic)), None)
        if day is not None:
            nearest[topic] = day
    return {question: nearest[topic] for question, topic in questions.items() if topic in nearest}
