"""The room of a day, in answers or in time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.plan.budget import AnswerTimes, Caps, DayRoom, StudyTime
from tpm_tui.core.plan.settings import PlanSettings

rooms = st.builds(DayRoom, st.integers(0, 90), st.integers(1, 9), st.integers(1, 9))
times = st.builds(AnswerTimes, new=st.integers(20, 1200), repeated=st.integers(20, 1200))


@given(rooms, st.integers(0, 40), st.integers(0, 40))
def test_room_holds_what_fits_and_no_more(room: DayRoom, new: int, reviews: int) -> None:
    if room.fits(new, 0):
        assert room.fits(new, room.reviews_beside(new))
    if room.fits(0, reviews):
        assert room.fits(room.new_beside(reviews), reviews)
    assert not room.fits(new, room.reviews_beside(new) + 1)
    assert not room.fits(room.new_beside(reviews) + 1, reviews)


@given(st.integers(1, 20), st.integers(0, 20))
def test_budget_in_answers_counts_both_kinds_alike(budget: int, others: int) -> None:
    room = PlanSettings(budget=budget).room
    assert room.new_beside(others) == room.reviews_beside(others) == max(0, budget - others)


@given(st.integers(1, 1440), times)
def test_one_answer_of_either_kind_always_fits(minutes: int, times: AnswerTimes) -> None:
    time = StudyTime(minutes, times)
    assert time.room.fits(1, 0)
    assert time.room.fits(0, 1)
    assert time.answers >= 1


@pytest.mark.parametrize(
    ("minutes", "new", "reviews", "answers"), [(1, 1, 2, 1), (12, 3, 6, 4), (20, 5, 10, 6), (30, 7, 15, 10)]
)
def test_default_times_give_a_new_user_a_plan(minutes: int, new: int, reviews: int, answers: int) -> None:
    settings = PlanSettings(time=StudyTime(minutes))
    assert (settings.new_a_day, settings.reviews_a_day) == (new, reviews)
    assert StudyTime(minutes).answers == answers


@pytest.mark.parametrize(("cap", "expected"), [(None, 6), (9, 6), (4, 4), (0, 0), (-1, 0)])
def test_caps_limit_new_questions_and_reviews(cap: int | None, expected: int) -> None:
    settings = PlanSettings(budget=6, caps=Caps(max_new=cap, max_reviews=cap))
    assert (settings.new_a_day, settings.reviews_a_day) == (expected, expected)
