"""Mock interview formats: number of questions, rounds, duration, follow-ups.

A round prefers questions of its kinds and topics; if the bank has none, it takes others.
"""

from __future__ import annotations

from msgspec import Struct

from tpm_tui.core.bank.question import Kind


class Round(Struct, frozen=True):
    """One round: the questions of one interviewer."""

    questions: int
    title: str = ""
    kinds: tuple[Kind, ...] = ()
    """Preferred kinds; empty for all."""
    topics: tuple[str, ...] = ()
    """Ids of preferred topics; empty for all."""


class Format(Struct, frozen=True):
    """The format of a mock interview."""

    name: str
    title: str
    rounds: tuple[Round, ...]
    minutes: int
    """Time for the whole interview in minutes, follow-ups included."""
    follow_ups: int = 0
    """Number of follow-ups that are asked automatically after each answer."""

    @property
    def questions(self) -> int:
        """Number of questions in all rounds."""
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
"""Predefined formats by name."""


MAX_QUESTIONS, MAX_MINUTES = 50, 600
"""The limits of a custom format."""

MINUTES_PER_QUESTION = 7
"""Used for a custom format without minutes."""


def custom_format(questions: int, minutes: int) -> Format:
    """Return a format with one round of `questions` questions in `minutes` minutes."""
    return Format("own", "Mock interview", (Round(questions),), minutes=minutes)
