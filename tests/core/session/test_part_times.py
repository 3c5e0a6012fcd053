"""The time spent on each part of a spoken answer: in the session, the review, and after an undo."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.session.test_session import after, begin, make_review
from tpm_tui.core.cards.events import PartTime, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.answer_state import AnswerState, answer_state, restore_states
from tpm_tui.core.session.part_times import part_ends, time_by_part
from tpm_tui.core.session.session import Session

NAMES = ("Context", "Action", "Result", "Learning")
ENDS = st.lists(st.floats(0, 300), max_size=6).map(lambda found: tuple(sorted(found)))


def spoken(*ends: float) -> Session:
    """Return a session with a spoken answer whose first parts were finished at these seconds."""
    session = begin("a", "b").start_speaking(after(0))
    for end in ends:
        session = session.finish_part(after(end), len(NAMES))
    return session


def parts_of(review: Review) -> list[tuple[str, float]]:
    return [(part.name, part.seconds) for part in review.parts or ()]


def test_review_has_the_time_of_each_part() -> None:
    review = make_review(spoken(25, 95).reveal(after(120)), Grade.GOOD, after(200))
    assert parts_of(review) == [("Context", 25), ("Action", 70), ("Result", 25)]


def test_review_without_finished_parts_has_no_field_for_them() -> None:
    review = make_review(spoken().reveal(after(120)), Grade.GOOD, after(200))
    assert parts_of(review) == []
    assert b"parts" not in msgspec.json.encode(review)


def test_last_part_is_finished_only_with_the_answer() -> None:
    session = spoken(10, 20, 30, 40, 50)
    assert session.part_ends == {"a": (10, 20, 30)}
    review = make_review(session.reveal(after(60)), Grade.GOOD, after(200))
    assert parts_of(review)[-1] == ("Learning", 30)


def test_time_while_the_question_is_covered_belongs_to_no_part() -> None:
    session = spoken(10).hide(after(20)).show(after(100)).finish_part(after(110), 4)
    assert session.part_ends == {"a": (10, 30)}


def test_cancelled_speaking_restores_the_parts_of_the_first_try() -> None:
    first = spoken(10).reveal(after(20)).resume()
    again = first.start_speaking(after(100)).finish_part(after(105), 4)
    assert again.part_ends == {"a": (10, 25)}
    assert again.cancel_speaking().part_ends == {"a": (10,)}
    assert spoken(10).cancel_speaking().part_ends == {}


def test_next_answer_to_the_question_starts_without_parts() -> None:
    session = spoken(10).reveal(after(20))
    review = make_review(session, Grade.GOOD, after(30))
    assert session.apply_review(review).part_ends == {}
    assert spoken(10).end(after(20)).part_ends == {}


def test_undo_restores_the_parts_and_redo_removes_them() -> None:
    revealed = spoken(10, 20).reveal(after(30))
    review = make_review(revealed, Grade.GOOD, after(40))
    undone = revealed.apply_review(review).apply_undo(review, after(50))
    assert undone.part_ends == {"a": (10, 20)}
    assert make_review(undone, Grade.EASY, after(60)).parts == review.parts
    assert undone.apply_redo(review, after(70)).part_ends == {}


def test_undo_adds_parts_of_an_answer_spoken_since() -> None:
    revealed = spoken(10).reveal(after(30))
    review = make_review(revealed, Grade.GOOD, after(40))
    since = revealed.apply_review(review).go_to_question("a", after(50)).start_speaking(after(50))
    undone = since.finish_part(after(55), 4).apply_undo(review, after(60))
    assert undone.part_ends == {"a": (10, 35)}
    assert undone.apply_redo(review, after(70)).part_ends == {"a": (5,)}


def test_parts_are_saved_with_the_draft() -> None:
    session = spoken(10, 20)
    state = answer_state(session, "a", after(25))
    assert state is not None
    assert list(state.part_ends) == [10, 20]
    assert restore_states(begin("a"), {"a": state}).part_ends == {"a": (10, 20)}


def test_parts_are_continued_in_another_session() -> None:
    state = AnswerState(spoken=True, seconds=25, revealed=True, part_ends=(10, 20))
    assert state.without_reveal == AnswerState(spoken=True, seconds=25, part_ends=(10, 20))


def test_damaged_parts_of_a_draft_are_rejected() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"spoken": true, "part_ends": [-1.0]}', type=AnswerState)


def test_review_of_an_older_version_has_no_parts() -> None:
    review = make_review(spoken(25).reveal(after(120)), Grade.GOOD, after(200))
    line = {key: value for key, value in msgspec.to_builtins(review).items() if key != "parts"}
    assert msgspec.convert(line, Review).parts is msgspec.UNSET
    assert msgspec.json.decode(msgspec.json.encode(review), type=Review) == review


@given(ends=ENDS, rest=st.floats(0, 300), count=st.integers(1, 8))
def test_times_of_the_parts_add_up_to_the_time_of_the_answer(
    ends: tuple[float, ...], rest: float, count: int
) -> None:
    seconds = (ends[-1] if ends else 0) + rest
    parts = time_by_part([f"part {number}" for number in range(count)], ends, seconds)
    assert bool(parts) == bool(ends)
    assert all(part.seconds >= 0 for part in parts)
    if parts:
        assert abs(sum(part.seconds for part in parts) - seconds) < 0.06 * len(parts)


@given(seconds=st.lists(st.floats(0, 300), min_size=2, max_size=7))
def test_ends_of_parts_are_read_from_their_times(seconds: list[float]) -> None:
    parts = tuple(PartTime("part", round(each, 1)) for each in seconds)
    ends = part_ends(parts)
    total = round(sum(part.seconds for part in parts), 1)
    found = time_by_part(["part"] * len(parts), ends, total)
    assert [round(part.seconds, 1) for part in found] == [round(part.seconds, 1) for part in parts]


def test_ends_that_are_not_in_order_give_no_negative_time() -> None:
    assert [part.seconds for part in time_by_part(NAMES, (50, 20), 30)] == [30, 0, 0]
