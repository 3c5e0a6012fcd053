"""A practice question and its parts, as stored in a bank file.

Only the prompt is required in a file: the loader derives a missing id from it. The descriptions of the fields
are those of the JSON Schema; bank/README.md explains how to write good values.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Kind = Literal["behavioural", "technical", "hybrid"]
Level = Literal["core", "senior", "staff"]
Outcome = Literal["success", "mixed", "failure"]

OTHER_OUTCOMES: dict[str, Outcome] = {
    "late": "mixed",
    "partial": "mixed",
    "cancelled": "failure",
    "canceled": "failure",
    "failed": "failure",
}
"""The outcome by another word for it; most of them were values in files for version 0.1."""

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

    name: Annotated[Line, Meta(description="A name of two to five words, unique within the question.")]
    cue: Annotated[
        Line,
        Meta(description="What a listener would hear or see, specific enough for two listeners to agree."),
    ] = ""
    why: Annotated[Line, Meta(description="Why the point matters, in one line.")] = ""
    must: Annotated[
        bool,
        Meta(
            description="Whether this is a must point: one of the few that separate a strong answer from a "
            "fair one."
        ),
    ] = False
    details: Annotated[tuple[Line, ...], Meta(description="Up to four short sub-points, as reminders.")] = ()
    quote: Annotated[
        Line, Meta(description="The sentence of the model answer that makes this point, word for word.")
    ] = ""
    facts: Annotated[tuple[str, ...], Meta(description="Ids of the facts that the point is based on.")] = ()
    cues: Annotated[
        tuple[Line, ...],
        Meta(description="Phrases and sentences that match the point in a typed answer."),
    ] = ()
    formerly: Annotated[
        tuple[Line, ...],
        Meta(
            description="Earlier names of the point, exactly as they were, so that ticks in older answers "
            "count for it."
        ),
    ] = ()


class FollowUp(Struct, frozen=True, forbid_unknown_fields=True):
    """A follow-up question, and what a good reply contains."""

    ask: Annotated[Line, Meta(description="The follow-up question.")]
    good: Annotated[Line, Meta(description="What a good reply contains.")] = ""
    point: Annotated[Line, Meta(description="The name of the key point that it probes.")] = ""


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


class CopiedFrom(Struct, frozen=True, forbid_unknown_fields=True):
    """The mark of an own copy: a question that is used instead of another one with the same id."""

    hash: Annotated[
        Line,
        Meta(description="The checksum of the question when it was copied; `bank check` compares it."),
    ] = ""


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A question with everything that is shown after the reveal.

    A question without key points is graded by hand: there is no suggested grade.
    """

    id: Annotated[
        Id,
        Meta(
            description="A stable id in kebab-case. Progress is stored under it: keep it when you reword the "
            "question."
        ),
    ]
    prompt: Annotated[Line, Meta(description="The question as an interviewer asks it.")]
    key_points: Annotated[
        tuple[KeyPoint, ...],
        Meta(
            max_length=40,
            description="What a good answer contains; ticked one by one after answering. Without key points, "
            "no grade is suggested.",
        ),
    ] = ()
    number: Annotated[
        Annotated[int, Meta(ge=1, le=99_999)] | None,
        Meta(description="A short number for the question, unique in the bank."),
    ] = None
    title: Annotated[
        str,
        Meta(min_length=1, max_length=24, description="A title of two or three words, for lists."),
    ] = ""
    variants: Annotated[
        tuple[Line, ...],
        Meta(description="Other wordings of the question; they rotate with the attempts."),
    ] = ()
    kind: Annotated[Kind, Meta(description="What the answer is about: people, systems, or both.")] = (
        "behavioural"
    )
    level: Annotated[
        Level,
        Meta(description="The scope of the question: any program manager, many teams, or the organisation."),
    ] = "core"
    levels: Annotated[
        dict[Level, Line], Meta(description="How the answer differs at each level, one line each.")
    ] = {}
    tags: Annotated[tuple[Line, ...], Meta(description="Subjects of the question, a word or two each.")] = ()
    companies: Annotated[
        tuple[Line, ...], Meta(description="Companies that the question is meant for, if any.")
    ] = ()
    probes: Annotated[Line, Meta(description="What the interviewer wants to find out.")] = ""
    time_target: Annotated[
        TimeTarget, Meta(description="Target speaking time of the full and the short answer.")
    ] = TimeTarget()
    opening: Annotated[Line, Meta(description="A good first sentence.")] = ""
    method: Annotated[
        Prose, Meta(description="How to go about it in general, as three to six numbered steps, one a line.")
    ] = ""
    model_answer: Annotated[
        Prose | dict[Line, Prose],
        Meta(description="A sample answer, as one text or as named parts in speaking order."),
    ] = ""
    short_answer: Annotated[Prose, Meta(description="The answer in 30 seconds.")] = ""
    whiteboard: Annotated[
        Prose,
        Meta(
            description="Sums, tables and sketches that are written instead of spoken. Line breaks and "
            "spaces are kept."
        ),
    ] = ""
    weak_signs: Annotated[
        tuple[Line, ...], Meta(description="Signs of a weak answer, each with the reason.")
    ] = ()
    follow_ups: Annotated[
        tuple[FollowUp, ...], Meta(description="Follow-up questions, in increasing depth.")
    ] = ()
    netflix_lens: Annotated[Lens | None, Meta(description="How the question applies at Netflix.")] = None
    numbers: Annotated[Line, Meta(description="Figures from your own work to have ready.")] = ""
    transfer: Annotated[
        Transfer | None, Meta(description="Matching stories, and related questions by number.")
    ] = None
    recall: Annotated[
        tuple[Recall, ...], Meta(description="Recall cards, each a short question and answer.")
    ] = ()
    world: Annotated[Line, Meta(description="The fictional setting of the model answer.")] = ""
    outcome: Annotated[Outcome | None, Meta(description="How the story of the model answer ends.")] = None
    review_by: Annotated[
        str, Meta(description="The ISO date by which time-dependent facts should be reviewed.")
    ] = ""
    copied_from: Annotated[
        CopiedFrom | None,
        Meta(description="In an own copy: it is used instead of the question of the same id."),
    ] = None
    topic: str = ""
    """Topic id, set by the loader from the file's topic."""

    @property
    def label(self) -> str:
        """Short name for lists: the title, or else the id with spaces for hyphens and a capital letter."""
        return question_label(self.id, self.title)

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


def question_label(id: str, title: str) -> str:
    """Return the label of a question with this id and title."""
    return title or id.replace("-", " ").capitalize()


def clock_seconds(text: str) -> int:
    """Convert a `minutes:seconds` text to seconds."""
    minutes, seconds = text.split(":")
    return int(minutes) * 60 + int(seconds)
