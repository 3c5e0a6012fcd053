"""Leitner boxes: what a grade does to a box, and when a box is due.

Compartments after Leitner, "So lernt man lernen" (1972), with the common doubling intervals. No due
date is stored: a card is due when the interval of its box has passed since its last study day.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from tpm_tui.core.cards.day import days_after, days_between
from tpm_tui.core.cards.grade import Grade

FIRST_BOX = {Grade.AGAIN: 1, Grade.HARD: 1, Grade.GOOD: 2, Grade.EASY: 3}
"""The box of a question after its first answer."""

CLIMB = {Grade.HARD: 0, Grade.GOOD: 1, Grade.EASY: 2}
"""Boxes gained by a due answer that was not a miss."""

AHEAD = 7
"""Days by which the last answer may lie ahead of today: after a journey westward, or with a clock that ran
a little fast. Further ahead, the clock was wrong when it told that day, and nobody waits for it to come."""

Miss = Literal["first", "down-one"]


class Rules(Struct, frozen=True):
    """What a learner may set about the boxes."""

    intervals: tuple[int, ...] = (1, 2, 4, 8, 16)
    """Days of box 1, 2, ...; their number is the number of boxes."""
    miss: Miss = "first"
    """Where a missed card goes: back to box 1, or one box down."""

    @property
    def boxes(self) -> int:
        """How many boxes there are."""
        return len(self.intervals)

    def interval(self, box: int) -> int:
        """Days until a card of the box is due; a box beyond the last waits as long as the last."""
        return self.intervals[min(box, self.boxes) - 1]


class Schedule(Struct, frozen=True):
    """Where a card stands in the boxes."""

    box: int = 0
    """0 is not met yet."""
    last: date | None = None
    """Study day of the last counted answer; never moves backwards, but from a day that cannot have been."""
    day: date | None = None
    """The same as the clock told it, so earlier than `last` where the clock was set back."""
    lapses: int = 0
    """Misses after the first answer."""
    reviews: int = 0
    """Counted answers."""
    review: str = ""
    """Id of the last counted review."""

    @property
    def met(self) -> bool:
        """Whether the question was ever schedule_after."""
        return self.box > 0


def due_day(schedule: Schedule, rules: Rules) -> date | None:
    """The day from which a met card is due; None for one not met."""
    if schedule.last is None:
        return None
    return days_after(schedule.last, rules.interval(schedule.box))


def is_due(schedule: Schedule, today: date, rules: Rules) -> bool:
    """Whether a met card's interval has passed, compared by calendar day, or cannot be told.

    This is the one place that decides it; a card's standing in the plan of the day, the counts, and
    whether an answer may climb all ask here.
    """
    due = due_day(schedule, rules)
    return due is not None and (today >= due or is_misdated(schedule, today))


def is_misdated(schedule: Schedule, today: date) -> bool:
    """Whether the last answer is dated so far ahead that the clock must have been wrong."""
    return schedule.last is not None and (schedule.last - today).days > AHEAD


def next_box(schedule: Schedule, grade: Grade, today: date, rules: Rules) -> int:
    """The box after an answer. Only due answers climb, so a box cannot be crammed full."""
    if not schedule.met:
        return min(FIRST_BOX[grade], rules.boxes)
    box = min(schedule.box, rules.boxes)
    if grade is Grade.AGAIN:
        return 1 if rules.miss == "first" else max(1, box - 1)
    if not is_due(schedule, today, rules):
        return box
    return min(rules.boxes, box + CLIMB[grade])


def schedule_after(schedule: Schedule, grade: Grade, today: date, review: str, rules: Rules) -> Schedule:
    """The schedule after a counted answer."""
    lapsed = schedule.met and grade is Grade.AGAIN
    return Schedule(
        box=next_box(schedule, grade, today, rules),
        last=today if is_misdated(schedule, today) else max(schedule.last or today, today),
        day=today,
        lapses=schedule.lapses + lapsed,
        reviews=schedule.reviews + 1,
        review=review,
    )


def staleness(schedule: Schedule, today: date, rules: Rules) -> tuple[int, int]:
    """Days since the last answer over the interval of the box, as (numerator, denominator)."""
    elapsed = days_between(schedule.last, today) if schedule.last else 0
    return elapsed, rules.interval(schedule.box)


def interval_after(schedule: Schedule, grade: Grade, today: date, rules: Rules) -> int:
    """Days until the card would be due again, for the label on a grade."""
    return rules.interval(next_box(schedule, grade, today, rules))
