"""A mock interview, from its first question to its debrief.

THINKING -> ANSWERING -> FOLLOW_UP ... -> the next question ... -> DEBRIEF -> COUNTING -> DONE.
Unlike practice, nothing is revealed before the last answer: the whole is answered first and judged
afterwards, as with an interviewer. The mock is immutable and each transition returns a new one; the front
ends translate keys and lines into transitions and hold no rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from tpm_tui.core.bank.question import Level, Question
from tpm_tui.core.mock.answer import Answer, Judgement, Notes, Reply
from tpm_tui.core.mock.draw import Drawn
from tpm_tui.core.mock.format import Format
from tpm_tui.core.mock.rubric import MARKS, Dimension
from tpm_tui.core.session.session import PhaseError
from tpm_tui.core.text.sanitize import clean, clean_line

THINKING_SECONDS = 60
"""How long a pause before an answer may last; after about a minute a listener grows uneasy."""

REPLY_SECONDS = 60
"""What a reply to a follow-up should take."""

Moment = Annotated[datetime, Meta(tz=True)]

MAX_UNDO = 100
"""Changes of the judgement that can be taken back."""


class MockPhase(Enum):
    """What the learner is doing."""

    THINKING = "thinking"
    ANSWERING = "answering"
    FOLLOW_UP = "follow-up"
    DEBRIEF = "debrief"
    COUNTING = "counting"
    """The debrief is over, and the learner is asked whether the answers count in the boxes."""
    DONE = "done"


SPEAKING = (MockPhase.ANSWERING, MockPhase.FOLLOW_UP)
ASKING = (MockPhase.THINKING, *SPEAKING)


class Change(Struct, frozen=True):
    """A judgement as it was before it was changed."""

    place: int
    before: Judgement


class Mock(Struct, frozen=True):
    """One mock interview."""

    id: str
    started: Moment
    format: Format
    seed: int | None
    """What decided the draw, where it was not chance."""
    answers: tuple[Answer, ...]
    """The plan, in the order of asking; with the debrief only what was begun."""
    phase: MockPhase = MockPhase.THINKING
    place: int = 0
    """Index of the answer that is given or judged."""
    since: Moment | None = None
    """When the running stretch of thinking or speaking began; None while the clock stands still."""
    changes: tuple[Change, ...] = ()
    """What undo takes back, the newest last."""
    counted: bool | None = None
    """Whether the answers count in the boxes; None as long as nobody said."""

    @classmethod
    def begin(cls, id: str, format: Format, seed: int | None, drawn: Sequence[Drawn], now: datetime) -> Mock:
        """A new mock interview, at its first question.

        Raises:
            ValueError: no question was drawn.
        """
        if not drawn:
            raise ValueError("a mock interview needs a question")
        answers = tuple(Answer(each.question, each.prompt, each.round) for each in drawn)
        return cls(id=id, started=now, format=format, seed=seed, answers=answers, since=now)

    @property
    def sound(self) -> bool:
        """Whether it could have come about by transitions; what was read from a file may not."""
        placed = 0 <= self.place < len(self.answers)
        replying = self.phase is not MockPhase.FOLLOW_UP or (
            placed and bool(self.answers[self.place].replies)
        )
        judged = all(0 <= change.place < len(self.answers) for change in self.changes)
        return placed and replying and judged

    @property
    def answer(self) -> Answer:
        """The answer that is given or judged."""
        return self.answers[self.place]

    @property
    def text(self) -> str:
        """What was typed so far, for the question or for the follow-up that is before the learner."""
        if self.phase is MockPhase.FOLLOW_UP:
            return self.answer.replies[-1].text
        return self.answer.text

    def seconds(self, now: datetime) -> float:
        """Seconds of the present stretch: of thinking, answering or replying. A clock set back takes none."""
        before = {
            MockPhase.THINKING: self.answer.thinking,
            MockPhase.ANSWERING: self.answer.seconds,
            MockPhase.FOLLOW_UP: self.answer.replies[-1].seconds if self.answer.replies else 0.0,
        }.get(self.phase, 0.0)
        running = max(0.0, (now - self.since).total_seconds()) if self.since else 0.0
        return round(before + running, 1)

    def target(self, question: Question) -> int:
        """What the present stretch should take, in seconds."""
        if self.phase is MockPhase.ANSWERING:
            return question.time_target.answer_seconds
        return THINKING_SECONDS if self.phase is MockPhase.THINKING else REPLY_SECONDS

    def elapsed(self, now: datetime) -> float:
        """Seconds of the interview so far, pauses left out."""
        stood = self.paused(now)
        return sum(
            each.thinking + each.seconds + sum(reply.seconds for reply in each.replies)
            for each in stood.answers
        )

    def paused(self, now: datetime) -> Mock:
        """The clock stands still, and the time spent is kept."""
        if self.since is None or self.phase not in ASKING:
            return replace(self, since=None)
        seconds, answer = self.seconds(now), self.answer
        match self.phase:
            case MockPhase.THINKING:
                answer = replace(answer, thinking=seconds)
            case MockPhase.ANSWERING:
                answer = replace(answer, seconds=seconds)
            case _:
                last = replace(answer.replies[-1], seconds=seconds)
                answer = replace(answer, replies=(*answer.replies[:-1], last))
        return replace(self._with(answer), since=None)

    def resumed(self, now: datetime) -> Mock:
        """The clock goes on from where it stood."""
        return replace(self, since=now) if self.phase in ASKING and self.since is None else self

    def speak(self, now: datetime) -> Mock:
        """Thinking is over: the answer begins."""
        self._require(MockPhase.THINKING)
        stood = self.paused(now)
        begun = stood._with(replace(stood.answer, begun=True))
        return replace(begun, phase=MockPhase.ANSWERING, since=now)

    def write(self, text: str) -> Mock:
        """The answer, or the reply to the follow-up, is now `text`, without what could steer a terminal."""
        self._require(*SPEAKING)
        text, answer = clean(text), self.answer
        if self.phase is MockPhase.FOLLOW_UP:
            last = replace(answer.replies[-1], text=text)
            return self._with(replace(answer, replies=(*answer.replies[:-1], last)))
        return self._with(replace(answer, text=text))

    def follow_up(self, question: Question, now: datetime) -> Mock:
        """Hear the next follow-up of the question; without a further one the same mock."""
        self._require(*SPEAKING)
        probe = self.answer.next_follow_up(question)
        if probe is None:
            return self
        stood = self.paused(now)
        replies = (*stood.answer.replies, Reply(clean_line(probe.ask)))
        return replace(
            stood._with(replace(stood.answer, replies=replies)), phase=MockPhase.FOLLOW_UP, since=now
        )

    def go_on(self, question: Question, now: datetime) -> Mock:
        """The present answer is finished: on to the next follow-up of the format, or the next question."""
        self._require(*SPEAKING)
        if len(self.answer.replies) < self.format.follow_ups:
            further = self.follow_up(question, now)
            if further is not self:
                return further
        return self.next(now)

    def next(self, now: datetime) -> Mock:
        """On to the next question, whatever of this one was not asked; after the last one the debrief."""
        self._require(*ASKING)
        stood = self.paused(now)
        if self.place + 1 < len(self.answers):
            return replace(stood, phase=MockPhase.THINKING, place=self.place + 1, since=now)
        return stood._debrief()

    def finish(self, now: datetime) -> Mock:
        """End the interview here: the debrief of what was answered so far."""
        self._require(*ASKING)
        return self.paused(now)._debrief()

    def heard(self, covered: Sequence[Sequence[str]]) -> Mock:
        """Tick beforehand what was recognised in each answer; nothing of that can be undone."""
        self._require(MockPhase.DEBRIEF)
        answers = tuple(
            replace(answer, judgement=replace(answer.judgement, ticked=tuple(names)))
            for answer, names in zip(self.answers, covered, strict=True)
        )
        return replace(self, answers=answers)

    def turn(self, step: int) -> Mock:
        """To the debrief of another answer, so many on or back; at the ends it stays."""
        self._require(MockPhase.DEBRIEF)
        return replace(self, place=max(0, min(len(self.answers) - 1, self.place + step)))

    def tick(self, point: str) -> Mock:
        """Mark a key point as made, or take the mark away."""
        ticked = self.answer.judgement.ticked
        others = tuple(name for name in ticked if name != point)
        return self._judge(
            replace(self.answer.judgement, ticked=others if point in ticked else (*ticked, point))
        )

    def rate(self, dimension: Dimension, mark: int) -> Mock:
        """Give a dimension a mark from 1 to 4; the same mark again takes it away."""
        if not 1 <= mark <= len(MARKS):
            raise ValueError(f"a mark is 1 to {len(MARKS)}, not {mark}")
        marks = dict(self.answer.judgement.marks)
        if marks.get(dimension) == mark:
            del marks[dimension]
        else:
            marks[dimension] = mark
        return self._judge(replace(self.answer.judgement, marks=marks))

    def toggle_figure(self) -> Mock:
        """Say that a figure with its base was given, or was not."""
        judged = self.answer.judgement
        return self._judge(replace(judged, figure=not judged.figure))

    def note(self, name: str, text: str) -> Mock:
        """Write a line of the debrief; empty lets it be made from the marks again."""
        notes: Notes = replace(self.answer.judgement.notes, **{name: clean_line(text)})
        return self._judge(replace(self.answer.judgement, notes=notes))

    def hear_level(self, level: Level) -> Mock:
        """Say which level was heard; the same again takes it away."""
        judged = self.answer.judgement
        return self._judge(replace(judged, level=None if judged.level == level else level))

    def undo(self) -> Mock:
        """Take back the newest tick, mark or note, and go where it was; without one the same mock."""
        self._require(MockPhase.DEBRIEF)
        if not self.changes:
            return self
        last = self.changes[-1]
        back = replace(self, place=last.place, changes=self.changes[:-1])
        return back._with(replace(back.answer, judgement=last.before))

    def close(self) -> Mock:
        """The debrief is over."""
        self._require(MockPhase.DEBRIEF)
        return replace(self, phase=MockPhase.COUNTING)

    def reopen(self) -> Mock:
        """Back to the debrief."""
        self._require(MockPhase.COUNTING)
        return replace(self, phase=MockPhase.DEBRIEF)

    def done(self, *, counted: bool) -> Mock:
        """The learner said whether the answers count in the boxes, and that is durable."""
        self._require(MockPhase.COUNTING)
        return replace(self, phase=MockPhase.DONE, counted=counted)

    def _debrief(self) -> Mock:
        """Judge what was begun, from its first answer on; without any there is nothing to judge."""
        begun = tuple(answer for answer in self.answers if answer.begun)
        if not begun:
            return replace(self, phase=MockPhase.DONE, since=None, counted=False)
        return replace(self, phase=MockPhase.DEBRIEF, answers=begun, place=0, since=None)

    def _judge(self, judgement: Judgement) -> Mock:
        self._require(MockPhase.DEBRIEF)
        if judgement == self.answer.judgement:
            return self
        change = Change(self.place, self.answer.judgement)
        changed = replace(self, changes=(*self.changes, change)[-MAX_UNDO:])
        return changed._with(replace(self.answer, judgement=judgement))

    def _with(self, answer: Answer) -> Mock:
        answers = (*self.answers[: self.place], answer, *self.answers[self.place + 1 :])
        return replace(self, answers=answers)

    def _require(self, *phases: MockPhase) -> None:
        if self.phase not in phases:
            raise PhaseError(f"not while {self.phase.value}")
