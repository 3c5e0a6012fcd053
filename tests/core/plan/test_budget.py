"""The daily budget of answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.strategies import TODAY, review
from tpm_tui.core.cards.events import Review
from tpm_tui.core.plan.budget import Caps, daily_budget, seconds_per_answer
from tpm_tui.core.plan.settings import PlanSettings

YESTERDAY = TODAY - timedelta(days=1)


def answers(*seconds: float, day: date = YESTERDAY) -> list[Review]:
    return [replace(review(day=day, id=f"r{k}"), seconds=each) for k, each in enumerate(seconds)]


@pytest.mark.parametrize(
    ("minutes", "expected"), [(0, 1), (2, 1), (3, 1), (5, 1), (6, 2), (30, 10), (59, 19)]
)
def test_daily_budget_assumes_three_minutes_without_history(minutes: int, expected: int) -> None:
    assert daily_budget(minutes, [], TODAY) == expected


def test_answer_time_is_median_of_last_thirty_answers() -> None:
    assert seconds_per_answer(answers(*[600] * 20, *[90] * 16, *[300] * 14), TODAY) == 90
    assert daily_budget(30, answers(*[90] * 30), TODAY) == 20


def test_answer_time_changes_gradually_from_default() -> None:
    assert seconds_per_answer(answers(5, 5, 5), TODAY) == 180
    assert seconds_per_answer(answers(*[60] * 16), TODAY) == 60


def test_answer_time_ignores_today_drills_and_untimed_answers() -> None:
    today = answers(*[60] * 30, day=TODAY)
    drills = [replace(each, drill=True) for each in answers(*[20] * 30)]
    assert seconds_per_answer([*answers(*[240] * 30), *today, *drills, *answers(*[0] * 30)], TODAY) == 240


@given(st.integers(0, 1440), st.lists(st.floats(0, 1e5), max_size=60))
def test_daily_budget_is_at_least_one_and_fits_the_minutes(minutes: int, times: list[float]) -> None:
    reviews = answers(*times)
    budget = daily_budget(minutes, reviews, TODAY)
    assert budget >= 1
    assert budget == 1 or budget * seconds_per_answer(reviews, TODAY) <= minutes * 60


@pytest.mark.parametrize(("cap", "expected"), [(None, 6), (9, 6), (4, 4), (0, 0), (-1, 0)])
def test_caps_limit_new_questions_and_reviews(cap: int | None, expected: int) -> None:
    settings = PlanSettings(budget=6, caps=Caps(max_new=cap, max_reviews=cap))
    assert (settings.new_a_day, settings.reviews_a_day) == (expected, expected)
