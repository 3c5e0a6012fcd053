"""The practice session as an immutable state machine: ASKING -> REVEALED -> graded -> ASKING ... -> DONE.

The session holds the state that does not belong to a screen: the current question, the drafts, the ticked
points and the time spent. Every transition returns a new session; the front ends translate keys and lines
into transitions and contain no rules. Grading takes two steps, so that a grade is confirmed only after it
has been written to disk: `review()` creates the log entry, the store writes it, then `apply_review()` moves
on to the next question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Literal

from msgspec import UNSET, Struct
from msgspec.structs import replace

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.card import Card, is_counted
from tpm_tui.core.cards.events import PartTime, Review
from tpm_tui.core.cards.grade import Grade, suggest_grade
from tpm_tui.core.cards.leitner import Rules, due_day, schedule_after
from tpm_tui.core.errors import TpmError
from tpm_tui.core.session.answer_parts import outline_for
from tpm_tui.core.session.clock import AnswerClock
from tpm_tui.core.session.part_times import PartEnds, set_ends, time_by_part, with_parts, without_parts
from tpm_tui.core.session.restored_answer import with_answer, with_time, without_answer, without_time
from tpm_tui.core.session.scaffold import answer_text, count_answer_words

Form = Literal["answer", "short"]
"""Full answers, or the short form with its own time target."""

DRILL = "drill"
"""The mode of a session that starts as a drill."""


class SessionPhase(Enum):
    """The phase of a session."""

    ASKING = "asking"
    REVEALED = "revealed"
    DONE = "done"


class PhaseError(TpmError):
    """A transition that the current phase does not allow; front ends must not offer it."""


class Speech(Struct, frozen=True):
    """An answer that is being spoken: what cancelling it restores."""

    spent: float
    """The seconds spent on the question before."""
    spoken: bool
    """Whether the answer was spoken before."""
    part_ends: tuple[float, ...] = ()
    """When parts of the answer were finished before."""


class Session(Struct, frozen=True):
    """The state of one practice session."""

    id: str
    started: datetime
    mode: str = "practice"
    form: Form = "answer"
    phase: SessionPhase = SessionPhase.DONE
    current: str = ""
    """Id of the current question; empty when done."""
    upcoming: tuple[str, ...] = ()
    """Ids of the questions after the current one."""
    reviews: tuple[Review, ...] = ()
    """Active reviews of this session, oldest first."""
    drafts: Mapping[str, str] = {}
    """Typed, ungraded answers by question id."""
    drilled: frozenset[str] = frozenset()
    """Ids of queued questions that are asked as a drill, without changing their boxes."""
    ticked: frozenset[str] = frozenset()
    """Names of the current question's key points marked as made."""
    sure: int | None = None
    """Confidence in the revealed answer, 1 to 4; None if the learner was not asked."""
    spent: Mapping[str, float] = {}
    """Seconds spent answering before the running period of the clock, by question id."""
    clock: AnswerClock = AnswerClock()
    """The clock of the current answer."""
    spoken: frozenset[str] = frozenset()
    """Ids of questions whose ungraded answer was spoken, also if a transcript was added to it."""
    part_ends: PartEnds = {}
    """When the parts of a spoken, ungraded answer were finished, as far as the learner noted it."""
    stories: Mapping[str, str] = {}
    """Id of the story that is used in an ungraded answer, by question id."""
    speech: Speech | None = None
    """Set while the current answer is being spoken."""

    @classmethod
    def begin(
        cls, id: str, queue: Sequence[str], now: datetime, drafts: Mapping[str, str], mode: str = "practice"
    ) -> Session:
        """Start a session at the first question of the queue; it is done immediately if the queue is empty.

        In mode `DRILL` the whole queue is asked as a drill.
        """
        drilled = frozenset(queue if mode == DRILL else ())
        return cls(id=id, started=now, mode=mode, drafts=dict(drafts), drilled=drilled)._ask(queue)

    @property
    def draft(self) -> str:
        """The current question's answer typed so far."""
        return self.drafts.get(self.current, "")

    @property
    def is_spoken(self) -> bool:
        """Whether the current answer is spoken."""
        return self.current in self.spoken

    @property
    def story(self) -> str:
        """Id of the story that is used in the current answer; empty if none is."""
        return self.stories.get(self.current, "")

    def use_story(self, story: str) -> Session:
        """Set the story that is used in the current answer; empty for none."""
        others = _without(self.stories, self.current)
        return replace(self, stories={**others, self.current: story} if story else others)

    @property
    def left(self) -> int:
        """Number of questions left, including the current one."""
        return len(self.upcoming) + (self.phase is not SessionPhase.DONE)

    def seconds(self, now: datetime) -> float:
        """Return the seconds spent answering the current question, rounded to tenths.

        Setting the system clock back does not reduce them. They are rounded to tenths because the history
        stores tenths, so that undo restores exactly this value.
        """
        return round(self.spent.get(self.current, 0.0) + self.clock.seconds(now), 1)

    def press_key(self, now: datetime, *, typed: bool = False, earliest: datetime | None = None) -> Session:
        """Note that a key was pressed while the question can be seen.

        Args:
            now: when the key arrived.
            typed: whether it changed the answer; only such a key starts the clock.
            earliest: as in `AnswerClock.start`.
        """
        if self.phase is not SessionPhase.ASKING or self.clock.hidden:
            return self
        if self.clock.since is None:
            return replace(self, clock=self.clock.start(now, earliest)) if typed else self
        if self.clock.is_idle(now):
            return replace(self._stop(now), clock=self.clock.start(now, earliest))
        return replace(self, clock=self.clock.press_key(now))

    def hide(self, now: datetime) -> Session:
        """Pause the clock: the question is hidden."""
        return self if self.clock.hidden else replace(self._stop(now), clock=self.clock.hide(now))

    def show(self, now: datetime) -> Session:
        """Continue the clock if it was running: the question can be seen again."""
        return replace(self, clock=self.clock.show(now)) if self.clock.hidden else self

    def start_speaking(self, now: datetime) -> Session:
        """Start to speak the answer: the clock runs without keys. Speaking again adds to the time."""
        self._require(SessionPhase.ASKING)
        if self.speech is not None:
            return self
        stopped = self._stop(now)
        return replace(
            stopped,
            clock=stopped.clock.start_speaking(now),
            spoken=self.spoken | {self.current},
            speech=Speech(
                stopped.spent.get(self.current, 0.0), self.is_spoken, self.part_ends.get(self.current, ())
            ),
        )

    def finish_part(self, now: datetime, count: int) -> Session:
        """Note that the first part of the spoken answer that is not finished yet is finished.

        The last part ends with the answer: then this changes nothing.

        Args:
            now: the current time.
            count: how many parts the answer has.
        """
        self._require(SessionPhase.ASKING)
        ends = self.part_ends.get(self.current, ())
        if self.speech is None or len(ends) >= count - 1:
            return self
        return replace(self, part_ends=set_ends(self.part_ends, self.current, (*ends, self.seconds(now))))

    def stop_speaking(self, now: datetime) -> Session:
        """Stop speaking and the clock; the answer is spoken from now on. `reveal` does it too."""
        self._require(SessionPhase.ASKING)
        return self if self.speech is None else replace(self._stop(now), speech=None)

    def cancel_speaking(self) -> Session:
        """Go back to before `start_speaking`: its time does not count."""
        self._require(SessionPhase.ASKING)
        if self.speech is None:
            return self
        others = {question: time for question, time in self.spent.items() if question != self.current}
        return replace(
            self,
            spent={**others, self.current: self.speech.spent} if self.speech.spent else others,
            spoken=self.spoken if self.speech.spoken else self.spoken - {self.current},
            part_ends=set_ends(self.part_ends, self.current, self.speech.part_ends),
            speech=None,
            clock=self.clock.stop(),
        )

    def tick_recognised(self, covered: frozenset[str]) -> Session:
        """Tick more points, which were recognised in a transcript that was added after the reveal."""
        self._require(SessionPhase.REVEALED)
        return replace(self, ticked=self.ticked | covered)

    def write(self, text: str) -> Session:
        """Set the draft of the current question."""
        self._require(SessionPhase.ASKING, SessionPhase.REVEALED)
        drafts = {**self.drafts, self.current: text}
        if not text:
            del drafts[self.current]
        return replace(self, drafts=drafts)

    def reveal(
        self, now: datetime, covered: frozenset[str] = frozenset(), sure: int | None = None
    ) -> Session:
        """Reveal the model answer and stop the clock.

        Args:
            now: when the learner finished the answer.
            covered: names of the key points to tick initially.
            sure: the learner's confidence, 1 to 4, or None if not asked.
        """
        self._require(SessionPhase.ASKING)
        return replace(self._stop(now), phase=SessionPhase.REVEALED, ticked=covered, sure=sure, speech=None)

    def resume(self) -> Session:
        """Return to answering; the clock continues with the next typed character."""
        self._require(SessionPhase.REVEALED)
        return replace(self, phase=SessionPhase.ASKING, ticked=frozenset(), sure=None)

    def tick(self, point: str) -> Session:
        """Toggle whether a key point is marked as made."""
        self._require(SessionPhase.REVEALED)
        return replace(self, ticked=self.ticked ^ {point})

    def suggestion(self, question: Question, now: datetime) -> Grade | None:
        """Return the grade suggested by the ticked points and the time.

        None without key points, and for a spoken answer, in which none was recognised, until one is ticked.
        """
        if not question.key_points or (self.is_spoken and not self.ticked):
            return None
        return suggest_grade(question.key_points, self.ticked, self.seconds(now), self.target(question))

    def time_by_part(self, question: Question, now: datetime) -> tuple[PartTime, ...]:
        """Return the times of the parts of the current answer; empty if it has no finished part."""
        ends = self.part_ends.get(self.current, ())
        return time_by_part(tuple(outline_for(question.kind)), ends, self.seconds(now))

    def target(self, question: Question) -> int:
        """Return the target time of the answer in seconds, for the current form."""
        targets = question.time_target
        return targets.answer_seconds if self.form == "answer" else targets.short_seconds

    def review(
        self, question: Question, card: Card, grade: Grade, now: datetime, day: date, id: str, rules: Rules
    ) -> Review:
        """Create the log entry for grading the current question, without writing it.

        Args:
            question: the current question.
            card: its current progress.
            grade: the grade the learner chose.
            now: the time of grading.
            day: the study day on which the question was shown.
            id: a new random id.
            rules: the Leitner rules.
        """
        self._require(SessionPhase.REVEALED)
        names = [point.name for point in question.key_points]
        drill = question.id in self.drilled
        counted = is_counted(card, day) and not drill
        after = schedule_after(card.schedule, grade, day, id, rules) if counted else card.schedule
        return Review(
            id=id,
            at=now,
            day=day,
            session=self.id,
            question=question.id,
            prompt=question.prompt_for(card.attempts),
            answer=answer_text(self.draft),
            grade=grade,
            seconds=self.seconds(now),
            words=count_answer_words(self.draft),
            covered=tuple(name for name in names if name in self.ticked),
            missed=tuple(name for name in names if name not in self.ticked),
            box_before=card.box,
            box_after=after.box,
            due=due_day(after, rules),
            practice=not counted,
            drill=drill,
            sure=self.sure,
            spoken=self.is_spoken or UNSET,
            parts=self.time_by_part(question, now) or UNSET,
        )

    def apply_review(self, review: Review) -> Session:
        """Apply a review that has been written and move to the next question.

        Text that is not part of the review stays a draft.
        """
        self._require(SessionPhase.REVEALED)
        graded = (review.question, review.answer)
        drafts = {q: text for q, text in self.drafts.items() if (q, answer_text(text)) != graded}
        spent = {question: time for question, time in self.spent.items() if question != review.question}
        done = replace(
            self,
            reviews=(*self.reviews, review),
            drafts=drafts,
            spent=spent,
            drilled=self.drilled - {review.question},
            spoken=self.spoken - {review.question},
            part_ends=set_ends(self.part_ends, review.question, ()),
            stories=_without(self.stories, review.question),
        )
        return done._ask(self.upcoming)

    def apply_undo(self, review: Review, now: datetime) -> Session:
        """Apply an undo: reveal the review's question again, with its answer and ticks.

        The review may be of another session. Text typed for the question since then is appended to the
        answer, and the time spent on it is added.
        """
        paused = self._stop(now)
        upcoming = (self.current, *self.upcoming) if self.phase is not SessionPhase.DONE else ()
        return replace(
            paused,
            phase=SessionPhase.REVEALED,
            current=review.question,
            upcoming=tuple(question for question in upcoming if question != review.question),
            reviews=tuple(other for other in self.reviews if other.id != review.id),
            drafts=with_answer(self.drafts, review),
            ticked=frozenset(review.covered),
            sure=review.sure,
            drilled=self.drilled | {review.question} if review.drill else self.drilled - {review.question},
            spent=with_time(paused.spent, review),
            spoken=self.spoken | {review.question} if review.spoken else self.spoken,
            part_ends=with_parts(paused.part_ends, review),
            speech=None,
        )

    def apply_redo(self, review: Review, now: datetime) -> Session:
        """Apply a redo: count the review again and move on from its question.

        If another question is current, it stays current. Text that is not part of the review stays a draft,
        as does the time spent on it.
        """
        stopped = self._stop(now) if self.current == review.question else self
        speech = None if self.current == review.question else self.speech
        own = (review,) if review.session == self.id else ()
        done = replace(
            stopped,
            reviews=tuple(sorted((*self.reviews, *own), key=lambda each: (each.seq, each.id))),
            drafts=without_answer(self.drafts, review),
            spent=without_time(stopped.spent, review),
            drilled=self.drilled - {review.question},
            spoken=self.spoken - {review.question} if review.spoken else self.spoken,
            part_ends=without_parts(self.part_ends, review),
            stories=_without(self.stories, review.question),
            speech=speech,
            upcoming=tuple(question for question in self.upcoming if question != review.question),
        )
        if self.phase is SessionPhase.DONE or self.current != review.question:
            return done
        return done._ask(done.upcoming)

    def skip(self, now: datetime) -> Session:
        """Skip the current question in this session; its draft is kept and it stays due."""
        self._require(SessionPhase.ASKING, SessionPhase.REVEALED)
        return self._stop(now)._ask(self.upcoming)

    def leave_out(self, question: str, now: datetime) -> Session:
        """Skip a question that was buried or suspended, whether it is the current one or a later one."""
        if self.phase is not SessionPhase.DONE and question == self.current:
            return self.skip(now)
        return replace(self, upcoming=tuple(other for other in self.upcoming if other != question))

    def drop(self, question: str) -> Session:
        """Remove a waiting question from this session; it stays due."""
        return replace(self, upcoming=tuple(other for other in self.upcoming if other != question))

    def go_to_question(self, question: str, now: datetime) -> Session:
        """Go to any question; the current one is asked right after it, and its draft is kept."""
        if self.phase is not SessionPhase.DONE and question == self.current:
            return self
        waiting = (self.current, *self.upcoming) if self.phase is not SessionPhase.DONE else ()
        rest = tuple(other for other in waiting if other != question)
        return self._stop(now)._ask((question, *rest))

    def replace_queue(
        self, queue: Sequence[str], now: datetime, form: Form = "answer", drill: bool = False
    ) -> Session:
        """Replace the waiting questions, optionally as a drill; drafts are kept."""
        drilled = frozenset(queue if drill else ())
        return replace(self._stop(now), form=form, drilled=drilled)._ask(queue)

    def extend(self, queue: Sequence[str]) -> Session:
        """Append questions to the queue; a session that was done continues with them."""
        queued = {self.current, *self.upcoming} if self.phase is not SessionPhase.DONE else set()
        more = tuple(question for question in dict.fromkeys(queue) if question not in queued)
        if self.phase is SessionPhase.DONE:
            return replace(self, drilled=self.drilled - set(more))._ask(more)
        return replace(self, upcoming=self.upcoming + more)

    def end(self, now: datetime) -> Session:
        """End the session; drafts are kept. An answer that was only spoken has none."""
        spoken = frozenset(question for question in self.spoken if question in self.drafts)
        ends = {question: times for question, times in self.part_ends.items() if question in spoken}
        return replace(self._stop(now), spoken=spoken, part_ends=ends)._ask(())

    def _ask(self, queue: Sequence[str]) -> Session:
        """Ask the first question of the queue without duplicates; the session is done if it is empty."""
        unique = tuple(dict.fromkeys(queue))
        if not unique:
            done = replace(self, phase=SessionPhase.DONE, current="", upcoming=())
            return replace(done, ticked=frozenset(), sure=None, speech=None, clock=self.clock.stop())
        return replace(
            self,
            phase=SessionPhase.ASKING,
            current=unique[0],
            upcoming=unique[1:],
            ticked=frozenset(),
            sure=None,
            speech=None,
            clock=self.clock.stop(),
        )

    def _stop(self, now: datetime) -> Session:
        """Stop the clock and store the time spent."""
        seconds = self.seconds(now)
        spent = {**self.spent, self.current: seconds} if seconds else self.spent
        return replace(self, spent=spent, clock=self.clock.stop())

    def _require(self, *phases: SessionPhase) -> None:
        if self.phase not in phases:
            raise PhaseError(f"not allowed while {self.phase.value}")


def _without(stories: Mapping[str, str], question: str) -> Mapping[str, str]:
    return {each: story for each, story in stories.items() if each != question}
