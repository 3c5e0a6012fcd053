"""The report of a session: its graded answers, grades, box changes, and the next questions.

A pure model built from the history; `tpm_tui.exchange` writes it as Markdown, JSON or CSV. Every text in it
is sanitized by `tpm_tui.core.text.sanitize`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.day import in_zone
from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import all_attempts, current_notes
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.errors import TpmError
from tpm_tui.core.plan.agenda import build_agenda, days_left
from tpm_tui.core.plan.ahead.expectation import Expectation, expect_again
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.plan.upcoming import UpcomingPlan, find_upcoming_plan
from tpm_tui.core.reports.box_counts import compute_box_moves
from tpm_tui.core.reports.calibration import Calibration, compute_calibration
from tpm_tui.core.reports.graded_answer import GradedAnswer, title_of
from tpm_tui.core.reports.second_marking import MarkingDrift, compute_drift
from tpm_tui.core.reports.session_entries import group_by_session
from tpm_tui.core.text.sanitize import clean_line


class UnknownSession(TpmError):
    """The history has no entry of the session."""


class TopicShare(Struct, frozen=True):
    """How many key points of a topic were made."""

    topic: str
    title: str
    made: int
    point_count: int

    @property
    def share(self) -> float:
        """Share of the key points made, 0 to 1."""
        return self.made / self.point_count if self.point_count else 0.0


class NextQuestion(Struct, frozen=True):
    """A question of the next plan."""

    question: str
    number: int | None
    title: str
    box: int


class SessionReport(Struct, frozen=True, kw_only=True):
    """The report of one session. All counts are of active reviews; undone reviews are left out."""

    session: str
    mode: str
    started: datetime
    ended: datetime | None
    """When it ended. The time of the last answer if no end was logged; None if there is none either."""
    running: bool
    """Whether no end was logged: the session is still running, or was interrupted."""
    reviews: tuple[GradedAnswer, ...]
    grades: dict[Grade, int]
    """Number of reviews by grade; all four grades are present."""
    new: int
    """Number of new questions answered."""
    boxes_before: tuple[int, ...]
    """Number of the bank's questions in box 0 (new), 1, 2, ... without this session's reviews."""
    boxes_after: tuple[int, ...]
    """The same, with this session's reviews."""
    interview: date | None
    days_left: int | None
    """Days from the day of the last answer to the interview; None without a date or when it is past."""
    calibration: Calibration
    drift: MarkingDrift | None
    """By how much the second markings of old answers differ from the first ones, in the whole history."""
    topics: tuple[TopicShare, ...]
    """The session's topics, the smallest share of key points made first."""
    next_day: date | None
    """The next day with questions: today while its plan is not completed."""
    next_due: int
    """Number of reviews planned on that day."""
    next_new: int
    """Number of new questions planned on that day."""
    next_questions: tuple[NextQuestion, ...]
    """The plan of that day, in the order of asking."""
    next_is_warm_up: bool = False
    """Whether it is the day of an interview, with only a warm-up."""
    expected: Mapping[str, Expectation] = {}
    """When the plan asks the answered questions again, by question; empty if the session was not today, as
    the plan of its day is not known any more."""

    @property
    def points_made(self) -> int:
        """Number of key points made in all answers."""
        return sum(len(review.covered) for review in self.reviews)

    @property
    def point_count(self) -> int:
        """Number of key points of all answered questions."""
        return sum(review.point_count for review in self.reviews)

    @property
    def seconds(self) -> float:
        """Seconds spent answering, without pauses."""
        return sum(review.seconds for review in self.reviews)

    @property
    def words(self) -> int:
        """Number of words written, in transcripts too."""
        return sum(review.words for review in self.reviews)

    @property
    def spoken(self) -> int:
        """Number of answers that were spoken."""
        return sum(review.spoken for review in self.reviews)


