"""Entries of the history: what happened, immutable, in the words of the log.

The history is the truth; every other state is a fold over it (`tpm_tui.core.cards.replay`). Entries carry a
random id, so that the union of two histories is a merge, and a sequence number, which orders them
whatever the clock did.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Annotated

from msgspec import Meta, Struct

from tpm_tui.core.cards.grade import Grade


class Entry(Struct, frozen=True, kw_only=True, tag_field="type", gc=False):
    """What all entries share. None can refer to itself, and looking for such doubles the time that years of
    them take to read."""

    id: str
    """Random; the same in every copy of the history."""
    seq: int = 0
    """Order in the history; given by the store as it appends."""
    after: int = 0
    """The newest `seq` there was before it, 0 for the first: shows where an entry is missing."""
    at: Annotated[datetime, Meta(tz=True)]
    """When it was written, with its zone."""
    day: date
    """The study day it belongs to."""


class Review(Entry, frozen=True, kw_only=True, tag="review"):
    """One graded answer to one question."""

    session: str
    question: str
    prompt: str
    """The wording that was shown."""
    answer: str
    grade: Grade
    seconds: float = 0.0
    """From the question's appearance to its reveal, pauses left out."""
    words: int = 0
    covered: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    """Names of the key points, as marked by the learner."""
    box_before: int = 0
    box_after: int = 0
    due: date | None = None
    """What the learner was told when grading; the fold may differ after a merge or with new rules."""
    practice: bool = False
    """A further answer on the same study day: logged, and changes nothing."""
    drill: bool = False
    """Given beside the boxes: it moves none, not even as the first answer of its day."""
    sure: Annotated[int, Meta(ge=1, le=4)] | None = None
    """How sure the learner was before the reveal, 1 (a guess) to 4 (certain), if asked."""


class Undo(Entry, frozen=True, kw_only=True, tag="undo"):
    """Takes one review back, whole: grade, box and counters."""

    review: str
    question: str


class Redo(Entry, frozen=True, kw_only=True, tag="redo"):
    """Takes an undo back, whole: the review stands again, in its old place."""

    review: str
    question: str


class CardActionKind(Enum):
    """What a learner can do to a card besides answering it."""

    BURY = "bury"
    UNBURY = "unbury"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    STAR = "star"
    UNSTAR = "unstar"
    RESET = "reset"
    """Back to not met: what was answered before no longer moves the box. The answers stay in the history."""
    UNRESET = "unreset"
    """Takes the card's newest reset back, whole, as if it had not been: older answers move the box again.
    An undo takes back a grade and never a reset, so that it cannot surprise by both."""


class CardAction(Entry, frozen=True, kw_only=True, tag="card"):
    """A card buried until tomorrow, suspended, starred or reset, or one of these taken back."""

    question: str
    action: CardActionKind


class Note(Entry, frozen=True, kw_only=True, tag="note"):
    """The learner's own text on a question, in place of the one before; an empty text removes it."""

    question: str
    text: str


class Recalled(Entry, frozen=True, kw_only=True, tag="recall"):
    """A small recall card that was made or missed. No box knows of it."""

    session: str
    question: str
    card: str
    """What the card asks."""
    made: bool


class SessionStart(Entry, frozen=True, kw_only=True, tag="start"):
    """A session began, with these questions before it."""

    session: str
    mode: str
    queue: tuple[str, ...] = ()
    form: str = "answer"
    """Whether full answers are practised or the short form; what else it may say means the former."""


class SessionEnd(Entry, frozen=True, kw_only=True, tag="end"):
    """A session ended."""

    session: str


HistoryEntry = Review | Undo | Redo | CardAction | Note | Recalled | SessionStart | SessionEnd


def undone_ids(entries: Iterable[HistoryEntry]) -> set[str]:
    """Ids of the reviews that do not stand: of its undos and redos, the newest decides."""
    switches = sorted((e for e in entries if isinstance(e, Undo | Redo)), key=lambda e: (e.seq, e.id))
    undone = {switch.review: isinstance(switch, Undo) for switch in switches}
    return {review for review, back in undone.items() if back}


def active_reviews(entries: list[HistoryEntry]) -> list[Review]:
    """The reviews that were not taken back, in the order of the log."""
    undone = undone_ids(entries)
    return [e for e in entries if isinstance(e, Review) and e.id not in undone]


def active_actions(entries: Iterable[HistoryEntry]) -> list[CardAction]:
    """What was done to cards and stands, in the order of the log: a reset that was taken back is left out."""
    stands: list[CardAction] = []
    resets: dict[str, list[CardAction]] = {}
    for entry in sorted((e for e in entries if isinstance(e, CardAction)), key=lambda e: (e.seq, e.id)):
        if entry.action is CardActionKind.UNRESET:
            if own := resets.get(entry.question):
                stands.remove(own.pop())
            continue
        if entry.action is CardActionKind.RESET:
            resets.setdefault(entry.question, []).append(entry)
        stands.append(entry)
    return stands


def is_reset(entries: list[HistoryEntry]) -> bool:
    """Whether a card was reset and not answered since, from the entries about its question."""
    resets = [action for action in active_actions(entries) if action.action is CardActionKind.RESET]
    reviews = active_reviews(entries)
    newest = max((*resets, *reviews), key=lambda entry: (entry.seq, entry.id), default=None)
    return isinstance(newest, CardAction)


def redoable_undo(entries: Iterable[HistoryEntry]) -> Undo | None:
    """The undo that a redo takes back: the newest that is in force. None after a new grade."""
    decided: set[str] = set()
    for entry in sorted(entries, key=lambda e: (e.seq, e.id), reverse=True):
        if isinstance(entry, Review):
            return None
        if isinstance(entry, Undo) and entry.review not in decided:
            return entry
        if isinstance(entry, Redo):
            decided.add(entry.review)
    return None
