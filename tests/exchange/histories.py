"""A small bank and a history builder, for tests of the output formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from msgspec import UNSET
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question, TimeTarget
from tpm_tui.core.cards.events import (
    CardAction,
    CardActionKind,
    HistoryEntry,
    PartTime,
    Review,
    SessionEnd,
    SessionStart,
    Undo,
)
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, due_day
from tpm_tui.core.cards.replay import Cards, replay
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.session_report import SessionReport, build_session_reports
from tpm_tui.core.text.speech import count_words

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 8, 14, tzinfo=UTC)
INTERVIEW = date(2026, 12, 3)
RULES = Rules()

POINTS = (KeyPoint(name="size and cause first"), KeyPoint(name="early plain notice", must=True))


def question(id: str, number: int | None = None, topic: str = "delivery", title: str = "") -> Question:
    return Question(
        id=id,
        number=number,
        topic=topic,
        title=title,
        prompt=f"What of {id}?",
        key_points=POINTS,
        time_target=TimeTarget(answer="3:00"),
    )


BANK = Bank(
    topics=(Topic(id="delivery", title="Program delivery"), Topic(id="people")),
    questions=(
        question("late-program", 7, title="Late program"),
        question("dates", 4),
        question("conflict", 12, topic="people"),
        question("silence", topic="people"),
    ),
)


@dataclass
class History:
    """Builder of a history, entry by entry."""

    day: date = TODAY
    at: datetime = NOW
    entries: list[HistoryEntry] = field(default_factory=list)

    @property
    def cards(self) -> Cards:
        return replay(self.entries, RULES)

    def start(self, session: str = "s1", mode: str = "practice") -> None:
        self.entries.append(
            SessionStart(id=self._id, seq=self._seq, at=self.at, day=self.day, session=session, mode=mode)
        )

    def end(self, session: str = "s1") -> None:
        self.entries.append(SessionEnd(id=self._id, seq=self._seq, at=self.at, day=self.day, session=session))

    def answer(
        self,
        question: str = "late-program",
        grade: Grade = Grade.GOOD,
        session: str = "s1",
        answer: str = "We cut scope.",
        covered: tuple[str, ...] = ("size and cause first",),
        missed: tuple[str, ...] = ("early plain notice",),
        seconds: float = 120.0,
        prompt: str = "",
        *,
        spoken: bool = False,
        parts: tuple[PartTime, ...] = (),
    ) -> Review:
        """Add a graded answer as a session does, with the boxes from the replay."""
        self.at += timedelta(minutes=3)
        before = self.cards.get(question)
        draft = Review(
            id=self._id,
            seq=self._seq,
            at=self.at,
            day=self.day,
            session=session,
            question=question,
            prompt=prompt or f"What of {question}?",
            answer=answer,
            grade=grade,
            seconds=seconds,
            words=count_words(answer),
            covered=covered,
            missed=missed,
            spoken=spoken or UNSET,
            parts=parts or UNSET,
        )
        after = replay([*self.entries, draft], RULES)[question]
        review = replace(
            draft,
            box_before=before.box if before else 0,
            box_after=after.box,
            due=due_day(after.schedule, RULES),
            practice=before is not None and before.answered_on(self.day),
        )
        self.entries.append(review)
        return review

    def undo(self, review: Review) -> None:
        self.entries.append(
            Undo(
                id=self._id,
                seq=self._seq,
                at=self.at,
                day=self.day,
                review=review.id,
                question=review.question,
            )
        )

    def act(self, question: str, action: CardActionKind) -> None:
        self.entries.append(
            CardAction(id=self._id, seq=self._seq, at=self.at, day=self.day, question=question, action=action)
        )

    def wait(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.at += timedelta(days=days)

    def report(
        self,
        session: str = "s1",
        bank: Bank = BANK,
        interview: date | None = INTERVIEW,
        zone: tzinfo | None = None,
    ) -> SessionReport:
        settings = PlanSettings(budget=6, interview=interview, rules=RULES)
        (report,) = build_session_reports(
            self.entries, [session], bank, self.cards, today=self.day, settings=settings, zone=zone
        )
        return report

    @property
    def _seq(self) -> int:
        return len(self.entries) + 1

    @property
    def _id(self) -> str:
        return f"e{self._seq}"
