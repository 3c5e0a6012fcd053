"""The four grades and the grade that ticked points suggest."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from tpm_tui.core.bank.question import KeyPoint

MUST_WEIGHT = 2
"""A must-point counts double in the share of points made."""

OVER_TIME = 1.5
"""Beyond this multiple of the target time the suggestion goes down by one."""


class Grade(IntEnum):
    """Anki's four answers, on its keys 1 to 4."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        """The lower-case name, as written to the log and on the command line."""
        return self.name.lower()


def share_made(points: Collection[KeyPoint], made: Collection[str]) -> float:
    """The weighted share (0 to 1) of key points made; must-points count double."""
    total = sum(weight(point) for point in points)
    return sum(weight(point) for point in points if point.name in made) / total if total else 0.0


def weight(point: KeyPoint) -> int:
    """How much a point counts in the share made."""
    return MUST_WEIGHT if point.must else 1


def suggest(points: Collection[KeyPoint], made: Collection[str], seconds: float, target: float) -> Grade:
    """The grade that the ticked points suggest; the learner is free to differ.

    A missed must-point means `again`, at best `hard`. Otherwise the share made decides: nine tenths
    in time is `easy`, three fifths `good`, nothing at all `again`. An answer half as long again as its
    target loses one. `seconds` and `target` are of the answer, a target of 0 is none.
    """
    share = share_made(points, made)
    late = target > 0 and seconds > OVER_TIME * target
    if any(point.must and point.name not in made for point in points):
        grade = Grade.HARD if share >= 0.4 else Grade.AGAIN
    elif points and not share:
        grade = Grade.AGAIN
    elif share >= 0.9 and (target <= 0 or seconds <= target):
        grade = Grade.EASY
    elif share >= 0.6:
        grade = Grade.GOOD
    else:
        grade = Grade.HARD
    return Grade(max(Grade.AGAIN, grade - 1)) if late else grade
