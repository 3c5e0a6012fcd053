"""A session of practice: ASKING -> REVEALED -> graded -> ASKING ... -> DONE, immutable, with undo.

The session owns what a screen must not: which question is before the learner, the drafts, the ticked
points and the time spent. Each transition returns a new session; the front ends translate keys and
lines into transitions and hold no rules. Grading takes two steps, so that nothing is said to be done
before it is durable: `review()` makes the log entry, the store writes it, and `graded()` moves on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.card import Card, is_counted
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade, suggest
from tpm_tui.core.cards.leitner import Rules, due_day, schedule_after
from tpm_tui.core.text.speech import count_words

Form = Literal["answer", "short"]
"""Whether the full answer is practised, or the half-minute form against a target of its own."""

DRILL = "drill"
"""The mode of a session that began as a drill."""


class SessionPhase(Enum):
    """What the learner is doing."""

    ASKING = "asking"
    REVEALED = "revealed"
    DONE = "done"


class PhaseError(Exception):
    """A transition that the session's phase does not allow; a front end should not offer it."""


class Session(Struct, frozen=True):
    """One practice_session."""

    id: str
    started: datetime
    mode: str = "practice"
    form: Form = "answer"
    phase: SessionPhase = SessionPhase.DONE
    current: str = ""
    """Id of the question before the learner; empty once done."""
    upcoming: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    """What was graded and not taken back, oldest first."""
    drafts: Mapping[str, str] = {}
    """Answers typed and not graded yet."""
    drilled: frozenset[str] = frozenset()
    """Questions of the queue that are asked beside the boxes."""
    ticked: frozenset[str] = frozenset()
    """Names of the current question's key points that were made."""
    sure: int | None = None
    """How sure the learner was of the revealed answer, 1 to 4, if asked."""
    spent: Mapping[str, float] = {}
    """Seconds of answering so far, by question, up to `since`."""
    since: datetime | None = None
    """When the running stretch of answering began; None while the clock stands still."""

    @classmethod
    def begin(
        cls, id: str, queue: Sequence[str], now: datetime, drafts: Mapping[str, str], mode: str = "practice"
    ) -> Session:
        """A new session at the first question of the queue; done at once if that is empty.

        In the mode `DRILL` the whole queue is asked beside the boxes.
        """
        drilled = frozenset(queue if mode == DRILL else ())
        return cls(id=id, started=now, mode=mode, drafts=dict(drafts), drilled=drilled)._ask(queue, now)

    @property
    def draft(self) -> str:
        """The current question's answer as typed so far."""
        return self.drafts.get(self.current, "")

    @property
    def left(self) -> int:
        """Questions still to be graded, the current one included."""
        return len(self.upcoming) + (self.phase is not SessionPhase.DONE)

    def seconds(self, now: datetime) -> float:
        """Seconds spent answering the current question, in tenths; a clock set back takes none away.

        Tenths, because that is what the history keeps: an undo gives back exactly this figure.
        """
        running = max(0.0, (now - self.since).total_seconds()) if self.since else 0.0
        return round(self.spent.get(self.current, 0.0) + running, 1)

    def write(self, text: str) -> Session:
        """The draft of the current question is now `text`."""
        self._require(SessionPhase.ASKING, SessionPhase.REVEALED)
        drafts = {**self.drafts, self.current: text}
        if not text:
            del drafts[self.current]
        return replace(self, drafts=drafts)

    def reveal(
        self, now: datetime, covered: frozenset[str] = frozenset(), sure: int | None = None
    ) -> Session:
        """Show the model answer. The clock stops.

        Args:
            now: when the learner was done answering.
            covered: the points ticked beforehand.
            sure: how sure the learner is, 1 to 4, if asked.
        """
        self._require(SessionPhase.ASKING)
        return replace(self._stop(now), phase=SessionPhase.REVEALED, ticked=covered, sure=sure)

    def resume(self, now: datetime) -> Session:
        """Go back to answering; the clock goes on from where it stood."""
        self._require(SessionPhase.REVEALED)
        return replace(self, phase=SessionPhase.ASKING, ticked=frozenset(), sure=None, since=now)

    def tick(self, point: str) -> Session:
        """Mark a key point as made, or take the mark away."""
        self._require(SessionPhase.REVEALED)
        return replace(self, ticked=self.ticked ^ {point})

    def suggestion(self, question: Question, now: datetime) -> Grade:
        """The grade that the ticked points and the time suggest."""
        return suggest(question.key_points, self.ticked, self.seconds(now), self.target(question))

    def target(self, question: Question) -> int:
        """Seconds that the answer should take in the form that is practised."""
        targets = question.time_target
        return targets.answer_seconds if self.form == "answer" else targets.short_seconds

    def review(
        self, question: Question, card: Card, grade: Grade, now: datetime, day: date, id: str, rules: Rules
    ) -> Review:
        """The log entry for grading the current question, not yet written.

        Args:
            question: the current question.
            card: its progress as known now.
            grade: the learner's choice.
            now: the time of grading.
            day: the study day on which the question was shown.
            id: a fresh random id.
            rules: the boxes.
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
            answer=self.draft,
            grade=grade,
            seconds=self.seconds(now),
            words=count_words(self.draft),
            covered=tuple(name for name in names if name in self.ticked),
            missed=tuple(name for name in names if name not in self.ticked),
            box_before=card.box,
            box_after=after.box,
            due=due_day(after, rules),
            practice=not counted,
            drill=drill,
            sure=self.sure,
        )

    def graded(self, review: Review, now: datetime) -> Session:
        """The review is durable: on to the next question. Text that it does not hold stays a draft."""
        self._require(SessionPhase.REVEALED)
        drafts = {q: text for q, text in self.drafts.items() if (q, text) != (review.question, review.answer)}
        spent = {question: time for question, time in self.spent.items() if question != review.question}
        drilled = self.drilled - {review.question}
        done = replace(self, reviews=(*self.reviews, review), drafts=drafts, spent=spent, drilled=drilled)
        return done._ask(self.upcoming, now)

    def undone(self, review: Review, now: datetime) -> Session:
        """The review was taken back: its question is revealed again, with the text and the marks.

        It need not be of this session. What was typed for it since is kept, after the answer, and the
        time spent on that is added.
        """
        paused = self._stop(now)
        upcoming = (self.current, *self.upcoming) if self.phase is not SessionPhase.DONE else ()
        return replace(
            paused,
            phase=SessionPhase.REVEALED,
            current=review.question,
            upcoming=tuple(question for question in upcoming if question != review.question),
            reviews=tuple(other for other in self.reviews if other.id != review.id),
            drafts=_with_draft(self.drafts, review),
            ticked=frozenset(review.covered),
            sure=review.sure,
            drilled=self.drilled | {review.question} if review.drill else self.drilled - {review.question},
            spent=_with_time(paused.spent, review),
        )

    def redone(self, review: Review, now: datetime) -> Session:
        """The review stands again, as if it had not been taken back: its question is left behind.

        Whatever else is before the learner stays there. Text that the review does not hold stays a draft.
        """
        drafts = {q: text for q, text in self.drafts.items() if (q, text) != (review.question, review.answer)}
        spent = {question: time for question, time in self.spent.items() if question != review.question}
        own = (review,) if review.session == self.id else ()
        done = replace(
            self,
            reviews=tuple(sorted((*self.reviews, *own), key=lambda one: (one.seq, one.id))),
            drafts=drafts,
            spent=spent,
            drilled=self.drilled - {review.question},
            upcoming=tuple(question for question in self.upcoming if question != review.question),
        )
        if self.phase is SessionPhase.DONE or self.current != review.question:
            return done
        return done._ask(done.upcoming, now)

    def skip(self, now: datetime) -> Session:
        """Leave the current question out of this session, draft kept; it stays due."""
        self._require(SessionPhase.ASKING, SessionPhase.REVEALED)
        return self._stop(now)._ask(self.upcoming, now)

    def go(self, question: str, now: datetime) -> Session:
        """Go to any question; the current one comes right after it, draft kept."""
        if self.phase is not SessionPhase.DONE and question == self.current:
            return self
        waiting = (self.current, *self.upcoming) if self.phase is not SessionPhase.DONE else ()
        rest = tuple(other for other in waiting if other != question)
        return self._stop(now)._ask((question, *rest), now)

    def replace_queue(
        self, queue: Sequence[str], now: datetime, form: Form = "answer", drill: bool = False
    ) -> Session:
        """Ask these questions instead of those that were waiting, or drill them; drafts are kept."""
        drilled = frozenset(queue if drill else ())
        return replace(self._stop(now), form=form, drilled=drilled)._ask(queue, now)

    def extend(self, queue: Sequence[str], now: datetime) -> Session:
        """Put more questions at the end; a session that was done goes on with them."""
        held = {self.current, *self.upcoming} if self.phase is not SessionPhase.DONE else set()
        more = tuple(question for question in dict.fromkeys(queue) if question not in held)
        if self.phase is SessionPhase.DONE:
            return replace(self, drilled=self.drilled - set(more))._ask(more, now)
        return replace(self, upcoming=self.upcoming + more)

    def end(self, now: datetime) -> Session:
        """Stop here; drafts are kept."""
        return self._stop(now)._ask((), now)

    def _ask(self, queue: Sequence[str], now: datetime) -> Session:
        """Ask the first question of the queue, each only once; done where it is empty."""
        unique = tuple(dict.fromkeys(queue))
        if not unique:
            nothing = replace(self, phase=SessionPhase.DONE, current="", upcoming=())
            return replace(nothing, ticked=frozenset(), sure=None, since=None)
        return replace(
            self,
            phase=SessionPhase.ASKING,
            current=unique[0],
            upcoming=unique[1:],
            ticked=frozenset(),
            sure=None,
            since=now,
        )

    def _stop(self, now: datetime) -> Session:
        """Let the clock stand still, keeping the time spent."""
        seconds = self.seconds(now)
        spent = {**self.spent, self.current: seconds} if seconds else self.spent
        return replace(self, spent=spent, since=None)

    def _require(self, *phases: SessionPhase) -> None:
        if self.phase not in phases:
            raise PhaseError(f"not while {self.phase.value}")


def _with_draft(drafts: Mapping[str, str], review: Review) -> Mapping[str, str]:
    """The drafts with the reviewed answer back, before anything typed for its question since."""
    texts = dict.fromkeys(text for text in (review.answer, drafts.get(review.question, "")) if text)
    return {**drafts, review.question: "\n\n".join(texts)} if texts else drafts


def _with_time(spent: Mapping[str, float], review: Review) -> Mapping[str, float]:
    seconds = round(spent.get(review.question, 0.0) + review.seconds, 1)
    return {**spent, review.question: seconds} if seconds else spent
