"""The next day with questions."""

from __future__ import annotations

from datetime import date

from tests.exchange.histories import BANK, RULES, History
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import CardActionKind
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.plan.upcoming import UpcomingPlan, find_upcoming_plan


def upcoming_of(
    history: History, bank: Bank = BANK, budget: int = 6, interview: date | None = None
) -> UpcomingPlan:
    settings = PlanSettings(budget=budget, rules=RULES, interview=interview)
    return find_upcoming_plan(bank.topic_by_question, history.cards, history.day, settings)


def test_upcoming_is_rest_of_today_first() -> None:
    history = History()
    history.answer("late-program")
    assert upcoming_of(history) == UpcomingPlan(
        history.day, due=0, new=3, questions=("dates", "conflict", "silence")
    )


def test_upcoming_is_next_planned_day_when_today_is_done() -> None:
    history = History()
    for question in BANK.order:
        history.answer(question, Grade.AGAIN if question == "conflict" else Grade.GOOD)
    assert upcoming_of(history) == UpcomingPlan(date(2026, 11, 23), due=1, new=0, questions=("conflict",))


def test_upcoming_includes_new_questions_over_todays_budget() -> None:
    history = History()
    history.answer("late-program", Grade.EASY)
    history.answer("dates", Grade.EASY)
    assert upcoming_of(history, budget=2) == UpcomingPlan(date(2026, 11, 23), 0, 2, ("conflict", "silence"))


def test_upcoming_is_empty_if_nothing_will_be_planned() -> None:
    assert upcoming_of(History(), Bank()) == UpcomingPlan()
    history = History()
    for question in BANK.order:
        history.act(question, CardActionKind.SUSPEND)
    assert upcoming_of(history) == UpcomingPlan()
