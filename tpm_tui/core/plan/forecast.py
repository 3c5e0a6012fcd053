"""The forecast: how many questions will be met by the date, exactly, and what to do if not all.

With one date ahead it needs no simulation: if the whole plan is done on every study day that is left,
the smaller of the unmet questions and of the new ones that those days can hold are met. (While the pace
asks for more than a day holds, all of a day is new. Otherwise the unmet ones fall by one and a half times
their even pace, so that what is left stays within what the days that are left can hold.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import days_after, days_between
from tpm_tui.core.plan.daily import study_days_left
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.preview import days_ahead
from tpm_tui.core.plan.settings import PlanSettings, Questions

REMEDY = "Order your topics, drop some, or add minutes."
REMEDY_FOR_CAP = "Order your topics, drop some, or allow more new ones a day."


class Forecast(Struct, frozen=True, kw_only=True):
    """What will have been met as a date comes, if the whole plan is done until then."""

    deadline: Deadline | None = None
    """None where no date is ahead."""
    budget: int
    """Answers a day."""
    new_a_day: int
    """The most of them that may be new."""
    days: int = 0
    """Study days before the date, today among them."""
    days_off: bool = False
    """Whether there are other days between them."""
    total: int
    """Questions that are to be ready for the date, suspended ones left out."""
    met: int
    """Those that are met by now."""
    will_meet: int
    """Those that will be met as the date comes; where none is ahead, those met by now."""
    drop: tuple[str, ...] = ()
    """Topics to drop, whole and from the end of the order, so that all others can be met."""
    drop_is_enough: bool = True
    """Whether they can; the first topic is never dropped, and may be too much by itself."""

    @property
    def answers(self) -> int:
        """Answers that the days before the date can hold."""
        return self.budget * self.days

    @property
    def needed(self) -> int | None:
        """New questions a day that would meet all, counted from a fresh day; None where no day is left."""
        return -(-(self.total - self.met) // self.days) if self.days else None

    @property
    def line(self) -> str:
        """The forecast in one line."""
        if self.total == 0:
            return "There is no question to plan."
        if self.deadline is None:
            return f"{self.budget} a day and no date ahead: {self.met} of {self.total} are met."
        if self.days == 0:
            return f"No study day is left: {self.met} of {self.total} are met."
        if self.will_meet < self.total:
            remedy = REMEDY if self.new_a_day == self.budget else REMEDY_FOR_CAP
            return f"{self._sum}: you will meet {self.will_meet} of {self.total}. {remedy}"
        if self.met == self.total:
            return f"{self._sum}: all {self.total} are met, these keep them fresh."
        return f"{self._sum}: you will meet all {self.total}."

    @property
    def _sum(self) -> str:
        pace = f"{self.budget} a day"
        if self.new_a_day < self.budget:
            pace += f" ({self.new_a_day} new)"
        days = f"{'study ' if self.days_off else ''}day{'' if self.days == 1 else 's'}"
        return f"{pace} x {self.days} {days} = {self.answers} answers"


def forecasts(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    settings: PlanSettings,
    *,
    skip_today: bool = False,
) -> tuple[Forecast, ...]:
    """The forecast for each date ahead, nearest first; one without a date where none is ahead.

    Args:
        questions: topic of each question id, in the order of the bank.
        cards: progress.
        today: the study day.
        settings: the settings of the plan.
        skip_today: tell what comes if the rest of today is left undone.
    """
    asked = {q: topic for q, topic in questions.items() if not (q in cards and cards[q].suspended)}
    unmet = frozenset(q for q in asked if not (q in cards and cards[q].schedule.met))
    deadlines = settings.ahead(today)
    if not deadlines:
        return (_forecast(None, asked, unmet, 0, settings),)
    newly = _newly_met(deadlines, questions, cards, unmet, today, settings, skip_today)
    start = days_after(today, 1) if skip_today else today
    left = study_days_left([deadline.day for deadline in deadlines], start, settings.off)
    told = []
    for deadline, new in zip(deadlines, newly, strict=True):
        within = {question: topic for question, topic in asked.items() if deadline.covers(topic)}
        forecast = _forecast(deadline, within, unmet, new, settings)
        days = left.get(deadline.day, 0)
        told.append(replace(forecast, days=days, days_off=days < days_between(start, deadline.day)))
    return tuple(told)


def skip_line(done: Forecast, skipped: Forecast) -> str:
    """What it costs to skip today, from the forecasts without and with it."""
    if skipped.will_meet < done.will_meet:
        return (
            f"Skip today and you will meet {skipped.will_meet} of {done.total} instead of {done.will_meet}."
        )
    if done.deadline is None:
        return "Skip today and nothing is lost: what is due stays due."
    return f"Skip today and you will still meet {done.will_meet} of {done.total}."


def _newly_met(
    deadlines: Sequence[Deadline],
    questions: Questions,
    cards: Mapping[str, Card],
    unmet: Collection[str],
    today: date,
    settings: PlanSettings,
    skip_today: bool,
) -> list[int]:
    """How many of the unmet questions of each date are met before it: by the law, or with several in turn."""
    if len(deadlines) > 1:
        span = days_between(today, deadlines[-1].day)
        ahead = days_ahead(questions, cards, today, span, settings, skip_today=skip_today)
        return [
            sum(deadline.covers(questions[q]) for day in ahead if day.day < deadline.day for q in day.new)
            for deadline in deadlines
        ]
    (deadline,) = deadlines
    if deadline.day == today:
        return [0]
    to_meet = sum(deadline.covers(questions[q]) for q in unmet)
    now = 0
    if not skip_today:
        queue = settings.agenda(questions, cards, today).queue
        now = sum(q in unmet and deadline.covers(questions[q]) for q in queue)
    later = settings.off.study_days(days_after(today, 1), deadline.day)
    return [now + min(to_meet - now, settings.caps.new(settings.budget) * later)]


def _forecast(
    deadline: Deadline | None, within: Questions, unmet: Collection[str], newly: int, settings: PlanSettings
) -> Forecast:
    """The forecast but for its days."""
    to_meet = sum(question in unmet for question in within)
    drop, enough = _to_drop(Counter(topic for q, topic in within.items() if q in unmet), newly)
    return Forecast(
        deadline=deadline,
        budget=settings.budget,
        new_a_day=settings.caps.new(settings.budget),
        total=len(within),
        met=len(within) - to_meet,
        will_meet=len(within) - to_meet + newly,
        drop=drop if deadline else (),
        drop_is_enough=enough or deadline is None,
    )


def _to_drop(unmet: Mapping[str, int], room: int) -> tuple[tuple[str, ...], bool]:
    """The last topics, until what is unmet of the others fits, and whether it does.

    Args:
        unmet: how many questions of each topic are unmet, in the order of the topics.
        room: how many can be met.
    """
    kept, left = list(unmet), sum(unmet.values())
    while left > room and len(kept) > 1:
        left -= unmet[kept.pop()]
    return tuple(topic for topic in unmet if topic not in kept), left <= room
