"""The report of a session: what was graded_answer, how it went, what moved, what comes next.

A pure model, made once from the history and written out as Markdown, JSON or CSV by
`tpm_tui.exchange`. Every text in it has passed `tpm_tui.core.text.sanitize`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.day import in_zone
from tpm_tui.core.cards.events import HistoryEntry, Review, SessionEnd, SessionStart
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import all_attempts, notes
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.plan.agenda import days_left
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.plan.upcoming import Upcoming, upcoming
from tpm_tui.core.reports.box_counts import box_moves
from tpm_tui.core.reports.calibration import Calibration, calibration
from tpm_tui.core.reports.graded_answer import GradedAnswer, graded_answer, title_of
from tpm_tui.core.text.sanitize import clean_line


class UnknownSession(LookupError):
    """The history has no entry of that session."""


class TopicShare(Struct, frozen=True):
    """How many of the key points asked for in a topic were made."""

    topic: str
    title: str
    made: int
    asked: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.made / self.asked if self.asked else 0.0


class NextQuestion(Struct, frozen=True):
    """A question that the plan will ask."""

    question: str
    number: int | None
    title: str
    box: int


class SessionReport(Struct, frozen=True, kw_only=True):
    """One session. Counts are of standing all_attempts; what was taken back is left out."""

    session: str
    mode: str
    started: datetime
    ended: datetime | None
    """When it ended; while it runs, and after a crash, the time of its last answer; None without any."""
    running: bool
    """No end was written: the session goes on, or was cut off."""
    reviews: tuple[GradedAnswer, ...]
    grades: dict[Grade, int]
    """How often each grade was given; all four are there."""
    new: int
    """Questions met for the first time."""
    boxes_before: tuple[int, ...]
    """Questions of the bank in box 0 (not met), 1, 2 ... as if this session had not been."""
    boxes_after: tuple[int, ...]
    interview: date | None
    days_left: int | None
    """From the day of writing; None without a date or once it has gone by."""
    calibration: Calibration
    topics: tuple[TopicShare, ...]
    """The session's topics, the one with the smallest share of key points made first."""
    next_day: date | None
    """The first day with something to answer; the day of writing while its plan is not done."""
    next_due: int
    """Questions to be graded_answer again on that day."""
    next_new: int
    """Questions to be met on that day."""
    next_questions: tuple[NextQuestion, ...]
    """All of that day's plan, in the order of asking."""

    @property
    def points_made(self) -> int:
        """Key points made, over all all_attempts."""
        return sum(len(review.covered) for review in self.reviews)

    @property
    def points_asked(self) -> int:
        """Key points that the all_attempts could have made."""
        return sum(review.asked for review in self.reviews)

    @property
    def seconds(self) -> float:
        """Seconds spent answering, pauses left out."""
        return sum(review.seconds for review in self.reviews)

    @property
    def words(self) -> int:
        """Words written."""
        return sum(review.words for review in self.reviews)


def session_ids(entries: Iterable[HistoryEntry]) -> list[str]:
    """Sessions with at least one standing answer, in the order of their first one; the last is the latest."""
    return list(dict.fromkeys(review.session for review in all_attempts(entries)))


def session_report(
    entries: Sequence[HistoryEntry],
    session: str,
    bank: Bank,
    cards: Cards,
    *,
    today: date,
    settings: PlanSettings,
    zone: tzinfo | None = None,
) -> SessionReport:
    """The report of one session, running or over, the latest or an old one.

    Args:
        entries: the whole history.
        session: the session's id.
        bank: what can be practised now; a question that has vanished from it is still reported, from
            what its reviews say.
        cards: progress now, the fold of all `entries`.
        today: the study day of writing, from which days left and what comes next are told.
        settings: the settings of the plan.
        zone: the learner's time zone; without it every time stays in the zone it was written in.

    Raises:
        UnknownSession: no entry is of this session.
    """
    (report,) = session_reports(
        entries,
        [session],
        bank,
        cards,
        today=today,
        settings=settings,
        zone=zone,
    )
    return report


def session_reports(
    entries: Sequence[HistoryEntry],
    sessions: Sequence[str],
    bank: Bank,
    cards: Cards,
    *,
    today: date,
    settings: PlanSettings,
    zone: tzinfo | None = None,
) -> list[SessionReport]:
    """The reports of several sessions from one pass over the history, in the order of `sessions`.

    The arguments are those of `session_report`; `session_ids` names all sessions.

    Raises:
        UnknownSession: no entry is of one of these sessions.
    """
    own = {session: _Entries() for session in sessions}
    for review in all_attempts(entries):
        if review.session in own:
            own[review.session].reviews.append(review)
    for entry in entries:
        if isinstance(entry, SessionStart | SessionEnd) and entry.session in own:
            own[entry.session].marks.append(entry)
    for session, found in own.items():
        if not found.all:
            raise UnknownSession(session)
    moves = box_moves(
        entries, {session: found.all[-1].seq for session, found in own.items()}, bank, settings.rules
    )
    plan = upcoming(bank, cards, today=today, settings=settings)
    coming = _next_questions(plan, bank, cards)
    written = notes(entries)
    reports = {}
    for session, found in own.items():
        reviews = tuple(graded_answer(r, bank, zone, written.get(r.question, "")) for r in found.reviews)
        reports[session] = SessionReport(
            session=clean_line(session),
            mode=clean_line(found.mode),
            started=in_zone(found.all[0].at, zone),
            ended=in_zone(found.all[-1].at, zone) if found.reviews or found.over else None,
            running=not found.over,
            reviews=reviews,
            grades={grade: sum(review.grade is grade for review in reviews) for grade in Grade},
            new=sum(review.box_before == 0 and not review.drill for review in reviews),
            boxes_before=moves[session].before,
            boxes_after=moves[session].after,
            interview=settings.interview,
            days_left=days_left(settings.interview, today),
            calibration=calibration(found.reviews),
            topics=_topics(reviews),
            next_day=plan.day,
            next_due=plan.due,
            next_new=plan.new,
            next_questions=coming,
        )
    return [reports[session] for session in sessions]


class _Entries:
    """What a history holds of one session."""

    def __init__(self) -> None:
        self.reviews: list[Review] = []
        self.marks: list[SessionStart | SessionEnd] = []

    @property
    def all(self) -> list[Review | SessionStart | SessionEnd]:
        """Its standing reviews, beginnings and ends in the order of the log."""
        return sorted([*self.reviews, *self.marks], key=lambda entry: (entry.seq, entry.id))

    @property
    def over(self) -> bool:
        """Whether an end was written."""
        return any(isinstance(mark, SessionEnd) for mark in self.marks)

    @property
    def mode(self) -> str:
        """The mode that its beginning tells; a beginning that was lost was most likely practice."""
        return next((mark.mode for mark in self.marks if isinstance(mark, SessionStart)), "practice")


def _topics(reviews: Sequence[GradedAnswer]) -> tuple[TopicShare, ...]:
    made: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    for review in reviews:
        if review.topic and review.asked:
            topic = review.topic, review.topic_title
            made[topic] += len(review.covered)
            asked[topic] += review.asked
    shares = [TopicShare(*topic, made[topic], total) for topic, total in asked.items()]
    return tuple(sorted(shares, key=lambda topic: topic.share))


def _next_questions(plan: Upcoming, bank: Bank, cards: Cards) -> tuple[NextQuestion, ...]:
    return tuple(
        NextQuestion(
            question=id,
            number=bank.by_id[id].number,
            title=title_of(bank.by_id[id], id),
            box=cards[id].box if id in cards else 0,
        )
        for id in plan.questions
    )
