"""How sessions went, and the last one compared with the week before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from msgspec.structs import replace

from tests.core.strategies import Log, logs
from tests.exchange.histories import BANK, History
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.history import all_attempts
from tpm_tui.core.reports.session_results import (
    compare_last_session,
    find_last_session,
    list_session_results,
)

BOTH = ("size and cause first", "early plain notice")


def reviews_of(history: History) -> list[Review]:
    return all_attempts(history.entries)


def test_session_has_answers_and_share_of_points() -> None:
    history = History()
    history.answer(session="s1")
    history.answer("dates", session="s1", covered=BOTH, missed=())
    history.wait(1)
    history.answer("conflict", session="s2", covered=(), missed=())
    first, second = list_session_results(reviews_of(history), BANK)
    assert (first.session, first.answers, first.made, first.point_count, first.share) == ("s1", 2, 3, 4, 0.75)
    assert (second.day, second.answers, second.share) == (history.day, 1, None)
    assert find_last_session(reviews_of(history), BANK) == second


def test_last_session_is_the_one_with_the_newest_answer() -> None:
    history = History()
    history.answer(session="s1")
    history.answer("dates", session="s2")
    history.wait(1)
    history.answer("conflict", session="s1")
    last = find_last_session(reviews_of(history), BANK)
    assert last is not None
    assert (last.session, last.day, last.answers) == ("s1", history.day, 2)
    assert [each.session for each in list_session_results(reviews_of(history), BANK)] == ["s2", "s1"]


def test_last_session_is_compared_with_the_seven_days_before() -> None:
    history = History()
    history.answer(session="s1", covered=BOTH, missed=())
    history.wait(1)
    history.answer("dates", session="s2", covered=(), missed=BOTH)
    history.wait(6)
    history.answer("silence", session="s3")
    history.wait(1)
    history.answer("conflict", session="s4", covered=BOTH, missed=())
    assert compare_last_session(reviews_of(history), BANK) == pytest.approx(1 - 1 / 4)


def test_answers_after_the_start_of_the_session_are_not_compared() -> None:
    history = History()
    history.answer(session="s1")
    history.wait(1)
    history.answer("dates", session="s2", covered=BOTH, missed=())
    history.answer("silence", session="s1", covered=(), missed=BOTH)
    history.answer("conflict", session="s2", covered=BOTH, missed=())
    assert compare_last_session(reviews_of(history), BANK) == pytest.approx(0.5)


def test_sessions_of_one_day_are_not_compared_with_a_week_before() -> None:
    history = History()
    history.answer(session="s1", covered=(), missed=BOTH)
    history.answer("dates", session="s2", covered=BOTH, missed=())
    assert compare_last_session(reviews_of(history), BANK) is None


def test_answers_of_the_same_day_count_with_those_of_days_before() -> None:
    history = History()
    history.answer(session="s1", covered=(), missed=BOTH)
    history.wait(1)
    history.answer("dates", session="s2", covered=BOTH, missed=())
    history.answer("silence", session="s3", covered=BOTH, missed=())
    assert compare_last_session(reviews_of(history), BANK) == pytest.approx(0.5)


def test_difference_is_unknown_without_points_before() -> None:
    history = History()
    assert compare_last_session([], BANK) is None
    history.answer(session="s1")
    assert compare_last_session(reviews_of(history), BANK) is None
    history.wait(8)
    history.answer("dates", session="s2")
    assert compare_last_session(reviews_of(history), BANK) is None
    history.answer("conflict", session="s3", covered=(), missed=())
    assert compare_last_session(reviews_of(history), BANK) is None


@given(logs(clock_back=True))
def test_results_count_every_answer_once(log: Log) -> None:
    reviews = [replace(each, session=f"s{place // 3}") for place, each in enumerate(log.active)]
    results = list_session_results(reviews, BANK)
    assert sum(result.answers for result in results) == len(reviews)
    assert find_last_session(reviews, BANK) == (results[-1] if results else None)
