"""The agenda of a study day: the questions to ask today, and the status of every other question.

The header, the `due` command, the topic browser and the queue all use `build_agenda`, so their figures
always agree. It is a pure function of the questions, the cards, the study day and the plan settings. The
rules are in `tpm_tui.core.plan.daily`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.leitner import Rules, is_due
from tpm_tui.core.cards.triage import order_of_introduction
from tpm_tui.core.plan.daily import plan_day, staleness_key
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.next_day import find_next_day
from tpm_tui.core.plan.pace import measure_retention
from tpm_tui.core.plan.settings import PlanSettings

NEW_CARD = Card("")
"""The progress of each question that has none."""


class QuestionStatus(Enum):
    """The status of a question today."""

    DUE = "due"
    """In today's plan, as a review."""
    NEW = "new"
    """In today's plan, as a new question."""
    WAITING = "waiting"
    """Due or new, but over today's budget."""
    LATER = "later"
    """Not due yet."""
    DONE = "done"
    """Answered today."""
    BURIED = "buried"
    SUSPENDED = "suspended"


class Agenda(Struct, frozen=True):
    """The rest of a day's plan, and the status of every question of the bank."""

    today: date
    queue: tuple[str, ...]
    """Question ids in the order in which they are asked."""
    status: dict[str, QuestionStatus]
    next_due: date | None
    """The next day after today on which a question outside the queue is planned; None if there is no
    such question."""
    budget: int
    """Answers per day."""
    answered: int
    """Number of questions answered today."""
    next_review: date | None = None
    """Like `next_due`, for reviews only: new questions are ignored."""
    waiting_reviews: int = 0
    """Number of reviews that are due and over today's budget. On the day of an interview, which has only a
    warm-up, only questions with a later date wait."""
    waiting_new: int = 0
    """Likewise, of new questions that are not in today's plan."""
    is_interview: bool = False
    """Whether it is the day of an interview."""

    @property
    def waiting(self) -> int:
        """Number of questions that wait, due or new."""
        return self.waiting_reviews + self.waiting_new

    def count(self, status: QuestionStatus, within: Sequence[str] | None = None) -> int:
        """Return how many questions have the status, of the whole bank or of the ids in `within`."""
        if within is None:
            return [*self.status.values()].count(status)
        return sum(self.status.get(question) is status for question in within)

    @property
    def due(self) -> int:
        """Number of reviews left today, without a warm-up."""
        return 0 if self.is_interview else self.count(QuestionStatus.DUE)

    @property
    def warm_up(self) -> int:
        """Number of questions left of the warm-up; 0 unless it is the day of an interview."""
        return self.count(QuestionStatus.DUE) if self.is_interview else 0

    @property
    def new(self) -> int:
        """Number of new questions left today."""
        return self.count(QuestionStatus.NEW)


