"""The four grades, and the grade suggested by the ticked key points."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpm_tui.core.bank.question import KeyPoint

MUST_WEIGHT = 2
"""Weight of a must point in the share of points made; others weigh 1."""

OVERTIME_FACTOR = 1.5
"""Above this multiple of the target time the suggestion is lowered by one grade."""


class Grade(IntEnum):
    """The four grades of Anki, with its keys 1 to 4."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        """The lower-case name, as used on the command line and in messages."""
        return self.name.lower()


def share_made(points: Collection[KeyPoint], made: Collection[str]) -> float:
    """Return the weighted share (0 to 1) of the key points that were made; must points count double."""
    total = sum(point_weight(point) for point in points)
    return sum(point_weight(point) for point in points if point.name in made) / total if total else 0.0


def point_weight(point: KeyPoint) -> int:
    """Return the weight of a point in `share_made`."""
    return MUST_WEIGHT if point.must else 1


def suggest_grade(
    points: Collection[KeyPoint], made: Collection[str], seconds: float, target: float
) -> Grade:
    """Suggest a grade from the ticked points and the time; the learner may choose another one.

    A missed must point gives `again`, or `hard` if at least 0.4 of the points were made. Otherwise the share
    made decides: 0.9 within the target time is `easy`, 0.6 `good`, 0 `again`, anything else `hard`. An answer
    of more than 1.5 times its target is lowered by one grade.

    Args:
        points: the key points of the question.
        made: names of the points made.
        seconds: duration of the answer.
        target: target time in seconds; 0 for no target.
    """
    share = share_made(points, made)
    late = target > 0 and seconds > OVERTIME_FACTOR * target
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
