"""One answer of a mock interview, with its rating from the debrief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import FollowUp, Question
from tpm_tui.core.cards.events import PartTime
from tpm_tui.core.cards.grade import Grade, suggest_grade
from tpm_tui.core.mock.judgement import NOTE_LABELS, Judgement
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.mock.rubric import Dimension, OverallMark, overall_mark
from tpm_tui.core.session.answer_parts import outline_for
from tpm_tui.core.session.part_times import time_by_part
from tpm_tui.core.session.scaffold import answer_text, count_answer_words
from tpm_tui.core.text.sanitize import clean_line

Seconds = Annotated[float, Meta(ge=0)]


class Reply(Struct, frozen=True):
    """A follow-up question and the answer to it."""

    ask: str
    text: str = ""
    seconds: Seconds = 0.0
    spoken: bool = False
    """Whether it is spoken; the text is then empty or a transcript."""
    missed: str = ""
    """Name of the must point that was not found in the answer, if the follow-up is asked because of that."""


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
    spoken: bool = False
    """Whether the answer is spoken, without regard to the replies; the text is empty or a transcript."""
    story: str = ""
    """Id of the story that is used in the answer; empty if none is."""
    part_ends: tuple[Seconds, ...] = ()
    """When the parts of the spoken answer were finished, in its seconds, as far as the learner noted it."""

    def question_in(self, bank: Bank) -> Question:
        """Return the question of this answer.

        If it was removed from the bank, the result has only the wording that was asked, without key points.
        """
        known = bank.by_id.get(self.question)
        return known or Question(id=self.question, prompt=self.prompt, key_points=())

    def text_in(self, phase: MockPhase) -> str:
        """Return what was typed in a phase: the latest reply, or else the answer."""
        return self.replies[-1].text if phase is MockPhase.FOLLOW_UP else self.text

    def write_in(self, phase: MockPhase, text: str) -> Answer:
        """Set what was typed in a phase."""
        return self._with_reply(text=text) if phase is MockPhase.FOLLOW_UP else replace(self, text=text)

    def is_spoken_in(self, phase: MockPhase) -> bool:
        """Return whether the latest reply, or else the answer, is spoken."""
        return self.replies[-1].spoken if phase is MockPhase.FOLLOW_UP else self.spoken

    def speak_in(self, phase: MockPhase, *, spoken: bool) -> Answer:
        """Set whether the latest reply, or else the answer, is spoken."""
        if phase is MockPhase.FOLLOW_UP:
            return self._with_reply(spoken=spoken)
        return replace(self, spoken=spoken, part_ends=self.part_ends if spoken else ())

    def time_by_part(self, question: Question) -> tuple[PartTime, ...]:
        """Return the times of the parts of the answer; empty if it has no finished part."""
        return time_by_part(tuple(outline_for(question.kind)), self.part_ends, self.seconds)

    def seconds_in(self, phase: MockPhase) -> float:
        """Return the seconds of thinking, answering or the latest reply; 0 in the other phases."""
        return {
            MockPhase.THINKING: self.thinking,
            MockPhase.ANSWERING: self.seconds,
            MockPhase.FOLLOW_UP: self.replies[-1].seconds if self.replies else 0.0,
        }.get(phase, 0.0)

    def spend_in(self, phase: MockPhase, seconds: float) -> Answer:
        """Set the seconds of thinking, answering or the latest reply."""
        match phase:
            case MockPhase.THINKING:
                return replace(self, thinking=seconds)
            case MockPhase.ANSWERING:
                return replace(self, seconds=seconds)
            case _:
                return self._with_reply(seconds=seconds)

    @property
    def elapsed(self) -> float:
        """Seconds of thinking, answering and replying."""
        return self.thinking + self.seconds + sum(reply.seconds for reply in self.replies)

    @property
    def words(self) -> int:
        """Number of words of the answer and the replies."""
        return sum(count_answer_words(text) for text in (self.text, *(r.text for r in self.replies)))

    @property
    def full_text(self) -> str:
        """The answer and the replies, for recognising key points."""
        texts = (answer_text(text) for text in (self.text, *(reply.text for reply in self.replies)))
        return "\n\n".join(text for text in texts if text.strip())

    @property
    def transcript(self) -> str:
        """The answer with the follow-up questions and replies, as stored in the history."""
        replies = [reply for reply in self.replies if answer_text(reply.text).strip()]
        parts = [answer_text(self.text), *(f"{reply.ask}\n{reply.text}" for reply in replies)]
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

    def suggested_grade(self, question: Question) -> Grade | None:
        """Return the grade that the ticked points and the time suggest.

        Without key points, and for a spoken answer without ticks, it is the overall mark, as both are on a
        scale of 1 to 4; None if nothing is rated.
        """
        if not self.grades_by_points(question):
            overall = self.overall_mark(question)
            return Grade(overall.mark) if overall else None
        target = question.time_target.answer_seconds
        return suggest_grade(question.key_points, self.judgement.ticked, self.seconds, target)

    def grades_by_points(self, question: Question) -> bool:
        """Return whether the ticked points suggest the grade, and not the overall mark."""
        return bool(question.key_points) and (bool(self.judgement.ticked) or not self.spoken)

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

    def _with_reply(
        self, *, text: str | None = None, seconds: float | None = None, spoken: bool | None = None
    ) -> Answer:
        """Return the answer with another text, time or kind of its latest reply."""
        last = self.replies[-1]
        reply = replace(
            last,
            text=last.text if text is None else text,
            seconds=last.seconds if seconds is None else seconds,
            spoken=last.spoken if spoken is None else spoken,
        )
        return replace(self, replies=(*self.replies[:-1], reply))


STRONG_MARK = 3
"""The mark from which an answer is strong in a dimension."""


def weakest_dimension(answers: Sequence[Answer], questions: Mapping[str, Question]) -> Dimension | None:
    """Return the dimension with the lowest mean mark in a mock interview.

    None if nothing is rated below `STRONG_MARK`: then nothing is weak. Ties are broken by the order of the
    rubric.

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
    weak = [dimension for dimension, mean in means.items() if mean < STRONG_MARK]
    return min(weak, key=lambda dimension: means[dimension]) if weak else None
