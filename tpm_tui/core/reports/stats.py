"""Statistics of the whole history: amount of practice, grades, boxes, topics, and weak points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import HistoryEntry, Recalled, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import all_attempts
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.ready import is_ready
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.reports.box_counts import count_boxes
from tpm_tui.core.reports.calibration import Calibration, compute_calibration
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.reports.graded_answer import title_of
from tpm_tui.core.reports.missed_points import PointStatistics, count_missed_points
from tpm_tui.core.text.sanitize import clean_line

THIS_WEEK_DAYS = 7
"""Days of "this week": the last seven including today, so that the figure means the same on a Monday."""


class TopicStatistics(Struct, frozen=True, kw_only=True):
    """Statistics of one topic of the bank."""

    topic: str
    title: str
    questions: int
    seen: int
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
    """Consecutive study days up to today, or up to yesterday while today has no answer."""
    minutes: float
    """Minutes spent answering, without pauses."""
    grades: dict[Grade, int]
    """Number of reviews by grade; all four grades are present."""
    questions: int
    """Number of questions in the bank."""
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
    topics: tuple[TopicStatistics, ...]
    """In the order of the bank."""
    missed: tuple[PointStatistics, ...]
    """The bank's key points that were missed at least once: most misses first, then highest share."""
    leeches: tuple[LeechStatistics, ...]
    """The bank's leeches, most lapses first."""
    calibration: Calibration
    recalls: int
    """Number of answers to recall cards in all drills."""
    recalls_made: int
    """Number of those that were correct."""
    average_seconds: float | None
    """Mean time of the answers that have a time and a target; None if there are none."""
    average_target: float | None
    """Mean target of the same answers."""


def compute_statistics(
    entries: Sequence[HistoryEntry],
    cards: Cards,
    bank: Bank,
    rules: Rules,
    today: date,
    dates: Mapping[str, date] | None = None,
) -> Statistics:
    """Compute the statistics of a history.

    Args:
        entries: the whole history.
        cards: current progress, replayed from `entries`.
        bank: the current bank; answers to questions that are no longer in it count in the totals, but in
            no topic.
        rules: the Leitner rules.
        today: the study day.
        dates: target date by question id, for those that have one in the future.
    """
    dates = dates or {}
    reviews = all_attempts(entries)
    recalls = {entry.id: entry for entry in entries if isinstance(entry, Recalled)}.values()
    per_day = Counter(review.day for review in reviews)
    timed = [r for r in reviews if r.seconds > 0 and _target(r, bank) > 0]
    boxes = count_boxes(bank, cards, rules)
    active = (cards[q] for q in bank.order if q in cards and not cards[q].suspended)
    ready = sum(is_ready(card.schedule, rules, dates.get(card.question)) for card in active)
    return Statistics(
        today=today,
        answers=len(reviews),
        answers_this_week=sum(n for day, n in per_day.items() if 0 <= (today - day).days < THIS_WEEK_DAYS),
        answers_today=per_day[today],
        spoken=sum(bool(review.spoken) for review in reviews),
        typed_words=_median([r.words for r in reviews if r.words and not r.spoken]),
        days=len(per_day),
        streak=count_streak(per_day.keys(), today),
        minutes=sum(review.seconds for review in reviews) / 60,
        grades={grade: sum(review.grade is grade for review in reviews) for grade in Grade},
        questions=len(bank.questions),
        seen=len(bank.questions) - boxes[0],
        boxes=boxes,
        ready=ready,
        has_date=bool(dates),
        ready_share=_share(ready, len(bank.questions)) or 0.0,
        topics=_topics(reviews, cards, bank),
        missed=count_missed_points(reviews, bank),
        leeches=_leeches(cards, bank),
        calibration=compute_calibration(reviews),
        recalls=len(recalls),
        recalls_made=sum(recall.made for recall in recalls),
        average_seconds=_mean([review.seconds for review in timed]),
        average_target=_mean([_target(review, bank) for review in timed]),
    )


def count_streak(days: Collection[date], today: date) -> int:
    """Count the consecutive days up to today, or up to yesterday if today is not among them."""
    latest = today.toordinal() if today in days else today.toordinal() - 1
    numbers = {day.toordinal() for day in days}
    length = 0
    while latest - length in numbers:
        length += 1
    return length


def _target(review: Review, bank: Bank) -> int:
    question = bank.by_id.get(review.question)
    return question.time_target.answer_seconds if question else 0


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _median(values: Sequence[int]) -> float | None:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2 if ordered else None


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
        boxes = [cards[q.id].box if q.id in cards else 0 for q in bank.in_topic(topic.id)]
        if boxes:
            topics.append(
                TopicStatistics(
                    topic=topic.id,
                    title=clean_line(topic.label),
                    questions=len(boxes),
                    seen=sum(box > 0 for box in boxes),
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
            question=question.id,
            number=question.number,
            title=title_of(question, question.id),
            lapses=card.schedule.lapses,
        )
        for question in bank.questions
        if (card := cards.get(question.id)) is not None and card.leech
    ]
    return tuple(sorted(leeches, key=lambda leech: -leech.lapses))
