"""One answer of a mock interview: what was said, and how it was judged afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from tpm_tui.core.bank.question import FollowUp, Level, Question
from tpm_tui.core.mock.rubric import Dimension, Overall, overall
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import count_words

Seconds = Annotated[float, Meta(ge=0)]
Mark = Annotated[int, Meta(ge=1, le=4)]


class Reply(Struct, frozen=True):
    """A follow-up question that was asked, and the answer to it."""

    ask: str
    text: str = ""
    seconds: Seconds = 0.0


class Notes(Struct, frozen=True):
    """An interviewer's debrief in the learner's words; what is empty is filled from the marks."""

    heard: str = ""
    missed: str = ""
    strongest: str = ""
    """The strongest sentence of the answer."""
    ask_next: str = ""


NOTE_LABELS = {
    "heard": "Heard",
    "missed": "Missed",
    "strongest": "Strongest sentence",
    "ask_next": "Would ask next",
}
"""The debrief's lines by field, in order. The level heard comes last and is chosen, not written."""


class Judgement(Struct, frozen=True):
    """What the learner, listening back, makes of an answer."""

    ticked: tuple[str, ...] = ()
    """Names of the key points that were made."""
    marks: dict[Dimension, Mark] = {}
    figure: bool = False
    """A figure with its base was given."""
    notes: Notes = Notes()
    level: Level | None = None
    """The level that a listener would have heard."""


class Answer(Struct, frozen=True):
    """A question as it was asked, and everything that came of it."""

    question: str
    prompt: str
    round: str = ""
    text: str = ""
    begun: bool = False
    """Whether answering began; before that the question was read at most."""
    thinking: Seconds = 0.0
    seconds: Seconds = 0.0
    """Of the first answer; replies have their own."""
    replies: tuple[Reply, ...] = ()
    judgement: Judgement = Judgement()

    @property
    def words(self) -> int:
        """Words of the answer and of the replies."""
        return count_words(self.text) + sum(count_words(reply.text) for reply in self.replies)

    @property
    def said(self) -> str:
        """All that was said, for recognising key points in it."""
        return "\n\n".join(text for text in (self.text, *(r.text for r in self.replies)) if text.strip())

    @property
    def whole(self) -> str:
        """The answer with its follow-ups, as it goes into the history."""
        parts = [self.text, *(f"{reply.ask}\n{reply.text}" for reply in self.replies if reply.text.strip())]
        return "\n\n".join(part for part in parts if part.strip())

    def made(self, question: Question) -> tuple[str, ...]:
        """Names of the question's key points that were made, in its order."""
        return tuple(p.name for p in question.key_points if p.name in self.judgement.ticked)

    def missed(self, question: Question) -> tuple[str, ...]:
        """Names of those that were not."""
        return tuple(p.name for p in question.key_points if p.name not in self.judgement.ticked)

    def must_missing(self, question: Question) -> bool:
        """Whether a must-point was not made."""
        return any(p.must and p.name not in self.judgement.ticked for p in question.key_points)

    def overall(self, question: Question) -> Overall | None:
        """The overall mark; None before the first rating."""
        judged = self.judgement
        return overall(
            question.kind,
            judged.marks,
            must_missing=self.must_missing(question),
            figure=judged.figure,
        )

    def next_follow_up(self, question: Question) -> FollowUp | None:
        """The first follow-up of the question that was not asked yet."""
        asked = {reply.ask for reply in self.replies}
        return next((probe for probe in question.follow_ups if clean_line(probe.ask) not in asked), None)

    def notes(self, question: Question) -> dict[str, str]:
        """The debrief's lines as they would be printed: the learner's own, else made from the marks."""
        probe = self.next_follow_up(question)
        filled = {
            "heard": "; ".join(self.made(question)),
            "missed": "; ".join(self.missed(question)),
            "ask_next": probe.ask if probe else "",
        }
        return {name: getattr(self.judgement.notes, name) or filled.get(name, "") for name in NOTE_LABELS}


def weakest_dimension(answers: Sequence[Answer], questions: Mapping[str, Question]) -> Dimension | None:
    """The dimension with the lowest mean mark over a mock, which is what to work on next; None if unrated.

    Of equals the first in the order of the rubric.
    """
    marks = [
        (dimension, mark)
        for answer in answers
        if answer.question in questions
        for dimension, mark in answer.judgement.marks.items()
    ]
    means = {
        dimension: sum(given) / len(given)
        for dimension in Dimension
        if (given := [mark for each, mark in marks if each is dimension])
    }
    return min(means, key=lambda dimension: means[dimension]) if means else None
