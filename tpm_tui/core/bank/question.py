"""A practice question and its parts, as a bank file holds them.

Every field but `id`, `prompt` and one key point is optional, so that a question of one's own is four
lines of YAML. What each field is for, and what a good one looks like, is told in bank/README.md.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Kind = Literal["behavioural", "technical", "hybrid"]
Level = Literal["core", "senior", "staff"]
Outcome = Literal["success", "late", "partial", "cancelled", "failed", "mixed"]

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(?!\n)$", max_length=60)]
"""A stable name in kebab-case; progress hangs on it, so it never changes. `$` alone would let a
newline at the end pass."""

Line = Annotated[str, Meta(min_length=1, max_length=2_000)]
Prose = Annotated[str, Meta(min_length=1, max_length=16_384)]
ClockTime = Annotated[str, Meta(pattern=r"^[0-9]{1,2}:[0-5][0-9](?!\n)$")]
"""Minutes and seconds, `2:30`."""


def is_id(text: str) -> bool:
    """Whether a question could have that id; a history from elsewhere may name anything."""
    try:
        msgspec.convert(text, Id)
    except msgspec.ValidationError:
        return False
    return True


class KeyPoint(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a good answer contains, with a cue that two listeners would agree on."""

    name: Line
    cue: Line = ""
    """What would be heard or drawn."""
    why: Line = ""
    must: bool = False
    """One of the few that separate a strong answer from a fair one."""
    facts: tuple[str, ...] = ()
    cues: tuple[Line, ...] = ()
    """Phrases and sentences by which the point is recognised in a typed answer."""


class FollowUp(Struct, frozen=True, forbid_unknown_fields=True):
    """A probe that an interviewer asks next, and what a good reply holds."""

    ask: Line
    good: Line = ""


class Recall(Struct, frozen=True, forbid_unknown_fields=True):
    """A small card: one short question, one short answer."""

    q: Line
    a: Line


class TimeTarget(Struct, frozen=True, forbid_unknown_fields=True):
    """How long the full and the short answer should take, spoken."""

    answer: ClockTime = "3:00"
    short: ClockTime = "0:30"

    @property
    def answer_seconds(self) -> int:
        """The full answer's target in seconds."""
        return clock_seconds(self.answer)

    @property
    def short_seconds(self) -> int:
        """The short form's target in seconds."""
        return clock_seconds(self.short)


class Lens(Struct, frozen=True, forbid_unknown_fields=True):
    """How the item looks from one company: what it shows, facts by id, what not to claim."""

    shows: Line = ""
    facts: tuple[str, ...] = ()
    avoid: Line = ""


class Transfer(Struct, frozen=True, forbid_unknown_fields=True):
    """Which of the learner's own stories fit, and neighbouring questions by number."""

    stories: Line = ""
    related: tuple[int, ...] = ()


class Sample(Struct, frozen=True, forbid_unknown_fields=True):
    """The invented world of the model answer, and how its story ends."""

    world: Line
    outcome: Outcome


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A question with everything that its reveal shows."""

    id: Id
    prompt: Line
    key_points: Annotated[tuple[KeyPoint, ...], Meta(min_length=1, max_length=40)]
    number: Annotated[int, Meta(ge=1, le=99_999)] | None = None
    title: Annotated[str, Meta(min_length=1, max_length=24)] = ""
    """Two or three words for lists."""
    variants: tuple[Line, ...] = ()
    """Other ways of asking; they rotate with the attempts."""
    kind: Kind = "behavioural"
    level: Level = "core"
    levels: dict[Level, Line] = {}
    """What changes in the answer at each level, one line each."""
    probes: Line = ""
    """Why it is asked: the test behind the words."""
    time_target: TimeTarget = TimeTarget()
    opening: Line = ""
    model_answer: Prose | dict[Line, Prose] = ""
    """A sample answer, whole or in named parts in the order of speaking."""
    short_answer: Prose = ""
    weak_signs: tuple[Line, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    netflix_lens: Lens | None = None
    numbers: Line = ""
    transfer: Transfer | None = None
    recall: tuple[Recall, ...] = ()
    sample: Sample | None = None
    review_by: str = ""
    """When a volatile fact in it needs a fresh look, an ISO date."""
    topic: str = ""
    """Filled in by the loader from the file's topic."""

    @property
    def label(self) -> str:
        """The short name for lists: the title, else the id in words."""
        return self.title or self.id.replace("-", " ").capitalize()

    @property
    def answer_parts(self) -> tuple[tuple[str, str], ...]:
        """The model answer as (part, text) pairs; a whole answer has one without_id part."""
        if isinstance(self.model_answer, dict):
            return tuple(self.model_answer.items())
        return (("", self.model_answer),) if self.model_answer else ()

    def prompt_for(self, attempt: int) -> str:
        """The wording to ask with at the attempt of that index (0 is the first): prompt, then variants.

        Practice with varied wording is what carries over; rotating rather than drawing by chance
        makes every wording come up, and keeps the choice reproducible.
        """
        wordings = (self.prompt, *self.variants)
        return wordings[attempt % len(wordings)]


def clock_seconds(text: str) -> int:
    """Seconds of a `minutes:seconds` text."""
    minutes, seconds = text.split(":")
    return int(minutes) * 60 + int(seconds)
