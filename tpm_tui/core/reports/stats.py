"""Statistics of all practice: its amount, grades, boxes, topics, weak points, and the days before and ahead.

The screen Progress and the command `stats` show them. They are computed in a few passes over the history, so
that the time grows linearly with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import HistoryEntry, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import active_recalls, all_attempts
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.plan.readiness import TopicReadiness, compute_readiness, sort_weakest_first
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.activity import DayActivity, list_activity
from tpm_tui.core.reports.box_counts import count_boxes
from tpm_tui.core.reports.calibration import Calibration, compute_calibration
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.reports.graded_answer import title_of
from tpm_tui.core.reports.missed_points import PointStatistics, count_missed_points, select_weak_points
from tpm_tui.core.reports.next_days import NextDay, forecast_next_days
from tpm_tui.core.reports.second_marking import MarkingDrift, compute_drift
from tpm_tui.core.reports.session_results import (
    SessionResult,
    compare_last_session,
    list_session_results,
)
from tpm_tui.core.reports.streak import count_streak
from tpm_tui.core.text.median import median
from tpm_tui.core.text.sanitize import clean_line

THIS_WEEK_DAYS = 7
"""Days of "this week": the last seven including today, so that the figure means the same on a Monday."""

MAX_SESSIONS_LISTED = 100
"""Number of newest sessions whose results are listed."""


class TopicStatistics(Struct, frozen=True, kw_only=True):
    """Statistics of one topic of the bank."""

    topic: str
    title: str
    questions: int
    seen: int
    planned: int
    """Number of its questions that can be planned: those that are not suspended."""
    planned_seen: int
    """Number of those that were answered at least once."""
    average_box: float
    """Mean box of its questions; new questions count as box 0."""
    made: int
    """Number of key points made in all answers to its questions."""
    point_count: int
    """Number of key points of the questions in all those answers."""
    share: float | None
    """Share of the key points made, 0 to 1; None without an answer."""
    last: date | None
    """The last study day on which one of its questions was answered."""


class LeechStatistics(Struct, frozen=True, kw_only=True):
    """A leech: a question that was missed so often that it should be learnt differently."""

    question: str
    number: int | None
    title: str
    lapses: int


class Statistics(Struct, frozen=True, kw_only=True):
    """The statistics shown. All counts are of active reviews, including further answers on the same day.

    Every field is part of the JSON, and `tpm_tui.exchange.stats_text` decides which are part of the text.
    """

    today: date
    answers: int
    answers_this_week: int
    """Number of answers in the last seven study days, including today."""
    answers_today: int
    spoken: int = 0
    """Number of answers that were spoken. They count in all times, and in no figure about words."""
    typed_words: float | None = None
    """Median of the words of the answers that were typed; None if there are none."""
    days: int
    """Number of study days with an answer."""
    streak: int
    """Days in a row with an answer, up to today or to the last study day; days off do not break it."""
    minutes: float
    """Minutes spent answering, without pauses."""
    grades: dict[Grade, int]
    """Number of reviews by grade; all four grades are present."""
    questions: int
    """Number of questions in the bank."""
    suspended: int = 0
    """Number of those that are suspended. The plan and what is ready do not count them."""
    seen: int
    """Number of the bank's questions answered at least once."""
    boxes: tuple[int, ...]
    """Number of the bank's questions in box 0 (new), 1, 2, ..."""
    ready: int
    """Number of the bank's questions that are ready, as in the plan: suspended ones are not counted."""
    has_date: bool = False
    """Whether a question is also ready if it is not due before its interview."""
    ready_share: float
    """Share of the bank's questions that are ready, 0 to 1."""
    planned_ready_share: float
    """Share of the questions that are not suspended that are ready, 0 to 1."""
    topics: tuple[TopicStatistics, ...]
    """In the order of the bank."""
    missed: tuple[PointStatistics, ...]
    """The bank's key points that were missed at least once: most misses first, then highest share."""
    leeches: tuple[LeechStatistics, ...]
    """The bank's leeches, most lapses first."""
    calibration: Calibration
    marking_drift: float | None = None
    """Mean of the points ticked when old answers were marked again minus those ticked at first, per answer;
    None from fewer than 3 markings."""
    second_markings: int = 0
    """Number of markings from which that is computed, the newest ones."""
    recalls: int
    """Number of answers to recall cards in all drills."""
    recalls_made: int
    """Number of those that were correct."""
    average_seconds: float | None
    """Mean time of the answers that have a time and a target; None if there are none."""
    average_target: float | None
    """Mean target of the same answers."""
    median_seconds: float | None = None
    """Median time of the same answers."""
    median_target: float | None = None
    """Median target of the same answers."""
    activity: tuple[DayActivity, ...] = ()
    """The last 84 days, today last."""
    sessions: tuple[SessionResult, ...] = ()
    """The newest sessions, at most `MAX_SESSIONS_LISTED`, the newest last."""
    difference: float | None = None
    """By how much the share of key points in the last session differs from that of the week before it, -1 to
    1; None if one of the two is not known."""
    weak_points: tuple[PointStatistics, ...] = ()
    """Those of `missed` that were missed in at least half of the answers, weakest first."""
    readiness: tuple[TopicReadiness, ...] = ()
    """The readiness of the topics as in the plan, weakest first."""
    next_days: tuple[NextDay, ...] = ()
    """The plans of the next 30 days, if each is done and each answer good, the rest of today's plan first."""

    @property
    def drift(self) -> MarkingDrift | None:
        """By how much second markings differ from first ones; None if nothing can be said."""
        if self.marking_drift is None:
            return None
        return MarkingDrift(self.marking_drift, self.second_markings)


