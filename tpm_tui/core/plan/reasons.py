"""The reason why each question is in today's plan, as one line of text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import Rules, is_due, staleness
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.settings import PlanSettings


class PlanReason(Enum):
    """The reason why a question is planned."""

    NEW = "new"
    """A new question, introduced at the planned pace."""
    DUE = "due"
    """The interval of its box has passed."""
    LAP = "final lap"
    """Not due, but every seen question is asked once more shortly before the date."""
    WARM_UP = "warm-up"
    """A well-known question on the day of the interview, due or not."""


class PlannedQuestion(Struct, frozen=True):
    """One planned question with its reason."""

    question: str
    why: PlanReason
    reason: str
    """`stalest in box 2: 9 days, due after 2`."""


def explain_queue(
    agenda: Agenda, questions: Questions, cards: Mapping[str, Card], settings: PlanSettings
) -> tuple[PlannedQuestion, ...]:
    """Return the rest of today's plan, in the order of asking, with the reason for each question.

    Args:
        agenda: today's agenda.
        questions: the questions from which the agenda was built.
        cards: the progress from which it was built.
        settings: the plan settings.
    """
    rules, ready_by = settings.rules, settings.target_dates(questions, agenda.today)
    seen = {q: cards[q] for q in agenda.queue if q in cards and cards[q].schedule.seen}
    introduced_today = sum(
        question in cards
        and cards[question].answered_on(agenda.today)
        and not cards[question].schedule_before(agenda.today).seen
        for question in agenda.status
    )
    new = [question for question in agenda.queue if question not in seen]
    planned = []
    stalest = _stalest(seen, agenda.today, rules)
    for question in agenda.queue:
        if question not in seen:
            number = introduced_today + new.index(question) + 1
            planned.append(
                PlannedQuestion(
                    question, PlanReason.NEW, f"new: {number} of {introduced_today + len(new)} today"
                )
            )
            continue
        schedule = seen[question].schedule
        days, interval = staleness(schedule, agenda.today, rules)
        if ready_by.get(question) == agenda.today:
            reason = f"{PlanReason.WARM_UP.value}: box {schedule.box}, {_days(days)} ago"
            planned.append(PlannedQuestion(question, PlanReason.WARM_UP, reason))
        elif is_due(schedule, agenda.today, rules):
            first = "stalest in " if question in stalest else ""
            wait = (
                f"{_days(days)}, due after {interval}"
                if days >= interval
                else "last answer is dated in the future"
            )
            planned.append(PlannedQuestion(question, PlanReason.DUE, f"{first}box {schedule.box}: {wait}"))
        else:
            reason = f"final review: box {schedule.box}, {_days(days)} ago"
            planned.append(PlannedQuestion(question, PlanReason.LAP, reason))
    return tuple(planned)


def _stalest(seen: Mapping[str, Card], today: date, rules: Rules) -> set[str]:
    """Return the question of each box that has waited longest; on a tie the one asked first."""
    longest: dict[int, str] = {}
    for question, card in seen.items():
        days, _ = staleness(card.schedule, today, rules)
        current = longest.get(card.box)
        if current is None or days > staleness(seen[current].schedule, today, rules)[0]:
            longest[card.box] = question
    return set(longest.values())


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
