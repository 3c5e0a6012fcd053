"""Why each question is in today's plan, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import Rules, is_due, staleness
from tpm_tui.core.plan.agenda import Agenda


class Why(Enum):
    """What brought a question into the plan."""

    NEW = "new"
    """It is its turn to be met."""
    DUE = "due"
    """The interval of its box has passed."""
    LAP = "final lap"
    """It is not due, but was met, and the date is near."""
    WARM_UP = "warm-up"
    """The same on the day of the interview."""


class Planned(Struct, frozen=True):
    """One question of the plan."""

    question: str
    why: Why
    reason: str
    """`stalest in box 2: 9 days, due after 2`."""


def reasons(
    agenda: Agenda, cards: Mapping[str, Card], rules: Rules, ready_by: Mapping[str, date]
) -> tuple[Planned, ...]:
    """What is left of today's plan, in the order of asking, with the reason of each question.

    Args:
        agenda: today's.
        cards: the progress that the agenda was made from.
        rules: the boxes.
        ready_by: the day that each question is to be ready for.
    """
    met = {q: cards[q] for q in agenda.queue if q in cards and cards[q].schedule.met}
    met_today = sum(
        question in cards
        and cards[question].answered_on(agenda.today)
        and not cards[question].schedule_before(agenda.today).met
        for question in agenda.standing
    )
    new = [question for question in agenda.queue if question not in met]
    planned = []
    stalest = _stalest(met, agenda.today, rules)
    for question in agenda.queue:
        if question not in met:
            number = met_today + new.index(question) + 1
            planned.append(Planned(question, Why.NEW, f"new: {number} of {met_today + len(new)} today"))
            continue
        schedule = met[question].schedule
        days, interval = staleness(schedule, agenda.today, rules)
        if is_due(schedule, agenda.today, rules):
            first = "stalest in " if question in stalest else ""
            wait = (
                f"{_days(days)}, due after {interval}"
                if days >= interval
                else "its last answer is dated ahead"
            )
            planned.append(Planned(question, Why.DUE, f"{first}box {schedule.box}: {wait}"))
        else:
            why = Why.WARM_UP if ready_by.get(question) == agenda.today else Why.LAP
            planned.append(Planned(question, why, f"{why.value}: box {schedule.box}, {_days(days)} ago"))
    return tuple(planned)


def _stalest(met: Mapping[str, Card], today: date, rules: Rules) -> set[str]:
    """The question of each box that waited longest; of equals the one asked first."""
    longest: dict[int, str] = {}
    for question, card in met.items():
        days, _ = staleness(card.schedule, today, rules)
        held = longest.get(card.box)
        if held is None or days > staleness(met[held].schedule, today, rules)[0]:
            longest[card.box] = question
    return set(longest.values())


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
