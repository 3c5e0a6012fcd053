"""The forecast: exactly how many questions will be seen by a date, and what to do if not all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import days_after, days_between
from tpm_tui.core.cards.triage import order_of_introduction
from tpm_tui.core.plan.agenda import Agenda, build_agenda
from tpm_tui.core.plan.ahead.introduced import count_introduced
from tpm_tui.core.plan.budget import StudyTime
from tpm_tui.core.plan.deadline import Deadline, Questions
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.text.plural import plural

REMEDY = "Reorder your topics, drop some, or answer more questions a day."
REMEDY_FOR_TIME = "Reorder your topics, drop some, or take more time per day."
REMEDY_FOR_CAP = "Reorder your topics, drop some, or allow more new questions a day."


class Forecast(Struct, frozen=True, kw_only=True):
    """How many questions will be seen by a date if every plan until then is completed."""

    deadline: Deadline | None = None
    """None if there is no future target date."""
    budget: int
    """Answers per day; if `time` is set, about so many."""
    new_a_day: int
    """Most new questions per day."""
    time: StudyTime | None = None
    """The time per day, if the plan is by minutes."""
    is_capped: bool = False
    """Whether fewer new questions are allowed per day than fit."""
    days: int = 0
    """Study days before the date, including today."""
    later_days: int = 0
    """Study days before the date, after today."""
    left_today: int = 0
    """Answers left in today's plan."""
    others_today: int = 0
    """Number of those to questions that the date does not cover."""
    planned: int | None = None
    """Number of answers before the date to questions that it covers, if every plan is completed and every
    answer is good; None if that was not simulated."""
    days_off: bool = False
    """Whether there are days off or other interviews before the date."""
    total: int
    """Number of questions with this target date, without suspended ones."""
    seen: int
    """Number of those already seen."""
    will_see: int
    """Number of those seen by the date; without a date, those already seen."""
    drop: tuple[str, ...] = ()
    """Whole topics to drop, from the end of the order, so that all other questions can be seen. None if no
    study day is left, when it is too late."""
    drop_is_enough: bool = True
    """Whether dropping them is enough; the first topic is never dropped and may be too large by itself."""
    too_large: str = ""
    """That first topic with new questions, if dropping the others is not enough."""

    @property
    def answers(self) -> int:
        """Number of answers that fit before the date: the rest of today's plan and the days after it."""
        return self.budget * self.later_days + self.left_today if self.days else 0

    @property
    def is_breadth_first(self) -> bool:
        """Whether every answer before the date goes to a new question, as there is no time for more."""
        if self.deadline is None or self.is_capped or not self.open_days:
            return False
        answers = self.answers if self.planned is None else self.planned
        return self.will_see < self.total or (not self.time and self.total - self.seen >= answers > 0)

    @property
    def open_days(self) -> int:
        """Study days before the date on which there is still something to do; today counts if not done."""
        return self.days if self.left_today else min(self.days, self.later_days)

    @property
    def needed(self) -> int | None:
        """New questions per day needed to see all, counted from a full day; None if no day is left."""
        return -(-(self.total - self.seen) // self.open_days) if self.open_days else None

    @property
    def summary(self) -> str:
        """The forecast as one line of text."""
        if self.total == 0:
            return "There are no questions to plan."
        if self.deadline is None:
            return f"{self._pace}, no interview date: {self.seen} of {self.total} seen."
        if self.days == 0:
            return f"No study days left: {self.seen} of {self.total} seen."
        if self.will_see < self.total:
            remedy = REMEDY_FOR_CAP if self.is_capped else REMEDY_FOR_TIME if self.time else REMEDY
            remedy = f" {remedy}" if self.open_days else ""
            return f"{self._arithmetic}: you will see {self.will_see} of {self.total}.{remedy}"
        if self.seen == self.total:
            # The later days may introduce questions that a date with topics does not cover.
            only_reviews = self.deadline.topics is None and self.open_days
            reviews = "; these answers are reviews" if only_reviews else ""
            return f"{self._arithmetic}: all {self.total} are already seen{reviews}."
        return f"{self._arithmetic}: you will see all {self.total}."

    @property
    def _pace(self) -> str:
        return f"{self.time.minutes} min a day" if self.time else f"{self.budget} a day"

    @property
    def _arithmetic(self) -> str:
        pace = f"{self._pace} ({self.new_a_day} new)" if self.is_capped else self._pace
        left = plural(self.left_today, "answer") if self.time else str(self.left_today)
        left += " left today"
        own = describe_own(self.left_today, self.others_today)
        if not self.later_days:
            return own[:1].upper() + own[1:] or left
        days = f"{'study ' if self.days_off else ''}day{'' if self.later_days == 1 else 's'}"
        return f"{pace} x {self.later_days} {days} + {left}{self._total}{f' ({own})' if own else ''}"

    @property
    def _total(self) -> str:
        """The sum of the answers; fewer are planned if little is due, or if other topics are asked too."""
        if self.planned is None:
            return ""
        if self.planned == self.answers and not self.time:
            return f" = {plural(self.planned, 'answer')}"
        is_part = self.deadline is not None and self.deadline.topics is not None
        return f", about {plural(self.planned, 'answer')}{' for it' if is_part else ''}"


def describe_own(left: int, others: int, noun: str = "") -> str:
    """Return how many of today's answers are for a date: `1 of the 8 left today is for it`; "" if all are."""
    if not others:
        return ""
    own = left - others
    return f"{own or 'none'} of the {left} {noun}left today {'is' if own <= 1 else 'are'} for it"


def compute_forecasts(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    settings: PlanSettings,
    *,
    skip_today: bool = False,
    agenda: Agenda | None = None,
) -> tuple[Forecast, ...]:
    """Return the forecast for each future target date, nearest first; one without a date if there is none.

    Args:
        questions: topic by question id, in the order of the bank.
        cards: progress.
        today: the study day.
        settings: the plan settings.
        skip_today: assume that the rest of today's plan is skipped.
        agenda: today's agenda, if it is already known.
    """
    active = {q: topic for q, topic in questions.items() if not (q in cards and cards[q].suspended)}
    order = order_of_introduction(active, cards)
    new = dict.fromkeys(q for q in order if not (q in cards and cards[q].schedule.seen))
    deadlines = settings.future_deadlines(today)
    if not deadlines:
        return (_forecast(None, active, new, 0, settings),)
    queue: tuple[str, ...] = ()
    if not skip_today:
        queue = (agenda or build_agenda(questions, cards, today, settings)).queue
    introduced = count_introduced(deadlines, questions, list(new), frozenset(queue), today, settings)
    calendar, tomorrow = settings.calendar(questions, today), days_after(today, 1)
    start = tomorrow if skip_today else today

    def room_without(topics: Collection[str]) -> int:
        kept = {question: topic for question, topic in questions.items() if topic not in topics}
        own = [question for question in new if question in kept]
        rest = () if skip_today else build_agenda(kept, cards, today, settings).queue
        return count_introduced(deadlines, kept, own, frozenset(rest), today, settings)[0]

    forecasts = []
    for deadline, count in zip(deadlines, introduced, strict=True):
        within = {question: topic for question, topic in active.items() if deadline.covers(topic)}
        days, later = (calendar.study_days(first, deadline.day) for first in (start, tomorrow))
        # With one date, compute it again: a question buried today cannot take the place of a dropped one.
        room = room_without if len(deadlines) == 1 else None
        most = settings.new_a_day * (later + 1)
        forecast = _forecast(deadline, within, new, count, settings, most, room)
        is_over = not (later or (days and queue))
        forecasts.append(
            replace(
                forecast,
                days=days,
                later_days=later,
                left_today=len(queue),
                others_today=sum(not deadline.covers(questions[question]) for question in queue),
                drop=() if is_over else forecast.drop,
                drop_is_enough=forecast.drop_is_enough and not (is_over and forecast.drop),
                days_off=days < days_between(start, deadline.day),
            )
        )
    return tuple(forecasts)


def _forecast(
    deadline: Deadline | None,
    within: Questions,
    new: Collection[str],
    newly_seen: int,
    settings: PlanSettings,
    most: int = 0,
    room_without: Callable[[Collection[str]], int] | None = None,
) -> Forecast:
    """Return the forecast without `days` and `days_off`."""
    remaining = sum(question in new for question in within)
    by_topic = Counter(topic for q, topic in within.items() if q in new)
    drop, enough = _topics_to_drop(by_topic, newly_seen, most, room_without)
    return Forecast(
        deadline=deadline,
        budget=settings.budget,
        new_a_day=settings.new_a_day,
        time=settings.time,
        is_capped=settings.new_a_day < settings.room.new_beside(reviews=0),
        total=len(within),
        seen=len(within) - remaining,
        will_see=len(within) - remaining + newly_seen,
        drop=drop if deadline else (),
        drop_is_enough=enough or deadline is None,
        too_large="" if enough else next(iter(by_topic), ""),
    )


def _topics_to_drop(
    new: Mapping[str, int],
    room: int,
    most: int,
    room_without: Callable[[Collection[str]], int] | None = None,
) -> tuple[tuple[str, ...], bool]:
    """Return the last topics to drop so that the new questions of the others fit, and whether they fit.

    Args:
        new: number of new questions by topic, in the order of the topics.
        room: how many new questions can be introduced.
        most: how many can be introduced at most, whatever is dropped; then `room_without` is not called.
        room_without: the same without the dropped topics; by default `room`.
    """
    topics, left = list(new), sum(new.values())
    dropped: tuple[str, ...] = ()
    while left > room and len(topics) > 1:
        dropped = (topics.pop(), *dropped)
        left -= new[dropped[0]]
        if room_without and left <= most:
            room = room_without(dropped)
    return dropped, left <= room
