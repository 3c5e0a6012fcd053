"""The agenda of a study day: which questions are asked today, and where every other one stands.

One function, `agenda`, answers "what is due?" for the header, the `due` command, the topic browser and
the queue, so that they cannot disagree. It is a pure function of the cards, the bank's order, the
study day, the daily budget and the interview date, in integers only. New questions are paced so that
all are met before the date, due ones come stalest first, and shortly before the date a final lap takes
every question that was met.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from math import lcm

from msgspec import Struct

from tpm_tui.core.card import Card
from tpm_tui.core.day import days_after
from tpm_tui.core.leitner import Rules, Schedule, due_day, is_due, staleness

NO_DATE_HORIZON = 30
"""Days that the pace of new questions assumes where there is no interview date."""


class Standing(Enum):
    """Where a question stands today."""

    DUE = "due"
    """In today's plan: to be answered again."""
    NEW = "new"
    """In today's plan: to be met for the first time."""
    WAITING = "waiting"
    """Due or not met, but beyond today's budget."""
    LATER = "later"
    """Not due yet."""
    DONE = "done"
    """Answered today."""
    BURIED = "buried"
    SUSPENDED = "suspended"


class Agenda(Struct, frozen=True):
    """What is left of a day's plan, and the standing of every question of the bank."""

    today: date
    queue: tuple[str, ...]
    """Question ids in the order of asking."""
    standing: dict[str, Standing]
    next_due: date | None
    """The next day after today on which a question that is not in the queue comes up; None if there is
    no such question."""
    budget: int
    """Answers a day."""
    answered: int
    """Questions that were answered today."""

    def count(self, standing: Standing, within: Sequence[str] | None = None) -> int:
        """How many questions have that standing, of all or of the given ids."""
        ids = self.standing if within is None else within
        return sum(self.standing.get(question) is standing for question in ids)

    @property
    def due(self) -> int:
        """Questions to be answered again today."""
        return self.count(Standing.DUE)

    @property
    def new(self) -> int:
        """Questions to be met today."""
        return self.count(Standing.NEW)


def agenda(
    order: Sequence[str],
    cards: Mapping[str, Card],
    today: date,
    budget: int,
    rules: Rules,
    interview: date | None = None,
) -> Agenda:
    """The agenda of a study day.

    Args:
        order: question ids in the order in which unmet ones are introduced.
        cards: progress; a missing card is a question not met.
        today: the study day.
        budget: answers a day, at least 1.
        rules: the boxes.
        interview: the date everything is to be ready for, if there is one; a date gone by counts as
            none.
    """
    own = {question: cards.get(question) or Card(question) for question in order}
    answered = sum(card.answered_on(today) for card in own.values())
    eligible = {
        question: card.schedule_before(today)
        for question, card in own.items()
        if not card.suspended and card.buried != today
    }
    plan = plan_of_day(eligible, today, budget, rules, interview)
    left = [question for question in plan if not own[question].answered_on(today)]
    queue = tuple(left[: max(0, budget - answered)])
    planned = frozenset(queue)
    standing = {
        question: _standing(card, today, rules, question in planned) for question, card in own.items()
    }
    return Agenda(
        today=today,
        queue=queue,
        standing=standing,
        next_due=_next_due(own, standing, today, budget, rules, interview),
        budget=budget,
        answered=answered,
    )


def plan_of_day(
    schedules: Mapping[str, Schedule],
    today: date,
    budget: int,
    rules: Rules,
    interview: date | None = None,
) -> list[str]:
    """The day's questions in the order of asking, from where the cards stood as the day began.

    Args:
        schedules: of every question that may be asked, in the order in which unmet ones come.
        today: the study day.
        budget: answers a day.
        rules: the boxes.
        interview: the date, as in `agenda`.
    """
    remaining = days_left(interview, today)
    unmet = [question for question, schedule in schedules.items() if not schedule.met]
    met = [question for question, schedule in schedules.items() if schedule.met]
    if remaining is None:
        quota, lap = _quota(len(unmet), budget, NO_DATE_HORIZON), False
    elif remaining == 0:
        quota, lap = 0, True
    else:
        quota, lap = _quota(len(unmet), budget, remaining), remaining <= _lap_days(len(met), budget)
    pool = met if lap else [q for q in met if is_due(schedules[q], today, rules)]
    pool.sort(key=lambda q: _stalest_first(q, schedules[q], today, rules))
    pool = pool[: budget - quota]
    return _spread(pool, unmet[: budget - len(pool)])


