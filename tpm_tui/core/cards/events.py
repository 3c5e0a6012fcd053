"""History entries: immutable events, as stored in the history files.

The history is the source of truth; all other state is computed from it (`tpm_tui.core.cards.replay`).
Entries have a random id, so that two histories merge by union, and a sequence number, which orders them even
if the clock was wrong.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from tpm_tui.core.cards.grade import Grade


class Entry(Struct, frozen=True, kw_only=True, tag_field="type", gc=False):
    """Fields common to all entries.

    Entries cannot contain reference cycles, so `gc=False`: garbage collection would double the time to read
    years of history.
    """

    id: str
    """Random id, the same in every copy of the history."""
    seq: int = 0
    """Sequence number, which gives the order in the history; set by the store on append."""
    after: int = 0
    """The `seq` of the previous entry, 0 for the first; used to detect missing entries."""
    at: Annotated[datetime, Meta(tz=True)]
    """When the entry was written, with its time zone."""
    day: date
    """The study day of the entry."""


class PartTime(Struct, frozen=True, gc=False):
    """The time spent on a part of a spoken answer."""

    name: str
    seconds: float


class Review(Entry, frozen=True, kw_only=True, tag="review"):
    """One graded answer to a question."""

    session: str
    question: str
    prompt: str
    """The wording that was shown."""
    answer: str
    grade: Grade
    seconds: float = 0.0
    """Seconds from the first key of the answer to the reveal, without pauses; 0 if nothing was typed."""
    words: int = 0
    covered: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    """Names of the key points, as ticked or not ticked by the learner."""
    box_before: int = 0
    box_after: int = 0
    due: date | None = None
    """Boxes and due day as shown when grading; a replay may differ after a merge or with other rules."""
    practice: bool = False
    """Whether this is a further answer on the same study day, which is logged but not counted."""
    drill: bool = False
    """Whether this is a drill answer, which never moves the box, not even as the first answer of the day."""
    sure: Annotated[int, Meta(ge=1, le=4)] | None = None
    """Confidence before the reveal, 1 (a guess) to 4 (certain); None if there was no prompt for it."""
    spoken: bool | UnsetType = UNSET
    """Whether the answer was spoken: `answer` is empty or a transcript. Written only if it is true, in lines
    that version 0.1 reads too: it ignores the field."""
    parts: tuple[PartTime, ...] | UnsetType = UNSET
    """The parts of a spoken answer in their order; their times add up to `seconds`. Written, as `spoken` is,
    only if the learner noted when they were finished."""


class Undo(Entry, frozen=True, kw_only=True, tag="undo"):
    """Undoes one review completely: grade, box and counters."""

    review: str
    question: str


class Redo(Entry, frozen=True, kw_only=True, tag="redo"):
    """Reverts an undo completely: the review is active again, at its old position."""

    review: str
    question: str


class CardActionKind(Enum):
    """What a learner can do with a card besides answering it."""

    BURY = "bury"
    UNBURY = "unbury"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    STAR = "star"
    UNSTAR = "unstar"
    RESET = "reset"
    """Make the card new: earlier answers no longer affect the box. They stay in the history."""
    UNRESET = "unreset"
    """Undo the card's newest reset completely: older answers affect the box again."""


class _Revertible(Entry, frozen=True, kw_only=True, omit_defaults=True):
    """Fields of entries that are undone by an entry of the same type, which version 0.1 can read too.

    They are written only in an undo or a redo. Version 0.1 ignores them, and applies the entry as it is.
    """

    undoes: str = ""
    """Id of the entry that this one undoes; empty for an action of its own."""
    redoes: str = ""
    """Id of the undone entry that this one redoes."""

    @property
    def is_reversal(self) -> bool:
        """Whether this is an undo or a redo, and no action of its own."""
        return bool(self.undoes or self.redoes)


class CardAction(_Revertible, frozen=True, kw_only=True, tag="card"):
    """A card was buried until the next day, suspended, starred or reset, or one of these was undone."""

    question: str
    action: CardActionKind


class Triage(_Revertible, frozen=True, kw_only=True, tag="triage"):
    """The learner's statement about a new question: whether they know the answer already.

    The newest one of a question is in force. A question that is known comes last among the new ones.
    """

    question: str
    known: bool | None
    """None if undecided: the first statement was undone."""


class Note(_Revertible, frozen=True, kw_only=True, tag="note"):
    """The learner's note on a question; it replaces the previous one, and an empty text removes it."""

    question: str
    text: str


class Recalled(_Revertible, frozen=True, kw_only=True, tag="recall"):
    """A recall card was made or missed, or that was undone. It does not affect the boxes."""

    session: str
    question: str
    card: str
    """The question of the recall card."""
    made: bool


class InterviewNote(Entry, frozen=True, kw_only=True, tag="interview"):
    """How an interview went, in the learner's words; it replaces the previous one, and "" removes it."""

    interview: date
    """The day of the interview."""
    name: str = ""
    """Its name in the settings, such as `phone screen`."""
    text: str


class AskedQuestion(_Revertible, frozen=True, kw_only=True, tag="asked"):
    """A question that was asked in an interview, as the learner remembers it."""

    interview: date
    """The day of the interview."""
    name: str = ""
    """Its name in the settings, such as `phone screen`."""
    text: str
    question: str = ""
    """Id of the question of the bank that it is; empty if there is none."""


class Pin(_Revertible, frozen=True, kw_only=True, tag="pin"):
    """The learner's own version of the answer to a question; it replaces the previous one.

    It is the answer of `review`, or `text` if that is empty. If both are empty, the question has no own
    version.
    """

    question: str
    review: str = ""
    text: str = ""


class PersonalCue(_Revertible, frozen=True, kw_only=True, tag="cue"):
    """A sentence that the learner keeps as a matching cue of a key point."""

    question: str
    point: str
    """Name of the key point."""
    text: str
    removed: bool = False
    """Whether the cue is removed again, by the learner or by an undo."""


class StoryUse(_Revertible, frozen=True, kw_only=True, tag="story"):
    """The learner used a story in an answer."""

    session: str
    question: str
    story: str
    """Id of the story."""
    review: str = ""
    """Id of the graded answer, with which the use is undone; empty for an uncounted answer of a mock."""
    removed: bool = False
    """Whether the use is reverted by an undo."""


class SecondMarking(_Revertible, frozen=True, kw_only=True, tag="marking"):
    """An old answer was marked again, without its earlier ticks, or that was undone. No box is affected."""

    question: str
    review: str
    """Id of the answer."""
    covered: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    """Names of the key points, as ticked or not ticked now; both are empty in an undo."""


class SessionStart(Entry, frozen=True, kw_only=True, tag="start"):
    """A session began, with these questions in its queue."""

    session: str
    mode: str
    queue: tuple[str, ...] = ()
    form: str = "answer"
    """`short` for practice of the short form; any other value means full answers."""


class SessionEnd(Entry, frozen=True, kw_only=True, tag="end"):
    """A session ended."""

    session: str


class UnknownEntry(Entry, frozen=True, kw_only=True, tag="unknown"):
    """An intact entry of a type, or with a value, that this version does not know. It has no effect."""

    line: str
    """The entry as it was written."""


KnownEntry = (
    Review
    | Undo
    | Redo
    | CardAction
    | Triage
    | Note
    | Recalled
    | InterviewNote
    | AskedQuestion
    | Pin
    | PersonalCue
    | StoryUse
    | SecondMarking
    | SessionStart
    | SessionEnd
)
"""The entries that this version writes."""
HistoryEntry = KnownEntry | UnknownEntry
"""The entries that it reads."""
