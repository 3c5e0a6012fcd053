"""The forecast: exactly how many questions will be seen by a date, and what to do if not all.

With one target date, no simulation is needed. If the plan of every remaining study day is completed, the
number of questions introduced is the number of new questions, limited to how many fit into those days.
(While the pace exceeds the room for new questions in a day, that room is used completely. Otherwise 1.5 times
the even pace is introduced, so that the rest always fits into the remaining days.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import days_after, days_between
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.budget import StudyTime
from tpm_tui.core.plan.daily import study_days_left
from tpm_tui.core.plan.deadline import Deadline, Questions
from tpm_tui.core.plan.preview import preview_days
from tpm_tui.core.plan.settings import PlanSettings

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
    days_off: bool = False
    """Whether there are days off or other interviews before the date."""
    total: int
    """Number of questions with this target date, without suspended ones."""
    seen: int
    """Number of those already seen."""
    will_see: int
    """Number of those seen by the date; without a date, those already seen."""
    drop: tuple[str, ...] = ()
    """Whole topics to drop, from the end of the order, so that all other questions can be seen."""
    drop_is_enough: bool = True
    """Whether dropping them is enough; the first topic is never dropped and may be too large by itself."""

    @property
    def answers(self) -> int:
        """Number of answers that fit into the days before the date."""
        return self.budget * self.days

    @property
    def needed(self) -> int | None:
        """New questions per day needed to see all, counted from a full day; None if no day is left."""
        return -(-(self.total - self.seen) // self.days) if self.days else None

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
            return f"{self._arithmetic}: you will see {self.will_see} of {self.total}. {remedy}"
        if self.seen == self.total:
            return f"{self._arithmetic}: all {self.total} are already seen; these answers are reviews."
        return f"{self._arithmetic}: you will see all {self.total}."

    @property
    def _pace(self) -> str:
        return f"{self.time.minutes} min a day" if self.time else f"{self.budget} a day"

    @property
    def _arithmetic(self) -> str:
        pace = f"{self._pace} ({self.new_a_day} new)" if self.is_capped else self._pace
        days = f"{'study ' if self.days_off else ''}day{'' if self.days == 1 else 's'}"
        if self.time:
            return f"{pace} x {self.days} {days} = {self.time.minutes * self.days} min"
        return f"{pace} x {self.days} {days} = {self.answers} answer{'' if self.answers == 1 else 's'}"


def compute_forecasts(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    settings: PlanSettings,
    *,
    skip_today: bool = False,
) -> tuple[Forecast, ...]:
    """Return the forecast for each future target date, nearest first; one without a date if there is none.

    Args:
        questions: topic by question id, in the order of the bank.
        cards: progress.
        today: the study day.
        settings: the plan settings.
        skip_today: assume that the rest of today's plan is skipped.
    """
    active = {q: topic for q, topic in questions.items() if not (q in cards and cards[q].suspended)}
    new = frozenset(q for q in active if not (q in cards and cards[q].schedule.seen))
    deadlines = settings.future_deadlines(today)
    if not deadlines:
        return (_forecast(None, active, new, 0, settings),)
    newly_seen = _newly_seen(deadlines, questions, cards, new, today, settings, skip_today)
    start = days_after(today, 1) if skip_today else today
    left = study_days_left([deadline.day for deadline in deadlines], start, settings.off)

    def room_without(topics: Collection[str]) -> int:
        kept = {question: topic for question, topic in questions.items() if topic not in topics}
        return _newly_seen(deadlines, kept, cards, new & kept.keys(), today, settings, skip_today)[0]

    forecasts = []
    for deadline, introduced in zip(deadlines, newly_seen, strict=True):
        within = {question: topic for question, topic in active.items() if deadline.covers(topic)}
        # With one date, compute it again: a question buried today cannot take the place of a dropped one.
        room = room_without if len(deadlines) == 1 else None
        forecast = _forecast(deadline, within, new, introduced, settings, room)
        days = left.get(deadline.day, 0)
        forecasts.append(replace(forecast, days=days, days_off=days < days_between(start, deadline.day)))
    return tuple(forecasts)


def describe_skip(done: Forecast, skipped: Forecast) -> str:
    """Describe what it costs to skip today.

    Args:
        done: the forecast if today's plan is completed.
        skipped: the forecast if it is skipped.
    """
    if skipped.will_see < done.will_see:
        return f"Skip today and you will see {skipped.will_see} of {done.total} instead of {done.will_see}."
    if done.deadline is None:
        return "Skip today and nothing is lost: due questions stay due."
    return f"Skip today and you will still see {done.will_see} of {done.total}."


def _newly_seen(
    deadlines: Sequence[Deadline],
    questions: Questions,
    cards: Mapping[str, Card],
    new: Collection[str],
    today: date,
    settings: PlanSettings,
    skip_today: bool,
) -> list[int]:
    """Return how many new questions are introduced before each date.

    One date is computed directly, several dates are simulated day by day.
    """
    if len(deadlines) > 1:
        span = days_between(today, deadlines[-1].day)
        ahead = preview_days(questions, cards, today, span, settings, skip_today=skip_today)
        return [
            sum(deadline.covers(questions[q]) for day in ahead if day.day < deadline.day for q in day.new)
            for deadline in deadlines
        ]
    (deadline,) = deadlines
    if deadline.day == today:
        return [0]
    remaining = sum(deadline.covers(questions[q]) for q in new)
    now = 0
    if not skip_today:
        queue = build_agenda(questions, cards, today, settings).queue
        now = sum(q in new and deadline.covers(questions[q]) for q in queue)
    later = settings.off.study_days(days_after(today, 1), deadline.day)
    return [now + min(remaining - now, settings.new_a_day * later)]


def _forecast(
    deadline: Deadline | None,
    within: Questions,
    new: Collection[str],
    newly_seen: int,
    settings: PlanSettings,
    room_without: Callable[[Collection[str]], int] | None = None,
) -> Forecast:
    """Return the forecast without `days` and `days_off`."""
    remaining = sum(question in new for question in within)
    by_topic = Counter(topic for q, topic in within.items() if q in new)
    drop, enough = _topics_to_drop(by_topic, newly_seen, room_without)
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
    )


def _topics_to_drop(
    new: Mapping[str, int], room: int, room_without: Callable[[Collection[str]], int] | None = None
) -> tuple[tuple[str, ...], bool]:
    """Return the last topics to drop so that the new questions of the others fit, and whether they fit.

    Args:
        new: number of new questions by topic, in the order of the topics.
        room: how many new questions can be introduced.
        room_without: the same without the dropped topics; by default `room`.
    """
    topics, left = list(new), sum(new.values())
    dropped: tuple[str, ...] = ()
    while left > room and len(topics) > 1:
        dropped = (topics.pop(), *dropped)
        left -= new[dropped[0]]
        room = room_without(dropped) if room_without else room
    return dropped, left <= room
