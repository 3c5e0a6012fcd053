"""The clock of an answer: started by typing, paused while the question is covered or nobody types."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import NOW
from tpm_tui.core.session.clock import IDLE_LIMIT
from tpm_tui.core.session.session import Session

IDLE = IDLE_LIMIT.total_seconds()


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def begin(*queue: str) -> Session:
    return Session.begin("s", queue, NOW, {})


def typing(*queue: str) -> Session:
    return begin(*queue).press_key(NOW, typed=True)


def test_time_before_the_first_typed_key_does_not_count() -> None:
    session = begin("a").press_key(after(10))
    assert session.seconds(after(60)) == 0
    session = session.press_key(after(60), typed=True)
    assert session.seconds(after(65)) == 5


def test_reveal_without_typing_records_no_time() -> None:
    session = begin("a").press_key(after(5)).reveal(after(90))
    assert session.seconds(after(90)) == 0


def test_clock_is_paused_while_the_question_is_covered() -> None:
    session = typing("a").hide(after(10))
    assert session.clock.is_paused(after(10))
    session = session.hide(after(20)).press_key(after(30), typed=True)
    assert session.seconds(after(40)) == 10
    session = session.show(after(100)).show(after(101))
    assert not session.clock.is_paused(after(101))
    assert session.seconds(after(105)) == 15


def test_covered_question_that_was_not_begun_stays_so() -> None:
    session = begin("a").hide(after(1)).show(after(2))
    assert not session.clock.is_paused(after(2))
    assert session.seconds(after(60)) == 0


def test_question_chosen_in_a_dialog_has_its_own_clock() -> None:
    session = typing("a", "b").hide(after(10)).go_to_question("b", after(20)).show(after(20))
    assert session.seconds(after(30)) == 0
    assert session.go_to_question("a", after(30)).seconds(after(30)) == 10


def test_answer_revealed_in_a_dialog_does_not_continue() -> None:
    session = typing("a").hide(after(10)).reveal(after(20)).show(after(20))
    assert session.seconds(after(99)) == 10


def test_clock_pauses_after_3_minutes_without_a_key() -> None:
    session = typing("a")
    assert not session.clock.is_paused(after(IDLE - 1))
    assert session.clock.is_paused(after(IDLE))
    assert session.seconds(after(18 * 3600)) == IDLE
    assert session.reveal(after(18 * 3600)).seconds(after(18 * 3600)) == IDLE


def test_any_key_continues_a_clock_that_was_idle() -> None:
    session = typing("a").press_key(after(100)).press_key(after(3600))
    assert not session.clock.is_paused(after(3600))
    assert session.seconds(after(3605)) == 100 + IDLE + 5


def test_idle_clock_stays_paused_after_a_dialog() -> None:
    session = typing("a").hide(after(1000)).show(after(1010))
    assert session.seconds(after(1100)) == IDLE
    assert session.press_key(after(1200), typed=True).seconds(after(1210)) == IDLE + 10


def test_line_counts_from_the_question_up_to_3_minutes() -> None:
    line = begin("a").press_key(after(70), typed=True, earliest=NOW)
    assert line.seconds(after(75)) == 75
    late = begin("a").press_key(after(1000), typed=True, earliest=NOW)
    assert late.seconds(after(1010)) == IDLE + 10


gaps = st.lists(st.tuples(st.sampled_from(["type", "key", "cover", "uncover"]), st.integers(0, 600)))


@given(gaps)
def test_time_never_exceeds_what_passed_or_decreases(steps: list[tuple[str, int]]) -> None:
    session, clock, seen = begin("a"), 0, 0.0
    for step, seconds in steps:
        clock += seconds
        now = after(clock)
        assert seen <= session.seconds(now) <= min(clock, seen + IDLE)
        match step:
            case "cover":
                session = session.hide(now)
            case "uncover":
                session = session.show(now)
            case _:
                session = session.press_key(now, typed=step == "type")
        assert session.seconds(now) >= seen
        seen = session.seconds(now)
