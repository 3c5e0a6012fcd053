"""A card: one question's progress, as a apply_entry over the entries that concern it."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.events import CardAction, CardActionKind, Redo, Review, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, Schedule, schedule_after

LEECH_LAPSES = 4
"""Misses that make a leech: half of Anki's eight, as a few weeks hold fewer answers than its years."""

LEECH_AGAIN = 2
"""Further misses after which a leech is told of again: half of the threshold, as Anki does."""

LEECH_ADVICE = "edit it, split it, write your own points, or suspend it"
"""What helps where asking once more does not."""


class Card(Struct, frozen=True):
    """A question's progress. A question that was never touched has `Card(question)`."""

    question: str
    schedule: Schedule = Schedule()
    before: Schedule | None = None
    """The schedule before the last counted review: what undo restores, and what the plan of the day
    starts from. None where it is not kept: before any review, and after an undo."""
    practised: tuple[str, ...] = ()
    """Ids of the answers that came after the counted one on its study day, and changed nothing. Like
    `before`, not kept after an undo."""
    attempts: int = 0
    """All standing answers, practice included; the wording shown rotates with it."""
    suspended: bool = False
    starred: bool = False
    buried: date | None = None
    """The study day on which it was put off until tomorrow."""

    @property
    def box(self) -> int:
        """The Leitner box, 0 for a question not met."""
        return self.schedule.box

    @property
    def leech(self) -> bool:
        """Whether it was missed so often that another way of learning it would pay."""
        return self.schedule.lapses >= LEECH_LAPSES

    def made_leech_by(self, review: Review) -> bool:
        """Whether that answer made it a leech, or one again: its miss was the 4th, the 6th, the 8th ...

        To be asked right after the answer was folded in; with an undo of it the lapse is gone as well.
        """
        lapses = self.schedule.lapses
        missed = self.schedule.review == review.id and review.grade is Grade.AGAIN
        return missed and self.leech and (lapses - LEECH_LAPSES) % LEECH_AGAIN == 0

    def answered_on(self, day: date) -> bool:
        """Whether a counted answer was given on that study day, also on one that the clock went back to."""
        return day in (self.schedule.last, self.schedule.day)

    def schedule_before(self, day: date) -> Schedule:
        """The schedule at the start of a study day."""
        return self.before if self.answered_on(day) and self.before else self.schedule


class OutOfOrder(Exception):
    """An entry that cannot be folded in from here: the cards have to be replayed from the history."""


def apply_entry(card: Card, entry: Review | Undo | Redo | CardAction, rules: Rules) -> Card:
    """The card after one more entry.

    Raises:
        OutOfOrder: an undo that cannot be applied to what the card keeps: of an older review, or of
            a drill, or of one that was followed by practice, which then is to count in its stead. Or a
            redo, which does not hold the review itself, or a reset taken back.
    """
    match entry:
        case Review(drill=True):  # An undo of it has nothing to go by here, and is out of order.
            return replace(card, attempts=card.attempts + 1)
        case Review():
            return apply_grade(card, entry.grade, entry.day, entry.id, rules)
        case Undo():
            return _apply_undo(card, entry)
        case Redo():
            raise OutOfOrder(entry.id)
        case CardAction():
            return _apply_action(card, entry)
    assert_never(entry)


def is_counted(card: Card, day: date) -> bool:
    """Whether an answer on that study day would count: the first one of a day does."""
    return not card.answered_on(day)


def apply_grade(card: Card, grade: Grade, day: date, review: str, rules: Rules) -> Card:
    """The card after one more answer, of which `review` is the id; one that does not count moves no box."""
    attempts = card.attempts + 1
    if not is_counted(card, day):
        return replace(card, attempts=attempts, practised=(*card.practised, review))
    schedule = schedule_after(card.schedule, grade, day, review, rules)
    return replace(card, schedule=schedule, before=card.schedule, attempts=attempts, practised=())


def _apply_undo(card: Card, undo: Undo) -> Card:
    attempts = card.attempts - 1
    if undo.review in card.practised:
        practised = tuple(review for review in card.practised if review != undo.review)
        return replace(card, attempts=attempts, practised=practised)
    if card.schedule.review != undo.review or card.practised or card.before is None:
        raise OutOfOrder(undo.id)
    return replace(card, schedule=card.before, before=None, attempts=attempts)


def _apply_action(card: Card, entry: CardAction) -> Card:
    match entry.action:
        case CardActionKind.BURY:
            return replace(card, buried=entry.day)
        case CardActionKind.UNBURY:
            return replace(card, buried=None)
        case CardActionKind.SUSPEND | CardActionKind.UNSUSPEND:
            return replace(card, suspended=entry.action is CardActionKind.SUSPEND)
        case CardActionKind.STAR | CardActionKind.UNSTAR:
            return replace(card, starred=entry.action is CardActionKind.STAR)
        case CardActionKind.RESET:
            return replace(card, schedule=Schedule(), before=None, practised=())
        case CardActionKind.UNRESET:
            raise OutOfOrder(entry.id)
    assert_never(entry.action)
