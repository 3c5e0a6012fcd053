"""Remarks on answers of the history."""

from __future__ import annotations

from tpm_tui.core.bank.question import FollowUp, Question, TimeTarget
from tpm_tui.core.delivery.past_answer import remarks_on_past_answer, without_replies
from tpm_tui.core.delivery.remark import Rule

QUESTION = Question(
    id="late",
    prompt="Late?",
    kind="technical",
    follow_ups=(FollowUp("Who  heard it?"), FollowUp("And then?")),
    time_target=TimeTarget(answer="3:00", short="0:30"),
)
SENTENCE = "I called the two teams at once and said it. "
"""Ten words."""


def limits(words: int, question: Question | None = QUESTION, pace: int | None = 120) -> list[float]:
    found = remarks_on_past_answer(question, SENTENCE * (words // 10), 5, spoken=False, pace=pace)
    return [remark.limit for remark in found if remark.rule in (Rule.TOO_LONG, Rule.TOO_SHORT)]


def test_answer_about_as_short_as_the_short_form_is_one() -> None:
    assert limits(60) == []
    assert limits(110) == [30]
    assert limits(180) == []
    assert limits(600) == [180]


def test_nothing_is_remarked_without_question_or_pace() -> None:
    assert limits(130, question=None) == limits(130, pace=None) == []


def test_replies_of_a_mock_interview_are_left_out() -> None:
    assert without_replies("I called.\n\nWho heard it?\nBo.\n\nAnd then?\nNothing.", QUESTION) == "I called."
    assert without_replies("I called. Who heard it? Bo.", QUESTION) == "I called. Who heard it? Bo."
