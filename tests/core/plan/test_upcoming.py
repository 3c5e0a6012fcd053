"""What comes next."""

from __future__ import annotations

from datetime import date

from tests.exchange.histories import BANK, RULES, History
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import CardActionKind
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.plan.upcoming import Upcoming, upcoming


def of(history: History, bank: Bank = BANK, budget: int = 6, interview: date | None = None) -> Upcoming:
    return upcoming(
        bank,
        history.cards,
        today=history.day,
        settings=PlanSettings(budget=budget, rules=RULES, interview=interview),
    )


def test_what_is_left_of_today_comes_first() -> None:
    history = History()
    history.answer("late-program")
    assert of(history) == Upcoming(history.day, due=0, new=3, questions=("dates", "conflict", "silence"))


def test_after_today_comes_the_next_day_with_its_own_plan() -> None:
    history = History()
    for question in BANK.order:
        history.answer(question, Grade.AGAIN if question == "conflict" else Grade.GOOD)
    assert of(history) == Upcoming(date(2026, 11, 23), due=1, new=0, questions=("conflict",))


def test_new_questions_beyond_the_budget_come_tomorrow() -> None:
    history = History()
    history.answer("late-program", Grade.EASY)
    history.answer("dates", Grade.EASY)
    assert of(history, budget=2) == Upcoming(date(2026, 11, 23), 0, 2, ("conflict", "silence"))


def test_where_nothing_will_ever_come_up_there_is_no_day() -> None:
    assert of(History(), Bank()) == Upcoming()
    history = History()
    for question in BANK.order:
        history.act(question, CardActionKind.SUSPEND)
    assert of(history) == Upcoming()