def days_left(interview: date | None, today: date) -> int | None:
    """Days until the interview; None without a date or once it has gone by."""
    if interview is None or interview < today:
        return None
    return (interview - today).days


def extra_practice(order: Sequence[str], cards: Mapping[str, Card], today: date, rules: Rules) -> list[str]:
    """What to offer to a learner with time to spare: met questions, stalest first, then unmet ones.

    Suspended cards, cards put off until tomorrow and those answered today are left out.
    """
    free = [
        question
        for question in order
        if not (card := cards.get(question) or Card(question)).suspended
        and card.buried != today
        and not card.answered_on(today)
    ]
    met = [q for q in free if q in cards and cards[q].schedule.met]
    met.sort(key=lambda q: _stalest_first(q, cards[q].schedule, today, rules))
    return met + [q for q in free if q not in cards or not cards[q].schedule.met]


def weakest(order: Sequence[str], cards: Mapping[str, Card]) -> list[str]:
    """Met questions that went worst: lowest box first, most lapses first within a box."""
    met = [q for q in order if q in cards and cards[q].schedule.met and not cards[q].suspended]
    return sorted(met, key=lambda q: (cards[q].box, -cards[q].schedule.lapses))


def _quota(unmet: int, budget: int, remaining: int) -> int:
    """New questions due today: one and a half times the even pace, rounded up."""
    return min(unmet, budget, -(-3 * unmet // (2 * remaining)))


def _lap_days(met: int, budget: int) -> int:
    """Days that the final lap takes: as many as asking every met question once."""
    return -(-met // budget)


def _stalest_first(question: str, schedule: Schedule, today: date, rules: Rules) -> tuple[int, int, str]:
    """Sorts by staleness as a whole number: days over the interval, in units that divide all intervals."""
    days, interval = staleness(schedule, today, rules)
    return -days * (lcm(*rules.intervals) // interval), schedule.box, question


def _spread(reviews: Sequence[str], new: Sequence[str]) -> list[str]:
    """Both lists evenly mixed: the k-th of n sits at (k + 1/2) / n, reviews first on a tie."""
    unit = lcm(len(reviews) or 1, len(new) or 1)
    places = [
        ((2 * k + 1) * unit // len(group), which, question)
        for which, group in enumerate((reviews, new))
        for k, question in enumerate(group)
    ]
    return [question for _, _, question in sorted(places, key=lambda place: place[:2])]


def _standing(card: Card, today: date, rules: Rules, planned: bool) -> Standing:
    if card.suspended:
        return Standing.SUSPENDED
    if planned:
        return Standing.DUE if card.schedule.met else Standing.NEW
    if card.answered_on(today):
        return Standing.DONE
    if card.buried == today:
        return Standing.BURIED
    if not card.schedule.met or is_due(card.schedule, today, rules):
        return Standing.WAITING
    return Standing.LATER


def _next_due(
    own: Mapping[str, Card],
    standing: Mapping[str, Standing],
    today: date,
    budget: int,
    rules: Rules,
    interview: date | None,
) -> date | None:
    tomorrow = days_after(today, 1)
    asked = [question for question in own if standing[question] is not Standing.SUSPENDED]
    others = [q for q in asked if standing[q] not in (Standing.DUE, Standing.NEW)]
    days = [_comes_up(own[q].schedule, today, tomorrow, rules) for q in others]
    remaining = days_left(interview, today)
    if remaining and any(own[q].schedule.met for q in others):
        met = sum(own[q].schedule.met or standing[q] is Standing.NEW for q in asked)
        days.append(days_after(today, max(1, remaining - _lap_days(met, budget))))
    return min(days, default=None)


def _comes_up(schedule: Schedule, today: date, tomorrow: date, rules: Rules) -> date:
    due = due_day(schedule, rules)
    return tomorrow if due is None or is_due(schedule, today, rules) else max(due, tomorrow)
