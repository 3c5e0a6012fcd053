"""Spoken answers in the mock interview."""

from __future__ import annotations

from tests.core.mock.test_interview import QUESTION, at, begin_mock
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.answer import Answer
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.judgement import Judgement
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.mock.rubric import Dimension


def test_speaking_starts_the_answer() -> None:
    mock = begin_mock().speak(at(20))
    assert (mock.phase, mock.is_spoken, mock.answer.thinking) == (MockPhase.ANSWERING, True, 20)
    assert mock.next_question(at(80)).answers[0].seconds == 60


def test_reply_to_a_spoken_answer_is_spoken() -> None:
    mock = begin_mock().speak(at(0)).follow_up(QUESTION, at(60))
    assert mock.is_spoken
    assert mock.next_question(at(80)).answers[0].replies[0].spoken
    assert not begin_mock().start_answer(at(0)).follow_up(QUESTION, at(60)).is_spoken


def test_reply_alone_can_be_spoken() -> None:
    mock = begin_mock().start_answer(at(0)).write("We did.").follow_up(QUESTION, at(60)).speak(at(61))
    assert (mock.is_spoken, mock.answer.spoken) == (True, False)


def test_typing_instead_keeps_time_and_text() -> None:
    mock = begin_mock().start_answer(at(0)).write("We").speak(at(10)).type_instead()
    assert (mock.is_spoken, mock.text, mock.seconds(at(30))) == (False, "We", 30)


def test_next_question_is_typed_again() -> None:
    mock: Mock = begin_mock().speak(at(0)).next_question(at(60))
    assert not mock.is_spoken
    assert not mock.start_answer(at(70)).is_spoken


def spoken_answer(judgement: Judgement) -> Answer:
    return Answer("late", "Late?", begun=True, seconds=60, judgement=judgement, spoken=True)


def test_spoken_answer_without_ticks_has_the_grade_of_its_mark() -> None:
    assert spoken_answer(Judgement()).suggested_grade(QUESTION) is None
    rated = Judgement(marks=dict.fromkeys(Dimension, 2))
    assert spoken_answer(rated).suggested_grade(QUESTION) is Grade.HARD
    ticked = Judgement(ticked=("one owner",))
    assert spoken_answer(ticked).suggested_grade(QUESTION) is Grade.AGAIN


def test_transcript_is_added_in_the_debrief() -> None:
    mock = begin_mock().speak(at(0)).next_question(at(60)).finish(at(61))
    mock = mock.tick_recognised([("range",)]).add_transcript("We rang", ["one owner", "range"])
    mock = mock.add_transcript("them.", [])
    assert (mock.answer.text, mock.answer.spoken) == ("We rang\nthem.", True)
    assert mock.answer.judgement.ticked == ("range", "one owner")
    assert mock.undo().answer.judgement.ticked == ("range",)
    assert mock.undo().answer.text == "We rang\nthem."
