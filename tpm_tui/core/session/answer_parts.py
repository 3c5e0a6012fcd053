"""The parts of an answer in speaking order, and until when each should be finished.

The names are those of the parts of the model answers in the bank, where the method, if it is a part of its
own, is named "approach".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from tpm_tui.core.bank.question import Kind, Question

STORY: Mapping[str, int] = {"Context": 17, "Action": 53, "Result": 20, "Learning": 10}
"""The parts of an answer that tells a story, with their shares of its time in percent."""

DESIGN: Mapping[str, int] = {
    "Approach": 6,
    "Clarify": 12,
    "Numbers": 12,
    "Design": 25,
    "Failure": 17,
    "Trade-off": 11,
    "Run": 17,
}
"""The parts of a technical answer, with their shares of its time in percent."""

OUTLINES = (STORY, DESIGN)

COARSE_STEP = 5
"""Times are rounded to so many seconds, as nobody notices less while speaking."""

COARSE_TARGET = 60
"""In an answer with a shorter target in seconds, they are rounded to one second."""


class AnswerPart(Struct, frozen=True):
    """A part of an answer with its time, in seconds from the start of the answer."""

    name: str
    start: int
    end: int


def outline_for(kind: Kind) -> Mapping[str, int]:
    """Return the parts of an answer to a question of this kind, with their shares in percent."""
    return DESIGN if kind == "technical" else STORY


def time_parts(kind: Kind, target: int) -> tuple[AnswerPart, ...]:
    """Return the parts of an answer with their times; the last one ends at the target.

    Args:
        kind: the kind of the question.
        target: the target time of the answer in seconds.
    """
    outline = outline_for(kind)
    step = COARSE_STEP if target >= COARSE_TARGET else 1
    ends = [round(target * percent / 100 / step) * step for percent in accumulate(outline.values())]
    ends[-1] = target
    return tuple(
        AnswerPart(name, start, end) for name, start, end in zip(outline, [0, *ends], ends, strict=False)
    )


def planned_parts(question: Question | None) -> tuple[AnswerPart, ...]:
    """Return the parts of a full answer to a question; empty if it was removed from the bank."""
    return time_parts(question.kind, question.time_target.answer_seconds) if question else ()


def current_part(parts: Sequence[AnswerPart], seconds: float) -> int:
    """Return the index of the part that should be spoken now; after the target it is the last one."""
    return next((index for index, part in enumerate(parts) if seconds < part.end), len(parts) - 1)


def overrun_seconds(target: int, seconds: float) -> int:
    """Return by how many full seconds an answer is over its target; 0 without a target."""
    return max(0, int(seconds) - target) if target else 0