def compute_statistics(
    entries: Sequence[HistoryEntry], cards: Cards, bank: Bank, today: date, settings: PlanSettings
) -> Statistics:
    """Compute the statistics of a history.

    Args:
        entries: the whole history.
        cards: current progress, replayed from `entries`.
        bank: the current bank; answers to questions that are no longer in it count in the totals, but in
            no topic.
        today: the study day.
        settings: the plan settings: rules, dates, days off and pace.
    """
    reviews = all_attempts(entries)
    recalls = active_recalls(entries)
    per_day = Counter(review.day for review in reviews)
    drift = compute_drift(entries, bank)
    times, targets = _times_and_targets(reviews, bank)
    typed = [review.words for review in reviews if review.words and not review.spoken]
    boxes = count_boxes(bank, cards, settings.rules)
    questions, missed = bank.topic_by_question, count_missed_points(reviews, bank)
    readiness = sort_weakest_first(compute_readiness(questions, cards, today, settings))
    ready = sum(topic.ready for topic in readiness)
    grades = Counter(review.grade for review in reviews)
    suspended = sum(cards[question].suspended for question in bank.order if question in cards)
    return Statistics(
        today=today,
        answers=len(reviews),
        answers_this_week=sum(n for day, n in per_day.items() if 0 <= (today - day).days < THIS_WEEK_DAYS),
        answers_today=per_day[today],
        spoken=sum(bool(review.spoken) for review in reviews),
        typed_words=median(typed) if typed else None,
        days=len(per_day),
        streak=count_streak(per_day.keys(), today, settings.off),
        minutes=sum(review.seconds for review in reviews) / 60,
        grades={grade: grades[grade] for grade in Grade},
        questions=len(bank.questions),
        suspended=suspended,
        seen=len(bank.questions) - boxes[0],
        boxes=boxes,
        ready=ready,
        has_date=bool(settings.target_dates(questions, today)),
        ready_share=_share(ready, len(bank.questions)) or 0.0,
        planned_ready_share=_share(ready, len(bank.questions) - suspended) or 0.0,
        topics=_topics(reviews, cards, bank),
        missed=missed,
        leeches=_leeches(cards, bank),
        calibration=compute_calibration(reviews),
        marking_drift=drift.mean if drift else None,
        second_markings=drift.markings if drift else 0,
        recalls=len(recalls),
        recalls_made=sum(recall.made for recall in recalls),
        average_seconds=_mean(times),
        average_target=_mean(targets),
        median_seconds=median(times) if times else None,
        median_target=median(targets) if targets else None,
        activity=list_activity(reviews, today),
        sessions=list_session_results(reviews, bank)[-MAX_SESSIONS_LISTED:],
        difference=compare_last_session(reviews, bank),
        weak_points=tuple(select_weak_points(missed)),
        readiness=readiness,
        next_days=forecast_next_days(questions, cards, today, settings),
    )


def _times_and_targets(reviews: Sequence[Review], bank: Bank) -> tuple[list[float], list[int]]:
    """Return times and targets in seconds of the answers that have both."""
    answered = {review.question for review in reviews} & bank.by_id.keys()
    target = {id: bank.by_id[id].time_target.answer_seconds for id in answered}
    timed = [review for review in reviews if review.seconds > 0 and target.get(review.question, 0) > 0]
    return [review.seconds for review in timed], [target[review.question] for review in timed]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _topics(reviews: Sequence[Review], cards: Cards, bank: Bank) -> tuple[TopicStatistics, ...]:
    made: Counter[str] = Counter()
    point_counts: Counter[str] = Counter()
    last: dict[str, date] = {}
    for review in (with_current_points(review, bank) for review in reviews):
        if question := bank.by_id.get(review.question):
            made[question.topic] += len(review.covered)
            point_counts[question.topic] += len(review.covered) + len(review.missed)
            last[question.topic] = max(review.day, last.get(question.topic, review.day))
    topics = []
    for topic in bank.topics:
        own = [cards.get(id) or Card(id) for id in bank.ids_by_topic.get(topic.id, ())]
        boxes = [card.box for card in own]
        planned = [card for card in own if not card.suspended]
        if own:
            topics.append(
                TopicStatistics(
                    topic=topic.id,
                    title=clean_line(topic.label),
                    questions=len(own),
                    seen=sum(box > 0 for box in boxes),
                    planned=len(planned),
                    planned_seen=sum(card.box > 0 for card in planned),
                    average_box=sum(boxes) / len(boxes),
                    made=made[topic.id],
                    point_count=point_counts[topic.id],
                    share=_share(made[topic.id], point_counts[topic.id]),
                    last=last.get(topic.id),
                )
            )
    return tuple(topics)


def _leeches(cards: Cards, bank: Bank) -> tuple[LeechStatistics, ...]:
    leeches = [
        LeechStatistics(
            question=id,
            number=bank.number_of(id),
            title=title_of(bank.by_id[id], id),
            lapses=card.schedule.lapses,
        )
        for id in bank.order
        if (card := cards.get(id)) is not None and card.leech
    ]
    return tuple(sorted(leeches, key=lambda leech: -leech.lapses))
