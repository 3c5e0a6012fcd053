"""Spoken answers in plain mode: practice and mock interview."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Tpm

RECOVERY = "practice", "--plain", "--question", "7"
SPOKEN = *RECOVERY, "--spoken"


def last_review(tpm: Tpm) -> dict[str, object]:
    (review,) = tpm("report", "last", "--format", "json", "-o", "-").reviews()
    return review


def test_enter_starts_and_stops_the_clock(tpm: Tpm) -> None:
    result = tpm(*SPOKEN, given="\n\nt 1\n3\n")
    assert (result.code, result.err) == (0, "")
    before, _, after = result.out.partition("Speak your answer: enter starts the clock.")
    assert "Context until 0:30, action until 2:05, result until 2:40, learning until 3:00." in before
    assert "Spoken: 0:00 of 3:00.\n" in after
    assert "Your answer: spoken, 0:00." in after
    review = last_review(tpm)
    assert (review["spoken"], review["words"], review["answer"]) == (True, 0, "")


def test_enter_accepts_nothing_before_a_tick(tpm: Tpm) -> None:
    result = tpm(*SPOKEN, given="\n\n\nt 1\n\n")
    assert "No grade is suggested until a point is ticked: 1 to 4 grade the answer.\n" in result.out
    assert " 1 [ ] " in result.out
    assert result.out.count("graded late-program-recovery") == 1


def test_first_line_v_speaks_without_the_option(tpm: Tpm) -> None:
    result = tpm(*RECOVERY, given=".v\n\n4\n")
    assert "The clock runs. Speak; enter stops it." in result.out
    assert last_review(tpm)["spoken"] is True


def test_later_line_v_is_text(tpm: Tpm) -> None:
    tpm(*RECOVERY, given="The roman five is\nv\n.\n4\n")
    review = last_review(tpm)
    assert (review["spoken"], review["answer"]) == (False, "The roman five is\nv")


def test_text_instead_of_enter_is_a_typed_answer(tpm: Tpm) -> None:
    tpm(*SPOKEN, given="We rang them.\nThen we cut.\n.\n4\n")
    review = last_review(tpm)
    assert (review["spoken"], review["answer"]) == (False, "We rang them.\nThen we cut.")


def test_dot_instead_of_enter_reveals_without_an_answer(tpm: Tpm) -> None:
    result = tpm(*SPOKEN, given=".\n1\n")
    assert "Your answer: 0 words" in result.out
    assert last_review(tpm)["spoken"] is False


def test_transcript_is_matched_and_kept(tpm: Tpm) -> None:
    result = tpm(*SPOKEN, given="\n\nv\nIt was four to seven weeks late.\n.\n\n")
    assert " 1 [x] size and cause (must)" in result.out
    review = last_review(tpm)
    assert (review["spoken"], review["answer"]) == (True, "It was four to seven weeks late.")


def test_typed_answer_has_no_transcript(tpm: Tpm) -> None:
    result = tpm(*RECOVERY, given="We rang them.\n.\nv\n4\n")
    assert "Only a spoken answer can have a transcript.\n" in result.out


def test_end_of_input_while_speaking_loses_nothing(tpm: Tpm) -> None:
    result = tpm(*SPOKEN, given="\n")
    assert result.code == 0
    assert "Your answer: spoken" in result.out


def test_undo_keeps_the_answer_spoken(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--limit", "2", "--spoken", given="\n\n3\n\n\nu\nu\n2\nq\n")
    review = tpm("report", "last", "--format", "json", "-o", "-").reviews()[0]
    assert (review["grade"], review["spoken"]) == ("hard", True)


def test_spoken_mock_ends_in_a_report(tpm: Tpm) -> None:
    mock = "mock", "--plain", "--questions", "2", "--minutes", "9", "--seed", "1", "--spoken"
    result = tpm(*mock, given="\n\n\n" * 2 + "t 1\n\n\ny\n")
    assert (result.code, result.err) == (0, "")
    assert "Think; enter starts the clock of your spoken answer" in result.out
    (line,) = [line for line in result.out.splitlines() if line.startswith("report ")]
    text = Path(line.removeprefix("report ")).read_text("utf-8")
    assert "| Spoken | 2 of 2 answers |" in text
    assert text.count("> *Spoken; there is no transcript.*") == 2
    assert [
        review["spoken"] for review in tpm("report", "last", "-o", "-", "--format", "json").reviews()
    ] == [True]


def test_mock_answer_can_be_spoken_by_v(tpm: Tpm) -> None:
    mock = "mock", "--plain", "--questions", "1", "--minutes", "9", "--seed", "1"
    result = tpm(*mock, given="v\n\n\n\nn\n")
    assert "spoken, 0:00 of " in result.out


def test_mock_text_instead_of_enter_is_typed(tpm: Tpm) -> None:
    mock = "mock", "--plain", "--questions", "1", "--minutes", "9", "--seed", "1", "--spoken"
    result = tpm(*mock, given="We rang them.\n.\n\n\nn\n")
    assert "3 words, 0:00 of " in result.out
