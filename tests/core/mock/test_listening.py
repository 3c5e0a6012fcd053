"""The first follow-up of a mock interview: it is about a must point that the answer left out."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.mock.test_interview import START, at, begin_mock
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import FollowUp, KeyPoint, Question
from tpm_tui.core.mock.answer import Answer, Reply
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.listening import choose_follow_up, is_readable, missed_must_points

POINTS = ("early notice", "one owner", "range", "pilot")
QUESTION = Question(
    id="late",
    prompt="Late?",
    key_points=tuple(KeyPoint(name, must=name != "range") for name in POINTS),
    follow_ups=(
        FollowUp("What is the range?", point="range"),
        FollowUp("Who owns it?", point="one owner"),
        FollowUp("And then?"),
        FollowUp("When did they hear?", point="early notice"),
        FollowUp("Who heard first?", point="early notice"),
    ),
)


def answering(text: str = "We were late.") -> Mock:
    return begin_mock(follow_ups=2).start_answer(START).write(text)


@pytest.mark.parametrize(
    ("found", "ask"),
    [
        (POINTS, "What is the range?"),
        (("one owner", "pilot"), "When did they hear?"),
        (("early notice", "pilot"), "Who owns it?"),
        ((), "When did they hear?"),
        (("early notice", "one owner"), "What is the range?"),
    ],
    ids=["none missed", "first missed", "second missed", "both missed", "missed without a follow-up"],
)
def test_first_follow_up_is_about_the_first_missed_must_point(found: tuple[str, ...], ask: str) -> None:
    missed = missed_must_points(QUESTION, found)
    asked = answering().follow_up(QUESTION, START, missed).answer.replies[0]
    assert asked.ask == ask
    point = next(each.point for each in QUESTION.follow_ups if each.ask == ask)
    assert asked.missed == (point if point in missed else "")


def test_later_follow_ups_come_in_the_order_of_the_bank() -> None:
    mock = answering()
    for _ in QUESTION.follow_ups:
        mock = mock.follow_up(QUESTION, START, ("early notice",))
    asks = [reply.ask for reply in mock.answer.replies]
    assert asks == [
        "When did they hear?",
        "What is the range?",
        "Who owns it?",
        "And then?",
        "Who heard first?",
    ]
    assert [reply.missed for reply in mock.answer.replies] == ["early notice", "", "", "", ""]


def test_what_is_missing_is_known_only_of_a_typed_answer() -> None:
    assert is_readable(Answer("late", "Late?", text="We were late."))
    assert not is_readable(Answer("late", "Late?", text=" \n"))
    assert not is_readable(Answer("late", "Late?", text="a part of it", spoken=True))


@given(st.lists(st.sampled_from(POINTS), unique=True))
def test_choice_depends_only_on_question_and_missed_points(found: list[str]) -> None:
    missed = missed_must_points(QUESTION, found)
    first = choose_follow_up(QUESTION, answering().answer, missed)
    assert first == choose_follow_up(QUESTION, answering("Other words.").answer, missed)
    assert first in QUESTION.follow_ups
    if {"early notice", "one owner"} & set(missed):
        assert first is not None
        assert first.point in missed
    else:
        assert first == QUESTION.follow_ups[0]


def test_reason_survives_saving_and_files_without_it_load() -> None:
    mock = answering().advance(QUESTION, at(60), ("one owner",))
    data = msgspec.json.encode(mock)
    assert msgspec.json.decode(data, type=Mock) == mock
    assert mock.answer.replies[0].missed == "one owner"
    old = msgspec.json.decode(b'{"ask": "And then?"}', type=Reply)
    assert old == Reply("And then?")


def test_renamed_point_keeps_its_reason() -> None:
    points = (KeyPoint("a single owner", must=True, formerly=("one owner",)),)
    renamed = msgspec.structs.replace(QUESTION, key_points=points, topic="work")
    mock = answering().follow_up(QUESTION, START, ("one owner",))
    bank = Bank(questions=(renamed,), topics=(Topic("work", "Work"),))
    assert mock.rename_points(bank).answer.replies[0].missed == "a single owner"
