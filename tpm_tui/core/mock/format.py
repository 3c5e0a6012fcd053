"""Formats of a mock interview: how many questions, in which rounds, how long, how many follow-ups.

A round prefers questions of its kinds and topics; a bank without them still gives a mock.
"""

from __future__ import annotations

from msgspec import Struct

from tpm_tui.core.bank.question import Kind


class Round(Struct, frozen=True):
    """Questions asked by one interviewer."""

    questions: int
    title: str = ""
    kinds: tuple[Kind, ...] = ()
    """Kinds to prefer; none is any."""
    topics: tuple[str, ...] = ()
    """Ids of topics to prefer; none is any."""


class Format(Struct, frozen=True):
    """The frame of a mock interview."""

    name: str
    title: str
    rounds: tuple[Round, ...]
    minutes: int
    """For all of it, follow-ups included."""
    follow_ups: int = 0
    """How many come after each answer without being asked for."""

    @property
    def questions(self) -> int:
        """Questions of all rounds."""
        return sum(each.questions for each in self.rounds)


PRESETS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("phone", "Phone screen", (Round(4),), minutes=30),
        Format("onsite", "Onsite", (Round(3),), minutes=21, follow_ups=2),
        Format(
            "loop",
            "Loop",
            (
                Round(2, "Behavioural", kinds=("behavioural",)),
                Round(2, "Program", topics=("program-delivery", "delivery-quality", "technical-debt")),
                Round(2, "Technical", kinds=("technical",)),
                Round(
                    2,
                    "Cross-functional",
                    topics=("stakeholders-decisions", "collaboration-innovation", "trust-global"),
                ),
            ),
            minutes=60,
            follow_ups=1,
        ),
    )
}
"""The formats that have a name."""


def own_format(questions: int, minutes: int) -> Format:
    """So many questions in so many minutes."""
    return Format("own", "Mock interview", (Round(questions),), minutes=minutes)
