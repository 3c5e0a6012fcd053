"""The state machine of a mock interview, from the first question to the debrief.

THINKING -> ANSWERING -> FOLLOW_UP ... -> the next question ... -> DEBRIEF -> COUNTING -> DONE.
Unlike practice, nothing is revealed before the last answer: all questions are answered first and rated
afterwards, as in a real interview. A `Mock` is immutable and each transition returns a new one. The front
ends map keys and input lines to transitions and contain no rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Question
from tpm_tui.core.mock.answer import Answer, Reply
from tpm_tui.core.mock.draw import DrawnQuestion
from tpm_tui.core.mock.format import Format
from tpm_tui.core.mock.judgement import Judgement
from tpm_tui.core.mock.listening import choose_follow_up, reason_to_ask
from tpm_tui.core.mock.phase import ASKING, SPEAKING, MockPhase
from tpm_tui.core.session.session import PhaseError
from tpm_tui.core.text.sanitize import clean, clean_line

THINKING_SECONDS = 60
"""Target for thinking before an answer; listeners become uneasy after about a minute."""

REPLY_SECONDS = 60
"""Target for a reply to a follow-up."""

MIN_LIMIT_MINUTES = 30
"""One answer counts at most the planned minutes of the whole interview, or these if they are more."""

AwareDatetime = Annotated[datetime, Meta(tz=True)]

MAX_UNDO = 100
"""Maximum number of rating changes that can be undone."""


class JudgementChange(Struct, frozen=True):
    """An undo step: the judgement of one answer before a change."""

    place: int
    before: Judgement


class Mock(Struct, frozen=True):
    """One mock interview."""

    id: str
    started: AwareDatetime
    format: Format
    seed: int | None
    """Seed of the draw, if the learner gave one."""
    answers: tuple[Answer, ...]
    """The drawn questions in the order of asking; from the debrief on only those with a started answer."""
    phase: MockPhase = MockPhase.THINKING
    place: int = 0
    """Index of the current answer."""
    since: AwareDatetime | None = None
    """When the running period of thinking or speaking began; None while paused."""
    changes: tuple[JudgementChange, ...] = ()
    """Undo steps, the newest last."""
    counted: bool | None = None
    """Whether the answers count in the boxes; None until the learner has decided."""

    @classmethod
    def begin(
        cls, id: str, format: Format, seed: int | None, drawn: Sequence[DrawnQuestion], now: datetime
    ) -> Mock:
        """Start a mock interview at its first question.

        Raises:
            ValueError: no question was drawn.
        """
        if not drawn:
            raise ValueError("a mock interview requires at least one question")
        answers = tuple(Answer(each.question, each.prompt, each.round) for each in drawn)
        return cls(id=id, started=now, format=format, seed=seed, answers=answers, since=now)

    @property
    def is_valid(self) -> bool:
        """Whether transitions can lead to this state; one read from a damaged file may be invalid."""
        in_range = 0 <= self.place < len(self.answers)
        replying = self.phase is not MockPhase.FOLLOW_UP or (
            in_range and bool(self.answers[self.place].replies)
        )
        judged = all(0 <= change.place < len(self.answers) for change in self.changes)
        return in_range and replying and judged

    @property
    def answer(self) -> Answer:
        """The current answer."""
        return self.answers[self.place]

    @property
    def text(self) -> str:
        """The text typed so far, for the current question or follow-up."""
        return self.answer.text_in(self.phase)

    @property
    def is_spoken(self) -> bool:
        """Whether an answer or a reply is being given, and is spoken."""
        return self.phase in SPEAKING and self.answer.is_spoken_in(self.phase)

    def seconds(self, now: datetime) -> float:
        """Return the seconds of the current period: thinking, answering or replying.

        If the clock was set back, the running part counts as 0 seconds. It counts no longer than the whole
        interview is planned for: an interview that is left open overnight must not count hours.
        """
        running = max(0.0, (now - self.since).total_seconds()) if self.since else 0.0
        running = min(running, 60.0 * max(self.format.minutes, MIN_LIMIT_MINUTES))
        return round(self.answer.seconds_in(self.phase) + running, 1)

    def target(self, question: Question) -> int:
        """Return the target of the current period, in seconds."""
        if self.phase is MockPhase.ANSWERING:
            return question.time_target.answer_seconds
        return THINKING_SECONDS if self.phase is MockPhase.THINKING else REPLY_SECONDS

    def elapsed(self, now: datetime) -> float:
        """Return the seconds of the interview so far, without pauses."""
        return sum(answer.elapsed for answer in self.pause(now).answers)

    def pause(self, now: datetime) -> Mock:
        """Stop the clock and store the time spent."""
        if self.since is None or self.phase not in ASKING:
            return replace(self, since=None)
        answer = self.answer.spend_in(self.phase, self.seconds(now))
        return replace(self._with(answer), since=None)

    def resume(self, now: datetime) -> Mock:
        """Start the clock again."""
        return replace(self, since=now) if self.phase in ASKING and self.since is None else self

    def start_answer(self, now: datetime) -> Mock:
        """Finish thinking and start the answer."""
        self._require(MockPhase.THINKING)
        paused = self.pause(now)
        started = paused._with(replace(paused.answer, begun=True))
        return replace(started, phase=MockPhase.ANSWERING, since=now)

    def speak(self, now: datetime) -> Mock:
        """Speak the answer or reply instead of typing it; this also starts an answer. Text is kept."""
        self._require(*ASKING)
        started = self.start_answer(now) if self.phase is MockPhase.THINKING else self
        return started._with(started.answer.speak_in(started.phase, spoken=True))

    def type_instead(self) -> Mock:
        """Type the answer or reply that is being spoken; the time so far is kept."""
        self._require(*SPEAKING)
        return self._with(self.answer.speak_in(self.phase, spoken=False))

    def finish_part(self, now: datetime, count: int) -> Mock:
        """Note that a part of the spoken answer is finished; the last of `count` ends with the answer."""
        ends = self.answer.part_ends
        if self.phase is not MockPhase.ANSWERING or not self.is_spoken or len(ends) >= count - 1:
            return self
        return self._with(replace(self.answer, part_ends=(*ends, self.seconds(now))))

    def write(self, text: str) -> Mock:
        """Set the text of the answer or reply, without control characters; an answer may have some before it
        begins."""
        self._require(*ASKING)
        return self._with(self.answer.write_in(self.phase, clean(text)))

    def use_story(self, story: str) -> Mock:
        """Set the story that is used in the current answer; empty for none."""
        self._require(*ASKING)
        return self._with(replace(self.answer, story=story))

    def follow_up(self, question: Question, now: datetime, missed: Sequence[str] = ()) -> Mock:
        """Ask the next follow-up of the question; return the same mock if there is none.

        After a spoken answer the reply is spoken, too.

        Args:
            question: the current question.
            now: the current time.
            missed: names of the must points that were just missed, in the question's order: the first
                follow-up is about one of them.
        """
        self._require(*SPEAKING)
        follow_up = choose_follow_up(question, self.answer, missed)
        if follow_up is None:
            return self
        paused = self.pause(now)
        spoken = paused.answer.is_spoken_in(paused.phase)
        reason = reason_to_ask(follow_up, paused.answer, missed)
        reply = Reply(clean_line(follow_up.ask), spoken=spoken, missed=reason)
        replies = (*paused.answer.replies, reply)
        return replace(
            paused._with(replace(paused.answer, replies=replies)), phase=MockPhase.FOLLOW_UP, since=now
        )

    @property
    def has_planned_follow_up(self) -> bool:
        """Whether the format has a further follow-up to the current answer."""
        return len(self.answer.replies) < self.format.follow_ups

    def advance(self, question: Question, now: datetime, missed: Sequence[str] = ()) -> Mock:
        """Finish the current answer: ask the next follow-up of the format, or go to the next question.

        The arguments are those of `follow_up`.
        """
        self._require(*SPEAKING)
        if self.has_planned_follow_up:
            follow_up = self.follow_up(question, now, missed)
            if follow_up is not self:
                return follow_up
        return self.next_question(now)

    def next_question(self, now: datetime) -> Mock:
        """Go to the next question, without remaining follow-ups; after the last question to the debrief."""
        self._require(*ASKING)
        paused = self.pause(now)
        if self.place + 1 < len(self.answers):
            return replace(paused, phase=MockPhase.THINKING, place=self.place + 1, since=now)
        return paused._start_debrief()

    def finish(self, now: datetime) -> Mock:
        """End the interview early and start the debrief of the answers so far."""
        self._require(*ASKING)
        return self.pause(now)._start_debrief()

    def tick_recognised(self, covered: Sequence[Sequence[str]]) -> Mock:
        """Tick the key points recognised in each answer; this cannot be undone.

        Args:
            covered: names of the recognised key points, one sequence for each answer.
        """
        self._require(MockPhase.DEBRIEF)
        answers = tuple(
            replace(answer, judgement=replace(answer.judgement, ticked=tuple(names)))
            for answer, names in zip(self.answers, covered, strict=True)
        )
        return replace(self, answers=answers)

    def add_transcript(self, text: str, covered: Sequence[str]) -> Mock:
        """Add words to a spoken answer in its debrief, and tick the points recognised in it too.

        Args:
            text: the words, without control characters.
            covered: names of the recognised key points.
        """
        self._require(MockPhase.DEBRIEF)
        answer = self.answer
        added = replace(answer, text=f"{answer.text}\n{text}" if answer.text else text)
        before = answer.judgement.ticked
        ticked = (*before, *(name for name in covered if name not in before))
        return self._with(added).judge(replace(answer.judgement, ticked=ticked))

    def rename_points(self, bank: Bank) -> Mock:
        """Return the interview with ticks of key points under the names that the bank gives them now."""

        def rename(question: str, judgement: Judgement) -> Judgement:
            return replace(judgement, ticked=bank.current_point_names(question, judgement.ticked))

        def rename_missed(question: str, reply: Reply) -> Reply:
            return replace(reply, missed="".join(bank.current_point_names(question, (reply.missed,))))

        answers = tuple(
            replace(
                answer,
                judgement=rename(answer.question, answer.judgement),
                replies=tuple(rename_missed(answer.question, reply) for reply in answer.replies),
            )
            for answer in self.answers
        )
        changes = tuple(
            replace(change, before=rename(self.answers[change.place].question, change.before))
            for change in self.changes
        )
        return replace(self, answers=answers, changes=changes)

    def move_by(self, step: int) -> Mock:
        """Move the debrief `step` answers forward, or back if negative, up to the first or last answer."""
        self._require(MockPhase.DEBRIEF)
        return replace(self, place=max(0, min(len(self.answers) - 1, self.place + step)))

    def judge(self, judgement: Judgement) -> Mock:
        """Set the rating of the current answer; an unchanged rating changes nothing."""
        self._require(MockPhase.DEBRIEF)
        if judgement == self.answer.judgement:
            return self
        change = JudgementChange(self.place, self.answer.judgement)
        changed = replace(self, changes=(*self.changes, change)[-MAX_UNDO:])
        return changed._with(replace(self.answer, judgement=judgement))

    def undo(self) -> Mock:
        """Undo the newest rating change and go to its answer; return the same mock if there is none."""
        self._require(MockPhase.DEBRIEF)
        if not self.changes:
            return self
        last = self.changes[-1]
        undone = replace(self, place=last.place, changes=self.changes[:-1])
        return undone._with(replace(undone.answer, judgement=last.before))

    def close_debrief(self) -> Mock:
        """End the debrief."""
        self._require(MockPhase.DEBRIEF)
        return replace(self, phase=MockPhase.COUNTING)

    def reopen_debrief(self) -> Mock:
        """Return to the debrief."""
        self._require(MockPhase.COUNTING)
        return replace(self, phase=MockPhase.DEBRIEF)

    def complete(self, *, counted: bool) -> Mock:
        """End the interview, once it is stored whether the answers count in the boxes."""
        self._require(MockPhase.COUNTING)
        return replace(self, phase=MockPhase.DONE, counted=counted)

    def _start_debrief(self) -> Mock:
        """Start the debrief at the first started answer; without started answers the interview is done."""
        begun = tuple(answer for answer in self.answers if answer.begun)
        if not begun:
            return replace(self, phase=MockPhase.DONE, since=None, counted=False)
        return replace(self, phase=MockPhase.DEBRIEF, answers=begun, place=0, since=None)

    def _with(self, answer: Answer) -> Mock:
        answers = (*self.answers[: self.place], answer, *self.answers[self.place + 1 :])
        return replace(self, answers=answers)

    def _require(self, *phases: MockPhase) -> None:
        if self.phase not in phases:
            raise PhaseError(f"not possible in phase {self.phase.value}")
