"""The agenda of a study day: which questions are asked today, and where every other one stands.

One function, `agenda`, answers "what is due?" for the header, the `due` command, the topic browser and
the queue, so that they cannot disagree. It is a pure function of the cards, the bank's order, the
study day, the daily budget and the interview date; `tpm_tui.core.plan.daily` has the rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import Rules, is_due
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.daily import NO_CAPS, NO_DAYS_OFF, plan_day, stalest_first
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.next_due import next_due


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
    next_review: date | None = None
    """The same as next_due of those that were met by now, so that none to be met counts."""

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
    *,
    caps: Caps = NO_CAPS,
    off: DaysOff = NO_DAYS_OFF,
    dates: Mapping[str, date] | None = None,
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
        caps: the most of each kind, what was answered today counted in.
        off: days on which nothing is planned.
        dates: the day that each question is to be ready for, as in `plan_day`.
    """
    own = {question: cards.get(question) or Card(question) for question in order}
    answered = sum(card.answered_on(today) for card in own.values())
    eligible = {
        question: card.schedule_before(today)
        for question, card in own.items()
        if not card.suspended and card.buried != today
    }
    plan = plan_day(eligible, today, budget, rules, interview, caps=caps, off=off, dates=dates)
    queue = _still_to_ask(plan, own, today, budget, caps)
    planned = frozenset(queue)
    standing = {
        question: _standing(card, today, rules, question in planned) for question, card in own.items()
    }
    known = {question: card.schedule for question, card in own.items() if not card.suspended}
    comes_up = partial(next_due, known, planned, today, budget, rules, interview, off=off, dates=dates)
    return Agenda(
        today=today,
        queue=queue,
        standing=standing,
        next_due=comes_up(caps=caps),
        budget=budget,
        answered=answered,
        next_review=comes_up(caps=Caps(max_new=0, max_reviews=caps.max_reviews)),
    )


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
    met.sort(key=lambda q: stalest_first(q, cards[q].schedule, today, rules))
    return met + [q for q in free if q not in cards or not cards[q].schedule.met]


def weakest(order: Sequence[str], cards: Mapping[str, Card]) -> list[str]:
    """Met questions that went worst: lowest box first, most lapses first within a box."""
    met = [q for q in order if q in cards and cards[q].schedule.met and not cards[q].suspended]
    return sorted(met, key=lambda q: (cards[q].box, -cards[q].schedule.lapses))


def _still_to_ask(
    plan: Sequence[str], own: Mapping[str, Card], today: date, budget: int, caps: Caps
) -> tuple[str, ...]:
    """What the day may still hold of its plan, given all that was answered today, also beside the plan."""
    done = [card for card in own.values() if card.answered_on(today)]
    new = sum(not card.schedule_before(today).met for card in done)
    room = {True: caps.reviews(budget) - (len(done) - new), False: caps.new(budget) - new}
    queue: list[str] = []
    for question in plan:
        met = own[question].schedule.met
        if not own[question].answered_on(today) and room[met] > 0 and len(done) + len(queue) < budget:
            room[met] -= 1
            queue.append(question)
    return tuple(queue)


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
