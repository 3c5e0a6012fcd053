"""One answer of a mock interview, with its rating from the debrief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from tpm_tui.core.bank.question import FollowUp, Level, Question
from tpm_tui.core.mock.rubric import Dimension, OverallMark, overall_mark
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import count_words

Seconds = Annotated[float, Meta(ge=0)]
Mark = Annotated[int, Meta(ge=1, le=4)]


class Reply(Struct, frozen=True):
    """A follow-up question and the answer to it."""

    ask: str
    text: str = ""
    seconds: Seconds = 0.0


class Notes(Struct, frozen=True):
    """The debrief notes written by the learner. Empty fields are filled from the ticks when shown."""

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
"""Labels of the debrief notes by field, in display order. The level comes last and is not a note."""


class Judgement(Struct, frozen=True):
    """The learner's rating of an answer."""

    ticked: tuple[str, ...] = ()
    """Names of the key points ticked as made."""
    marks: dict[Dimension, Mark] = {}
    figure: bool = False
    """Whether the answer had a figure with its base."""
    notes: Notes = Notes()
    level: Level | None = None
    """The level that the answer sounded like."""


class Answer(Struct, frozen=True):
    """A question as it was asked, with the answer, the replies and the rating."""

    question: str
    prompt: str
    round: str = ""
    text: str = ""
    begun: bool = False
    """Whether the learner started to answer."""
    thinking: Seconds = 0.0
    seconds: Seconds = 0.0
    """Duration of the answer, without the replies."""
    replies: tuple[Reply, ...] = ()
    judgement: Judgement = Judgement()

    @property
    def words(self) -> int:
        """Number of words of the answer and the replies."""
        return count_words(self.text) + sum(count_words(reply.text) for reply in self.replies)

    @property
    def full_text(self) -> str:
        """The answer and the replies, for recognising key points."""
        return "\n\n".join(text for text in (self.text, *(r.text for r in self.replies)) if text.strip())

    @property
    def transcript(self) -> str:
        """The answer with the follow-up questions and replies, as stored in the history."""
        parts = [self.text, *(f"{reply.ask}\n{reply.text}" for reply in self.replies if reply.text.strip())]
        return "\n\n".join(part for part in parts if part.strip())

    def made_points(self, question: Question) -> tuple[str, ...]:
        """Return the names of the question's key points that were made, in the question's order."""
        return tuple(p.name for p in question.key_points if p.name in self.judgement.ticked)

    def missed_points(self, question: Question) -> tuple[str, ...]:
        """Return the names of the question's key points that were missed, in the question's order."""
        return tuple(p.name for p in question.key_points if p.name not in self.judgement.ticked)

    def must_missing(self, question: Question) -> bool:
        """Whether a must point was missed."""
        return any(p.must and p.name not in self.judgement.ticked for p in question.key_points)

    def overall_mark(self, question: Question) -> OverallMark | None:
        """Return the overall mark; None if nothing is rated."""
        judged = self.judgement
        return overall_mark(
            question.kind,
            judged.marks,
            must_missing=self.must_missing(question),
            figure=judged.figure,
        )

    def next_follow_up(self, question: Question) -> FollowUp | None:
        """Return the first follow-up of the question that was not asked yet; None if there is none."""
        asked = {reply.ask for reply in self.replies}
        return next((each for each in question.follow_ups if clean_line(each.ask) not in asked), None)

    def debrief_notes(self, question: Question) -> dict[str, str]:
        """Return the debrief notes by field: those of the learner, or else filled from the ticks."""
        follow_up = self.next_follow_up(question)
        filled = {
            "heard": "; ".join(self.made_points(question)),
            "missed": "; ".join(self.missed_points(question)),
            "ask_next": follow_up.ask if follow_up else "",
        }
        return {name: getattr(self.judgement.notes, name) or filled.get(name, "") for name in NOTE_LABELS}


def weakest_dimension(answers: Sequence[Answer], questions: Mapping[str, Question]) -> Dimension | None:
    """Return the dimension with the lowest mean mark in a mock interview; None if nothing is rated.

    Ties are broken by the order of the rubric.

    Args:
        answers: the answers of the mock interview.
        questions: questions by id; answers to other questions are ignored.
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
