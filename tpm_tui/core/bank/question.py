"""A practice question and its parts, as stored in a bank file.

Only `id`, `prompt` and one key point are required, so a minimal question is four lines of YAML. See
bank/README.md for the meaning of each field.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Kind = Literal["behavioural", "technical", "hybrid"]
Level = Literal["core", "senior", "staff"]
Outcome = Literal["success", "late", "partial", "cancelled", "failed", "mixed"]

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(?!\n)$", max_length=60)]
"""A stable name in kebab-case. Progress refers to it, so it must never change. `$` alone would accept a
trailing newline."""

Line = Annotated[str, Meta(min_length=1, max_length=2_000)]
Prose = Annotated[str, Meta(min_length=1, max_length=16_384)]
ClockTime = Annotated[str, Meta(pattern=r"^[0-9]{1,2}:[0-5][0-9](?!\n)$")]
"""Minutes and seconds, `2:30`."""


def is_valid_id(text: str) -> bool:
    """Whether a question can have this id. Untrusted histories may contain any text as an id."""
    try:
        msgspec.convert(text, Id)
    except msgspec.ValidationError:
        return False
    return True


class KeyPoint(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a good answer contains, with an observable cue that two listeners would agree on."""

    name: Line
    cue: Line = ""
    """What a listener would hear or see drawn."""
    why: Line = ""
    must: bool = False
    """Whether this is a must point, one of the few that separate a strong answer from a fair one."""
    facts: tuple[str, ...] = ()
    cues: tuple[Line, ...] = ()
    """Phrases and sentences that help to recognise the point in a typed answer."""


class FollowUp(Struct, frozen=True, forbid_unknown_fields=True):
    """A follow-up question, and what a good reply contains."""

    ask: Line
    good: Line = ""


class Recall(Struct, frozen=True, forbid_unknown_fields=True):
    """A recall card: one short question and its short answer."""

    q: Line
    a: Line


class TimeTarget(Struct, frozen=True, forbid_unknown_fields=True):
    """Target speaking times of the full and the short answer."""

    answer: ClockTime = "3:00"
    short: ClockTime = "0:30"

    @property
    def answer_seconds(self) -> int:
        """Target of the full answer in seconds."""
        return clock_seconds(self.answer)

    @property
    def short_seconds(self) -> int:
        """Target of the short answer in seconds."""
        return clock_seconds(self.short)


class Lens(Struct, frozen=True, forbid_unknown_fields=True):
    """The question from one company's point of view: what it shows, fact ids, what not to claim."""

    shows: Line = ""
    facts: tuple[str, ...] = ()
    avoid: Line = ""


class Transfer(Struct, frozen=True, forbid_unknown_fields=True):
    """Which of the learner's own stories fit, and the numbers of related questions."""

    stories: Line = ""
    related: tuple[int, ...] = ()


class Sample(Struct, frozen=True, forbid_unknown_fields=True):
    """The fictional setting of the model answer, and the outcome of its story."""

    world: Line
    outcome: Outcome


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A question with everything that is shown after the reveal."""

    id: Id
    prompt: Line
    key_points: Annotated[tuple[KeyPoint, ...], Meta(min_length=1, max_length=40)]
    number: Annotated[int, Meta(ge=1, le=99_999)] | None = None
    title: Annotated[str, Meta(min_length=1, max_length=24)] = ""
    """Short title for lists, two or three words."""
    variants: tuple[Line, ...] = ()
    """Other wordings of the prompt; they rotate with the attempts."""
    kind: Kind = "behavioural"
    level: Level = "core"
    levels: dict[Level, Line] = {}
    """What changes in the answer at each level, one line per level."""
    probes: Line = ""
    """Why interviewers ask it: what it tests."""
    time_target: TimeTarget = TimeTarget()
    opening: Line = ""
    model_answer: Prose | dict[Line, Prose] = ""
    """A sample answer, as one text or as named parts in speaking order."""
    short_answer: Prose = ""
    weak_signs: tuple[Line, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    netflix_lens: Lens | None = None
    numbers: Line = ""
    transfer: Transfer | None = None
    recall: tuple[Recall, ...] = ()
    sample: Sample | None = None
    review_by: str = ""
    """ISO date by which volatile facts in the question must be checked again."""
    topic: str = ""
    """Topic id, set by the loader from the file's topic."""

    @property
    def label(self) -> str:
        """Short name for lists: the title, or else the id with spaces for hyphens and a capital letter."""
        return self.title or self.id.replace("-", " ").capitalize()

    @property
    def answer_parts(self) -> tuple[tuple[str, str], ...]:
        """The model answer as (part name, text) pairs; an undivided answer is one pair with an empty name."""
        if isinstance(self.model_answer, dict):
            return tuple(self.model_answer.items())
        return (("", self.model_answer),) if self.model_answer else ()

    def prompt_for(self, attempt: int) -> str:
        """Return the wording for an attempt: the prompt, then each variant, then the prompt again.

        Practice with varied wording transfers better to new situations. Rotation instead of a random
        choice ensures that every wording is used, and is reproducible.

        Args:
            attempt: index of the attempt, 0 for the first.
        """
        wordings = (self.prompt, *self.variants)
        return wordings[attempt % len(wordings)]


def clock_seconds(text: str) -> int:
    """Convert a `minutes:seconds` text to seconds."""
    minutes, seconds = text.split(":")
    return int(minutes) * 60 + int(seconds)
