"""Leitner boxes: how a grade moves a card between boxes, and when a card is due.

Boxes as in Leitner, "So lernt man lernen" (1972), with the common doubling intervals. No due date is stored:
a card is due when the interval of its box has passed since its last study day.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from tpm_tui.core.cards.day import days_after, days_between
from tpm_tui.core.cards.grade import Grade

FIRST_BOX = {Grade.AGAIN: 1, Grade.HARD: 1, Grade.GOOD: 2, Grade.EASY: 3}
"""Box of a question after its first answer, by grade."""

BOX_GAIN = {Grade.HARD: 0, Grade.GOOD: 1, Grade.EASY: 2}
"""Boxes gained by an answer to a due card that is not `again`, by grade."""

RULES_VERSION = 2
"""Version of the rules by which this package computes cards. Increase it with every change after which a
history gives other cards: the store then computes them once more. Version 0.1.0 had rules version 1."""

MAX_DAYS_AHEAD = 7
"""Days by which the last answer may be dated after today, as after travelling west or with a clock that was
slightly fast. If it is further ahead, the clock was wrong, and the card counts as due."""

Miss = Literal["first", "down-one"]


INTERVALS = (1, 2, 4, 8, 16, 32, 64)
"""Default intervals. With only the first five, months of practice without a date ask for more answers per day
than new questions leave room for."""


class Rules(Struct, frozen=True):
    """The settings of the boxes."""

    intervals: tuple[int, ...] = INTERVALS
    """Interval in days of box 1, 2, ...; its length is the number of boxes."""
    miss: Miss = "first"
    """Where the grade `again` moves a card: back to box 1, or one box down."""

    @property
    def boxes(self) -> int:
        """Number of boxes."""
        return len(self.intervals)

    def interval(self, box: int) -> int:
        """Return the interval of a box in days; boxes above the last have the interval of the last."""
        return self.intervals[min(box, self.boxes) - 1]


class Schedule(Struct, frozen=True):
    """A card's box and the dates and counters that go with it."""

    box: int = 0
    """1 for the first box; 0 for a new card."""
    last: date | None = None
    """Study day of the last counted answer. It never moves back, except from a misdated day."""
    day: date | None = None
    """The same as shown by the clock, so earlier than `last` if the clock was set back."""
    lapses: int = 0
    """Number of `again` grades after the first answer."""
    reviews: int = 0
    """Number of counted answers."""
    review: str = ""
    """Id of the last counted review."""
    grade: Grade | None = None
    """Grade of the last counted answer."""

    @property
    def seen(self) -> bool:
        """Whether the question was ever answered; otherwise it is new."""
        return self.box > 0


def due_day(schedule: Schedule, rules: Rules) -> date | None:
    """Return the day from which a card is due; None for a new card."""
    if schedule.last is None:
        return None
    return days_after(schedule.last, rules.interval(schedule.box))


def is_due(schedule: Schedule, today: date, rules: Rules) -> bool:
    """Whether the interval of a seen card has passed, by calendar day, or its last answer is misdated.

    This is the only place that decides it: the plan of the day, the counts and the box after an answer all
    use this function.
    """
    due = due_day(schedule, rules)
    return due is not None and (today >= due or is_misdated(schedule, today))


def is_misdated(schedule: Schedule, today: date) -> bool:
    """Whether the last answer is dated more than `MAX_DAYS_AHEAD` days after today."""
    return schedule.last is not None and (schedule.last - today).days > MAX_DAYS_AHEAD


def next_box(schedule: Schedule, grade: Grade, today: date, rules: Rules) -> int:
    """Return the box after an answer. Only due cards move up, so cramming does not move cards up."""
    if not schedule.seen:
        return min(FIRST_BOX[grade], rules.boxes)
    box = min(schedule.box, rules.boxes)
    if grade is Grade.AGAIN:
        return 1 if rules.miss == "first" else max(1, box - 1)
    if not is_due(schedule, today, rules):
        return box
    return min(rules.boxes, box + BOX_GAIN[grade])


def schedule_after(schedule: Schedule, grade: Grade, today: date, review: str, rules: Rules) -> Schedule:
    """Return the schedule after a counted answer with the id `review`."""
    lapsed = schedule.seen and grade is Grade.AGAIN
    return Schedule(
        box=next_box(schedule, grade, today, rules),
        last=today if is_misdated(schedule, today) else max(schedule.last or today, today),
        day=today,
        lapses=schedule.lapses + lapsed,
        reviews=schedule.reviews + 1,
        review=review,
        grade=grade,
    )


def staleness(schedule: Schedule, today: date, rules: Rules) -> tuple[int, int]:
    """Return (days since the last answer, interval of the box); their ratio says how overdue the card is."""
    elapsed = days_between(schedule.last, today) if schedule.last else 0
    return elapsed, rules.interval(schedule.box)


def interval_after(schedule: Schedule, grade: Grade, today: date, rules: Rules) -> int:
    """Return the days until the card would be due after this grade, for the label of the grade key."""
    return rules.interval(next_box(schedule, grade, today, rules))