def session_ids(entries: Iterable[HistoryEntry]) -> list[str]:
    """Return the ids of sessions with an active review, ordered by their first one (newest last)."""
    return list(dict.fromkeys(review.session for review in all_attempts(entries)))


def build_session_reports(
    entries: Sequence[HistoryEntry],
    sessions: Sequence[str],
    bank: Bank,
    cards: Cards,
    *,
    today: date,
    settings: PlanSettings,
    zone: tzinfo | None = None,
) -> list[SessionReport]:
    """Build the reports of sessions, running or ended, in one pass over the history, in their order.

    Args:
        entries: the whole history.
        sessions: ids of the sessions; `session_ids` returns those of all.
        bank: the current bank; questions that are no longer in it are reported from their reviews.
        cards: current progress, replayed from all `entries`.
        today: the current study day, for the next questions.
        settings: the plan settings.
        zone: the learner's time zone; None keeps the zone in which each time was written.

    Raises:
        UnknownSession: the history has no entry of one of the sessions.
    """
    by_session = group_by_session(entries, sessions)
    for session, found in by_session.items():
        if not found.all:
            raise UnknownSession(session)
    moves = compute_box_moves(
        entries, {session: found.all[-1].seq for session, found in by_session.items()}, bank, settings.rules
    )
    agenda = build_agenda(bank.topic_by_question, cards, today, settings)
    plan = find_upcoming_plan(bank.topic_by_question, cards, today, settings, agenda)
    of_today = {r.question for found in by_session.values() if found.last_day == today for r in found.reviews}
    expected = (
        expect_again(sorted(of_today), bank.topic_by_question, cards, agenda, settings) if of_today else {}
    )
    next_questions = _next_questions(plan, bank, cards)
    notes, drift = current_notes(entries), compute_drift(entries, bank)
    reports = {}
    for session, found in by_session.items():
        reviews = tuple(
            GradedAnswer.from_review(r, bank, zone, notes.get(r.question, "")) for r in found.reviews
        )
        reports[session] = SessionReport(
            session=clean_line(session),
            mode=clean_line(found.mode),
            started=in_zone(found.all[0].at, zone),
            ended=in_zone(found.all[-1].at, zone) if found.reviews or found.ended else None,
            running=not found.ended,
            reviews=reviews,
            grades={grade: sum(review.grade is grade for review in reviews) for grade in Grade},
            new=sum(review.box_before == 0 and not review.drill for review in reviews),
            boxes_before=moves[session].before,
            boxes_after=moves[session].after,
            interview=settings.interview,
            days_left=days_left(settings.interview, found.last_day),
            calibration=compute_calibration(found.reviews),
            drift=drift,
            topics=_topics(reviews),
            next_day=plan.day,
            next_due=plan.due,
            next_new=plan.new,
            next_questions=next_questions,
            next_is_warm_up=plan.is_warm_up,
            expected={
                review.question: expected[review.question]
                for review in reviews
                if review.question in expected and found.last_day == today
            },
        )
    return [reports[session] for session in sessions]


def _topics(reviews: Sequence[GradedAnswer]) -> tuple[TopicShare, ...]:
    made: Counter[tuple[str, str]] = Counter()
    point_counts: Counter[tuple[str, str]] = Counter()
    for review in reviews:
        if review.topic and review.point_count:
            topic = review.topic, review.topic_title
            made[topic] += len(review.covered)
            point_counts[topic] += review.point_count
    shares = [TopicShare(*topic, made[topic], total) for topic, total in point_counts.items()]
    return tuple(sorted(shares, key=lambda topic: topic.share))


def _next_questions(plan: UpcomingPlan, bank: Bank, cards: Cards) -> tuple[NextQuestion, ...]:
    return tuple(
        NextQuestion(
            question=id,
            number=bank.by_id[id].number,
            title=title_of(bank.by_id[id], id),
            box=cards[id].box if id in cards else 0,
        )
        for id in plan.questions
    )