def build_agenda(
    questions: Questions, cards: Mapping[str, Card], today: date, settings: PlanSettings
) -> Agenda:
    """Build the agenda of a study day: the rest of its plan and the status of every question.

    Args:
        questions: topic by question id, in the order in which new questions are introduced; those that the
            learner knows come last.
        cards: progress by question id; a question without a card is new.
        today: the study day.
        settings: the plan settings; budget and caps include what was answered today.
    """
    # Thousands of questions may have no card: only few of the loops below are over all of them.
    known = {question: card for question, card in cards.items() if question in questions}
    answered = sum(card.answered_on(today) for card in known.values())
    left_out = {question for question, card in known.items() if card.suspended or card.buried == today}
    schedules = dict.fromkeys(order_of_introduction(questions, known), NEW_CARD.schedule)
    schedules |= {question: card.schedule_before(today) for question, card in known.items()}
    eligible = {question: each for question, each in schedules.items() if question not in left_out}
    plan = plan_day(questions, eligible, today, settings, measure_retention(cards, today))
    queue = _remaining_queue(plan, known, today, settings)
    planned = frozenset(queue)
    status = dict.fromkeys(questions, QuestionStatus.WAITING)
    for question in (*known, *queue):
        card = known.get(question, NEW_CARD)
        status[question] = _status(card, today, settings.rules, question in planned)
    is_interview = today in settings.interview_days(questions, today)
    later = settings.future_deadlines(days_after(today, 1)) if is_interview else ()
    waiting = [
        question
        for question, each in status.items()
        if each is QuestionStatus.WAITING
        and (not is_interview or any(deadline.covers(questions[question]) for deadline in later))
    ]
    waiting_reviews = sum(known[question].schedule.seen for question in waiting if question in known)
    schedules |= {question: card.schedule for question, card in known.items()}
    for question, card in known.items():
        if card.suspended:
            del schedules[question]
    reviews_only = replace(settings, caps=replace(settings.caps, max_new=0))
    return Agenda(
        today=today,
        queue=queue,
        status=status,
        next_due=find_next_day(questions, schedules, planned, today, settings),
        budget=settings.budget,
        answered=answered,
        next_review=find_next_day(questions, schedules, planned, today, reviews_only),
        waiting_reviews=waiting_reviews,
        waiting_new=len(waiting) - waiting_reviews,
        is_interview=is_interview,
    )


def days_left(interview: date | None, today: date) -> int | None:
    """Return the days until the interview; None without a date or when it is past."""
    if interview is None or interview < today:
        return None
    return (interview - today).days


def list_extra_practice(
    order: Sequence[str], cards: Mapping[str, Card], today: date, rules: Rules
) -> list[str]:
    """Return the questions for extra practice: seen questions, stalest first, then new ones, known ones last.

    Suspended and buried questions and those answered today are left out.
    """
    available = [
        question
        for question in order_of_introduction(order, cards)
        if not (card := cards.get(question) or Card(question)).suspended
        and card.buried != today
        and not card.answered_on(today)
    ]
    seen = [q for q in available if q in cards and cards[q].schedule.seen]
    seen.sort(key=lambda q: staleness_key(q, cards[q].schedule, today, rules))
    return seen + [q for q in available if q not in cards or not cards[q].schedule.seen]


def list_weakest(order: Sequence[str], cards: Mapping[str, Card]) -> list[str]:
    """Return the seen questions, weakest first: by lowest box, then by most lapses."""
    seen = [q for q in order if q in cards and cards[q].schedule.seen and not cards[q].suspended]
    return sorted(seen, key=lambda q: (cards[q].box, -cards[q].schedule.lapses))


def _remaining_queue(
    plan: Sequence[str], cards: Mapping[str, Card], today: date, settings: PlanSettings
) -> tuple[str, ...]:
    """Return what is left of the plan after all of today's answers, including those outside the plan."""
    done = [card for card in cards.values() if card.answered_on(today)]
    new = sum(not card.schedule_before(today).seen for card in done)
    counts = {True: len(done) - new, False: new}
    limits, room = {True: settings.reviews_a_day, False: settings.new_a_day}, settings.room
    queue: list[str] = []
    for question in plan:
        card = cards.get(question, NEW_CARD)
        seen = card.schedule.seen
        after = {**counts, seen: counts[seen] + 1}
        fits = after[seen] <= limits[seen] and room.fits(new=after[False], reviews=after[True])
        if fits and not card.answered_on(today):
            counts = after
            queue.append(question)
    return tuple(queue)


def _status(card: Card, today: date, rules: Rules, planned: bool) -> QuestionStatus:
    if card.suspended:
        return QuestionStatus.SUSPENDED
    if planned:
        return QuestionStatus.DUE if card.schedule.seen else QuestionStatus.NEW
    if card.answered_on(today):
        return QuestionStatus.DONE
    if card.buried == today:
        return QuestionStatus.BURIED
    if not card.schedule.seen or is_due(card.schedule, today, rules):
        return QuestionStatus.WAITING
    return QuestionStatus.LATER
