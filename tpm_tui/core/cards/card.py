"""A card: one question's progress, computed by applying its history entries in order."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.events import CardAction, CardActionKind, Redo, Review, Triage, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, Schedule, schedule_after
from tpm_tui.core.cards.spaced import SPACED_KEPT, Spaced, add_spaced, is_spaced
from tpm_tui.core.errors import TpmError

LEECH_LAPSES = 4
"""Lapses that make a card a leech: half of Anki's eight, as a few weeks of practice hold fewer answers."""

LEECH_REPEAT = 2
"""Further lapses after which a leech is reported again: half of the threshold, as in Anki."""

LEECH_ADVICE = "edit it, split it, write your own points, or suspend it"
"""What to do with a leech."""


class Card(Struct, frozen=True):
    """A question's progress. A question without history entries has `Card(question)`."""

    question: str
    schedule: Schedule = Schedule()
    before: Schedule | None = None
    """The schedule before the last counted review, which an undo restores and the plan of the day starts
    from. None if it is not known: before the first review, and after an undo."""
    practised: tuple[str, ...] = ()
    """Ids of the answers given after the counted one on the same study day, which do not change the box. Like
    `before`, not known after an undo."""
    spaced: Spaced = ()
    """The newest spaced answers. They describe the learner's memory, so a reset keeps them."""
    attempts: int = 0
    """Number of active reviews, practice included; the wording shown rotates with it."""
    suspended: bool = False
    starred: bool = False
    buried: date | None = None
    """The study day on which the card was buried until the next day."""
    known: bool | None = None
    """Whether the learner said, before the first answer, that they know it; None if they did not say."""

    @property
    def box(self) -> int:
        """The Leitner box, 0 for a new question."""
        return self.schedule.box

    @property
    def comes_last(self) -> bool:
        """Whether the question is new and comes last among the new ones, since the learner knows it."""
        return self.known is True and not self.schedule.seen

    @property
    def leech(self) -> bool:
        """Whether the card has lapsed `LEECH_LAPSES` times or more."""
        return self.schedule.lapses >= LEECH_LAPSES

    def made_leech_by(self, review: Review) -> bool:
        """Whether this review made the card a leech or has to be reported again: its 4th, 6th, 8th ... lapse.

        Call it directly after the review was applied. An undo of the review removes the lapse too.
        """
        lapses = self.schedule.lapses
        missed = self.schedule.review == review.id and review.grade is Grade.AGAIN
        return missed and self.leech and (lapses - LEECH_LAPSES) % LEECH_REPEAT == 0

    def is_changed_by(self, action: CardActionKind, day: date) -> bool:
        """Whether an action on a study day changes the card. If not, its undo must not change it either."""
        match action:
            case CardActionKind.BURY | CardActionKind.UNBURY:
                return (self.buried == day) is (action is CardActionKind.UNBURY)
            case CardActionKind.SUSPEND | CardActionKind.UNSUSPEND:
                return self.suspended is (action is CardActionKind.UNSUSPEND)
            case CardActionKind.STAR | CardActionKind.UNSTAR:
                return self.starred is (action is CardActionKind.UNSTAR)
            case CardActionKind.RESET:
                return self.schedule.seen
            case CardActionKind.UNRESET:
                return not self.schedule.seen
        assert_never(action)

    def answered_on(self, day: date) -> bool:
        """Whether there is a counted answer on this study day, also if the clock was set back to it."""
        return day in (self.schedule.last, self.schedule.day)

    def schedule_before(self, day: date) -> Schedule:
        """Return the schedule at the start of a study day."""
        return self.before if self.answered_on(day) and self.before else self.schedule


CardEntry = Review | Undo | Redo | CardAction | Triage
"""The entries that change a card."""


class OutOfOrder(TpmError):
    """The entry cannot be applied to the current cards; replay the whole history instead."""


def apply_entry(card: Card, entry: CardEntry, rules: Rules) -> Card:
    """Return the card after one more entry.

    Raises:
        OutOfOrder: the card does not have the data to apply the entry. It is an undo of an older review, of a
            drill, of a review followed by practice, which must then be counted instead, or of one that pushed
            out an older spaced answer; or a redo, as it does not contain the review; or an undone or redone
            reset.
    """
    match entry:
        case Review(drill=True):  # The card does not store the id, so an undo of it is out of order.
            return replace(card, attempts=card.attempts + 1)
        case Review():
            return apply_grade(card, entry.grade, entry.day, entry.id, rules)
        case Undo():
            return _apply_undo(card, entry)
        case Redo():
            raise OutOfOrder(entry.id)
        case CardAction():
            return _apply_action(card, entry)
        case Triage():
            return replace(card, known=entry.known)
    assert_never(entry)


def is_counted(card: Card, day: date) -> bool:
    """Whether an answer on this study day would count; only the first answer of a day does."""
    return not card.answered_on(day)


def apply_grade(card: Card, grade: Grade, day: date, review: str, rules: Rules) -> Card:
    """Return the card after one more answer with the id `review`; if it does not count, the box stays."""
    attempts = card.attempts + 1
    if not is_counted(card, day):
        return replace(card, attempts=attempts, practised=(*card.practised, review))
    spaced = add_spaced(card.spaced, grade, day) if is_spaced(card.schedule, day) else card.spaced
    schedule = schedule_after(card.schedule, grade, day, review, rules)
    return replace(
        card, schedule=schedule, before=card.schedule, practised=(), spaced=spaced, attempts=attempts
    )


def _apply_undo(card: Card, undo: Undo) -> Card:
    attempts = card.attempts - 1
    if undo.review in card.practised:
        practised = tuple(review for review in card.practised if review != undo.review)
        return replace(card, attempts=attempts, practised=practised)
    if card.schedule.review != undo.review or card.practised or card.before is None:
        raise OutOfOrder(undo.id)
    spaced = card.spaced
    if card.schedule.day is not None and is_spaced(card.before, card.schedule.day):
        if len(spaced) == SPACED_KEPT:  # The review may have pushed out an older answer, which is not known.
            raise OutOfOrder(undo.id)
        spaced = spaced[:-1]
    return replace(card, schedule=card.before, before=None, spaced=spaced, attempts=attempts)


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
        case CardActionKind.RESET if not entry.is_reversal:
            return replace(card, schedule=Schedule(), before=None, practised=(), known=None)
        case CardActionKind.RESET | CardActionKind.UNRESET:
            raise OutOfOrder(entry.id)
    assert_never(entry.action)
