"""Statistics over the whole history: how much was practised, how it goes, where it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import HistoryEntry, Recalled, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import all_attempts
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.reports.box_counts import count_boxes
from tpm_tui.core.reports.calibration import Calibration, calibration
from tpm_tui.core.reports.graded_answer import title_of
from tpm_tui.core.text.sanitize import clean_line

WEEK = 7
"""Days of "this week": the last seven, today included, so that the figure means the same on a Monday."""

READY_BOXES = 2
"""The highest boxes count as ready: 4 and 5 of five. A question gets there by good all_attempts on days
apart, so it is what comes nearest to knowing it on the day."""


class TopicStatistics(Struct, frozen=True, kw_only=True):
    """One topic of the bank."""

    topic: str
    title: str
    questions: int
    met: int
    average_box: float
    """Over all its questions, those not met as box 0."""
    made: int
    """Key points made, over all all_attempts to its questions."""
    asked: int
    """Key points that these all_attempts could have made."""
    last: date | None
    """The last study day on which one of its questions was answered."""

    @property
    def share(self) -> float | None:
        """Share of key points made, 0 to 1; None before any answer."""
        return self.made / self.asked if self.asked else None


class PointStatistics(Struct, frozen=True, kw_only=True):
    """How often one key point of a question was missed."""

    question: str
    number: int | None
    title: str
    name: str
    must: bool
    missed: int
    asked: int


class LeechStatistics(Struct, frozen=True, kw_only=True):
    """A question that was missed so often that another way of learning it would pay."""

    question: str
    number: int | None
    title: str
    lapses: int


class Statistics(Struct, frozen=True, kw_only=True):
    """Everything that the statistics show. Answers are all that stand, further ones of a day included."""

    today: date
    answers: int
    answers_this_week: int
    """Of the last seven study days, today included."""
    answers_today: int
    days: int
    """Study days with an answer."""
    streak: int
    """Study days in a row up to today, or up to yesterday while today has no answer yet."""
    seconds: float
    """Time spent answering, pauses left out."""
    grades: dict[Grade, int]
    """How often each grade was given; all four are there."""
    questions: int
    """Questions of the bank."""
    boxes: tuple[int, ...]
    """Questions of the bank in box 0 (not met), 1, 2 ..."""
    ready: int
    """Questions of the bank in the two highest boxes."""
    topics: tuple[TopicStatistics, ...]
    """In the order of the bank."""
    missed: tuple[PointStatistics, ...]
    """Key points of the bank that were ever missed: most often missed first, then by share."""
    leeches: tuple[LeechStatistics, ...]
    """Questions of the bank that are leeches: most lapses first."""
    calibration: Calibration
    recalls: int
    """Recall cards asked, in all drills."""
    recalls_made: int
    average_seconds: float | None
    """Mean time of the all_attempts that have a time and a target; None without any."""
    average_target: float | None
    """Mean target of the same all_attempts, in seconds."""

    @property
    def met(self) -> int:
        """Questions of the bank that were answered at least once."""
        return self.questions - self.boxes[0]

    @property
    def ready_share(self) -> float:
        """Share of the bank's questions that are ready, 0 to 1."""
        return self.ready / self.questions if self.questions else 0.0


def statistics(
    entries: Sequence[HistoryEntry], cards: Cards, bank: Bank, rules: Rules, today: date
) -> Statistics:
    """The statistics of a history.

    Args:
        entries: the whole history.
        cards: progress, the fold of `entries`.
        bank: what can be practised now; all_attempts to questions that have vanished from it count in the
            totals, and in no topic.
        rules: the boxes.
        today: the study day.
    """
    reviews = all_attempts(entries)
    recalls = {entry.id: entry for entry in entries if isinstance(entry, Recalled)}.values()
    per_day = Counter(review.day for review in reviews)
    timed = [r for r in reviews if r.seconds > 0 and _target(r, bank) > 0]
    boxes = count_boxes(bank, cards, rules)
    return Statistics(
        today=today,
        answers=len(reviews),
        answers_this_week=sum(n for day, n in per_day.items() if 0 <= (today - day).days < WEEK),
        answers_today=per_day[today],
        days=len(per_day),
        streak=streak(per_day.keys(), today),
        seconds=sum(review.seconds for review in reviews),
        grades={grade: sum(review.grade is grade for review in reviews) for grade in Grade},
        questions=len(bank.questions),
        boxes=boxes,
        ready=sum(boxes[1:][-READY_BOXES:]),
        topics=_topics(reviews, cards, bank),
        missed=points_missed(reviews, bank),
        leeches=_leeches(cards, bank),
        calibration=calibration(reviews),
        recalls=len(recalls),
        recalls_made=sum(recall.made for recall in recalls),
        average_seconds=_mean([review.seconds for review in timed]),
        average_target=_mean([_target(review, bank) for review in timed]),
    )


def streak(days: Collection[date], today: date) -> int:
    """Days in a row, counted back from today, or from yesterday while today is still missing."""
    latest = today.toordinal() if today in days else today.toordinal() - 1
    numbers = {day.toordinal() for day in days}
    length = 0
    while latest - length in numbers:
        length += 1
    return length


def _target(review: Review, bank: Bank) -> int:
    question = bank.by_id.get(review.question)
    return question.time_target.answer_seconds if question else 0


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _topics(reviews: Sequence[Review], cards: Cards, bank: Bank) -> tuple[TopicStatistics, ...]:
    made: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    last: dict[str, date] = {}
    for review in reviews:
        if question := bank.by_id.get(review.question):
            made[question.topic] += len(review.covered)
            asked[question.topic] += len(review.covered) + len(review.missed)
            last[question.topic] = max(review.day, last.get(question.topic, review.day))
    found = []
    for topic in bank.topics:
        boxes = [cards[q.id].box if q.id in cards else 0 for q in bank.in_topic(topic.id)]
        if boxes:
            found.append(
                TopicStatistics(
                    topic=topic.id,
                    title=clean_line(topic.label),
                    questions=len(boxes),
                    met=sum(box > 0 for box in boxes),
                    average_box=sum(boxes) / len(boxes),
                    made=made[topic.id],
                    asked=asked[topic.id],
                    last=last.get(topic.id),
                )
            )
    return tuple(found)


def _leeches(cards: Cards, bank: Bank) -> tuple[LeechStatistics, ...]:
    found = [
        LeechStatistics(
            question=question.id,
            number=question.number,
            title=title_of(question, question.id),
            lapses=card.schedule.lapses,
        )
        for question in bank.questions
        if (card := cards.get(question.id)) is not None and card.leech
    ]
    return tuple(sorted(found, key=lambda leech: -leech.lapses))


def points_missed(reviews: Sequence[Review], bank: Bank) -> tuple[PointStatistics, ...]:
    """The bank's key points that any of the reviews missed: most often missed first, then by share."""
    missed = Counter((review.question, name) for review in reviews for name in set(review.missed))
    asked = Counter(
        (review.question, name) for review in reviews for name in {*review.covered, *review.missed}
    )
    found = [
        PointStatistics(
            question=question.id,
            number=question.number,
            title=title_of(question, question.id),
            name=clean_line(point.name),
            must=point.must,
            missed=missed[question.id, point.name],
            asked=asked[question.id, point.name],
        )
        for question in bank.questions
        for point in question.key_points
        if missed[question.id, point.name]
    ]
    return tuple(sorted(found, key=lambda point: (-point.missed, -point.missed / point.asked)))
