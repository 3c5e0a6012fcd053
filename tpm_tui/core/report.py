"""The report of a session: what was answered, how it went, what moved, what comes next.

A pure model, made once from the history and written out as Markdown, JSON or CSV by
`tpm_tui.exchange`. Every text in it has passed `tpm_tui.core.clean`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo

from msgspec import Struct

from tpm_tui.core.agenda import days_left
from tpm_tui.core.attempts import answers
from tpm_tui.core.bank import Bank
from tpm_tui.core.card import Card
from tpm_tui.core.clean import clean, clean_line
from tpm_tui.core.grade import Grade
from tpm_tui.core.leitner import Rules
from tpm_tui.core.question import Question
from tpm_tui.core.replay import replay
from tpm_tui.core.review import Action, CardAction, HistoryEntry, Review, SessionEnd, SessionStart, Undo
from tpm_tui.core.upcoming import Upcoming, upcoming


class UnknownSession(LookupError):
    """The history has no entry of that session."""


class Point(Struct, frozen=True):
    """A key point by name, and whether it is one of the few that separate a strong answer from a fair one."""

    name: str
    must: bool = False


class Answered(Struct, frozen=True, kw_only=True):
    """One graded answer, with what the bank says of its question today."""

    question: str
    number: int | None
    title: str
    topic: str
    """The topic's id; empty where the question has vanished from the bank."""
    topic_title: str
    prompt: str
    """The wording that was shown."""
    answer: str
    grade: Grade
    at: datetime
    day: date
    box_before: int
    box_after: int
    due: date | None
    seconds: float
    target_seconds: int | None
    """None where the question has vanished from the bank."""
    words: int
    covered: tuple[Point, ...]
    missed: tuple[Point, ...]
    practice: bool
    """A further answer on the same study day, which moved nothing."""


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
    """One session. Counts are of standing answers; what was taken back is left out."""

    session: str
    mode: str
    started: datetime
    ended: datetime | None
    """When it ended; while it runs, and after a crash, the time of its last answer; None without any."""
    running: bool
    """No end was written: the session goes on, or was cut off."""
    reviews: tuple[Answered, ...]
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
    topics: tuple[TopicShare, ...]
    """The session's topics, the one with the smallest share of key points made first."""
    next_day: date | None
    """The first day with something to answer; the day of writing while its plan is not done."""
    next_due: int
    """Questions to be answered again on that day."""
    next_new: int
    """Questions to be met on that day."""
    next_questions: tuple[NextQuestion, ...]
    """All of that day's plan, in the order of asking."""

    @property
    def points_made(self) -> int:
        """Key points made, over all answers."""
        return sum(len(review.covered) for review in self.reviews)

    @property
    def points_asked(self) -> int:
        """Key points that the answers could have made."""
        return self.points_made + sum(len(review.missed) for review in self.reviews)

    @property
    def seconds(self) -> float:
        """Seconds spent answering, pauses left out."""
        return sum(review.seconds for review in self.reviews)

    @property
    def words(self) -> int:
        """Words written."""
        return sum(review.words for review in self.reviews)


def session_ids(entries: Sequence[HistoryEntry]) -> list[str]:
    """Sessions with at least one standing answer, in the order of their first one; the last is the latest."""
    return list(dict.fromkeys(review.session for review in answers(entries)))


