"""The summary of today: what is planned, how ready the topics are, and how the last session went.

It is computed from the cards, today's agenda and a bounded number of the newest reviews, so that its time
does not grow with the years of practice. What needs more of the history is in
`tpm_tui.core.reports.today.details`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import days_after, days_before
from tpm_tui.core.cards.events import Review
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.plan.budget import AnswerTimes
from tpm_tui.core.plan.days_off import DAYS_PER_WEEK
from tpm_tui.core.plan.deadline import Deadline, find_past_deadline
from tpm_tui.core.plan.minutes import estimate_minutes
from tpm_tui.core.plan.readiness import TopicReadiness, compute_readiness, sort_weakest_first
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.plan.upcoming import UpcomingPlan, find_upcoming_plan
from tpm_tui.core.reports.session_results import SessionResult, find_last_session
from tpm_tui.core.reports.streak import count_streak


class WeekDay(Struct, frozen=True):
    """One day of this week, Monday to Sunday."""

    day: date
    answers: int
    """Number of answers given on it."""
    is_off: bool = False
    """Whether it is a day off of the settings."""
    left: int = 0
    """Number of questions left in the plan; 0 on every day but today."""


class TodaySummary(Struct, frozen=True, kw_only=True):
    """What Today shows at once."""

    agenda: Agenda
    """Today's agenda; its counts of due, new and waiting questions are those shown."""
    minutes: int
    """Minutes that the rest of today's plan takes by the learner's own times, rounded up."""
    dates: tuple[Deadline, ...]
    """The target dates that are not past, nearest first."""
    past: Deadline | None
    """The newest target date that has passed, if there is one."""
    topics: tuple[TopicReadiness, ...]
    """The readiness of the topics, weakest first."""
    streak: int | None
    """Days in a row with an answer; None if the newest reviews do not decide it."""
    last: SessionResult | None
    """The session with the newest answer; None without an answer."""
    upcoming: UpcomingPlan
    """The next day with questions and its plan; the rest of today's plan while something is left."""
    week: tuple[WeekDay, ...]
    """The days of this week, Monday first."""
    is_first_run: bool
    """Whether the history has no entry at all."""

    @property
    def today(self) -> date:
        """The study day."""
        return self.agenda.today

    @property
    def is_done(self) -> bool:
        """Whether nothing is left in today's plan."""
        return not self.agenda.queue

    @property
    def is_day_off(self) -> bool:
        """Whether today is a day off of the settings."""
        return any(day.is_off for day in self.week if day.day == self.today)

    @property
    def questions(self) -> int:
        """Number of questions that are not suspended."""
        return sum(topic.questions for topic in self.topics)

    @property
    def ready(self) -> int:
        """Number of those that are ready: they stick."""
        return sum(topic.ready for topic in self.topics)

    @property
    def met(self) -> int:
        """Number of those that were answered at least once."""
        return sum(topic.met for topic in self.topics)


def build_today(
    bank: Bank,
    cards: Mapping[str, Card],
    agenda: Agenda,
    settings: PlanSettings,
    reviews: Sequence[Review],
    times: AnswerTimes,
    *,
    has_all: bool,
    is_first_run: bool,
) -> TodaySummary:
    """Build the summary of today.

    Args:
        bank: the questions and topics.
        cards: progress.
        agenda: today's agenda.
        settings: the plan settings.
        reviews: the newest active reviews up to today, oldest first: at least those of this week and of the
            last session.
        times: how long the learner's answers take.
        has_all: whether `reviews` are all reviews of the history.
        is_first_run: whether the history has no entry at all.
    """
    today, questions = agenda.today, bank.topic_by_question
    readiness = compute_readiness(questions, cards, today, settings)
    return TodaySummary(
        agenda=agenda,
        minutes=estimate_minutes(agenda.due + agenda.warm_up, agenda.new, times),
        dates=settings.future_deadlines(today),
        past=find_past_deadline(settings.all_deadlines, today, None),
        topics=sort_weakest_first(readiness),
        streak=_streak(reviews, today, settings, has_all),
        last=find_last_session(reviews, bank),
        upcoming=find_upcoming_plan(questions, cards, today, settings, agenda),
        week=_week(reviews, agenda, settings),
        is_first_run=is_first_run,
    )


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return days_before(day, day.weekday())


def _streak(reviews: Sequence[Review], today: date, settings: PlanSettings, has_all: bool) -> int | None:
    """Return the streak; None if it may go on before the first day of the reviews."""
    days = {review.day for review in reviews}
    length = count_streak(days, today, settings.off)
    is_broken = length < sum(day <= today for day in days)
    return length if has_all or is_broken else None


def _week(reviews: Sequence[Review], agenda: Agenda, settings: PlanSettings) -> tuple[WeekDay, ...]:
    monday = monday_of(agenda.today)
    answers = Counter(review.day for review in reviews)
    return tuple(
        WeekDay(
            day,
            answers[day],
            is_off=day in settings.off,
            left=len(agenda.queue) if day == agenda.today else 0,
        )
        for day in dict.fromkeys(days_after(monday, offset) for offset in range(DAYS_PER_WEEK))
    )