def session_report(
    entries: Sequence[HistoryEntry],
    session: str,
    bank: Bank,
    cards: Mapping[str, Card],
    *,
    today: date,
    rules: Rules,
    budget: int,
    interview: date | None = None,
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
        rules: the boxes.
        budget: answers a day.
        interview: the date, as in `agenda`.
        zone: the learner's time zone; without it every time stays in the zone it was written in.

    Raises:
        UnknownSession: no entry is of this session.
    """
    own = [e for e in entries if isinstance(e, Review | SessionStart | SessionEnd) and e.session == session]
    if not own:
        raise UnknownSession(session)
    own.sort(key=lambda entry: (entry.seq, entry.id))
    standing = answers(entries)
    reviews = [review for review in standing if review.session == session]
    starts = [entry for entry in own if isinstance(entry, SessionStart)]
    ends = [entry for entry in own if isinstance(entry, SessionEnd)]
    last = max((*reviews, *ends), key=lambda entry: entry.seq, default=None)
    reported = tuple(_answered(review, bank, zone) for review in reviews)
    plan = upcoming(bank, cards, today=today, budget=budget, rules=rules, interview=interview)
    boxes_before, boxes_after = _boxes(entries, standing, own[-1].seq, session, bank, cards, rules)
    return SessionReport(
        session=clean_line(session),
        mode=clean_line(starts[0].mode) if starts else "practice",
        started=_local((starts or own)[0].at, zone),
        ended=_local(last.at, zone) if last else None,
        running=not ends,
        reviews=reported,
        grades={grade: sum(review.grade is grade for review in reviews) for grade in Grade},
        new=sum(review.box_before == 0 and not review.practice for review in reviews),
        boxes_before=boxes_before,
        boxes_after=boxes_after,
        interview=interview,
        days_left=days_left(interview, today),
        topics=_topics(reported),
        next_day=plan.day,
        next_due=plan.due,
        next_new=plan.new,
        next_questions=_next_questions(plan, bank, cards),
    )


def count_boxes(bank: Bank, boxes: Mapping[str, int], rules: Rules) -> tuple[int, ...]:
    """How many of the bank's questions are in box 0 (not met), 1, 2 ...

    A box beyond the last, left from rules with more of them, counts as the last.
    """
    counted = Counter(min(boxes.get(question, 0), rules.boxes) for question in bank.order)
    return tuple(counted[box] for box in range(rules.boxes + 1))


def title_of(question: Question | None, id: str) -> str:
    """The question's short name, or its id in words where the bank has it no longer."""
    return clean_line(question.label if question else id.replace("-", " ").capitalize())


def topic_title(bank: Bank, topic: str) -> str:
    """The topic's label; empty for a topic that the bank does not have."""
    found = bank.topic_by_id.get(topic)
    return clean_line(found.label) if found else ""


def _answered(review: Review, bank: Bank, zone: tzinfo | None) -> Answered:
    question = bank.by_id.get(review.question)
    must = {point.name for point in question.key_points if point.must} if question else set()
    return Answered(
        question=clean_line(review.question),
        number=question.number if question else None,
        title=title_of(question, review.question),
        topic=clean_line(question.topic) if question else "",
        topic_title=topic_title(bank, question.topic) if question else "",
        prompt=clean_line(review.prompt),
        answer=clean(review.answer),
        grade=review.grade,
        at=_local(review.at, zone),
        day=review.day,
        box_before=review.box_before,
        box_after=review.box_after,
        due=review.due,
        seconds=review.seconds,
        target_seconds=question.time_target.answer_seconds if question else None,
        words=review.words,
        covered=tuple(Point(clean_line(name), name in must) for name in review.covered),
        missed=tuple(Point(clean_line(name), name in must) for name in review.missed),
        practice=review.practice,
    )


def _boxes(
    entries: Sequence[HistoryEntry],
    standing: Sequence[Review],
    last: int,
    session: str,
    bank: Bank,
    cards: Mapping[str, Card],
    rules: Rules,
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Boxes of the bank without and with the session, as they stood at its last entry."""
    touched = {review.question for review in standing if review.session == session}
    then = [entry for entry in entries if entry.seq <= last or isinstance(entry, Undo)]
    moved_since = any(entry.seq > last for entry in entries if _moves_box(entry))
    cards_after = replay(then, rules) if moved_since else cards
    without = replay(
        (
            entry
            for entry in then
            if isinstance(entry, Review | Undo | CardAction)
            and entry.question in touched
            and not (isinstance(entry, Review) and entry.session == session)
        ),
        rules,
    )
    after = {question: card.box for question, card in cards_after.items()}
    before = {**after, **dict.fromkeys(touched, 0), **{question: c.box for question, c in without.items()}}
    return count_boxes(bank, before, rules), count_boxes(bank, after, rules)


def _moves_box(entry: HistoryEntry) -> bool:
    return isinstance(entry, Review) or (isinstance(entry, CardAction) and entry.action is Action.RESET)


def _topics(reviews: Sequence[Answered]) -> tuple[TopicShare, ...]:
    made: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    for review in reviews:
        if review.topic and (review.covered or review.missed):
            topic = review.topic, review.topic_title
            made[topic] += len(review.covered)
            asked[topic] += len(review.covered) + len(review.missed)
    shares = [TopicShare(*topic, made[topic], total) for topic, total in asked.items()]
    return tuple(sorted(shares, key=lambda topic: topic.share))


def _next_questions(plan: Upcoming, bank: Bank, cards: Mapping[str, Card]) -> tuple[NextQuestion, ...]:
    return tuple(
        NextQuestion(
            question=id,
            number=bank.by_id[id].number,
            title=title_of(bank.by_id[id], id),
            box=cards[id].box if id in cards else 0,
        )
        for id in plan.questions
    )


def _local(at: datetime, zone: tzinfo | None) -> datetime:
    return at.astimezone(zone) if zone else at
