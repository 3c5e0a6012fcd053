"""Questions without key points in plain mode: graded by hand, and left out of shares of key points."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Tpm

PLAIN = "practice", "--plain"
PLAIN_LIST = "- Why this job?\n- How do you plan?\n"


@pytest.fixture
def plain_list(tpm: Tpm) -> Tpm:
    """Use a bank that is a plain list of questions."""
    tpm.bank.write_text(PLAIN_LIST, "utf-8")
    return tpm


def test_enter_asks_for_a_grade(plain_list: Tpm) -> None:
    result = plain_list(*PLAIN, given="I like it.\n.\n\nt 1\n3\nq\n")
    assert (result.code, result.err) == (0, "")
    assert "This question has no key points: choose the grade yourself." in result.out
    assert "Grade: 1 again 1d  2 hard 1d  3 good 2d  4 easy 4d\nu undoes" in result.out
    assert "No grade is suggested without key points: 1 to 4 grade the answer.\n" in result.out
    assert "graded why-this-job: good, box 0 -> 2, due 2026-11-24" in result.out


def test_reports_leave_out_key_points(plain_list: Tpm) -> None:
    plain_list(*PLAIN, given="I like it.\n.\n3\n")
    report = plain_list("report", "-o", "-").out
    assert "Key points made" not in report
    assert "Topics, weakest first" not in report
    assert "points" not in plain_list("history", "why-this-job").out
    (review,) = plain_list("report", "--format", "json", "-o", "-").reviews()
    assert (review["covered"], review["missed"], review["grade"]) == ([], [], "good")
    assert plain_list("stats").code == 0


def test_question_is_in_no_points_drill(plain_list: Tpm) -> None:
    plain_list(*PLAIN, given=".\n1\n")
    result = plain_list(*PLAIN, "--drill", "points")
    assert result.code == 2
    assert "no key point was missed half the time or more" in result.err


def test_share_counts_only_questions_with_points(tpm: Tpm) -> None:
    text = tpm.bank.read_text("utf-8")
    tpm.bank.write_text(f"{text}  - Why this job?\n", "utf-8")
    both = "--question", "2", "--question", "why-this-job"
    tpm(*PLAIN, *both, given=".\nt 1\n3\n.\n4\n")
    assert "| Key points made | 1 of 2 (50 %) |" in tpm("report", "-o", "-").out
    assert "| Rescue | 1 of 2 | 50 % |" in tpm("report", "-o", "-").out


def test_mock_counts_answers_by_their_marks(plain_list: Tpm) -> None:
    mock = "mock", "--plain", "--questions", "2", "--minutes", "9", "--seed", "1"
    result = plain_list(*mock, given="\nFirst.\n.\n\n\nSecond.\n.\n\nt 1\nr 2 2 2 2 2\n\n\ny\n")
    assert (result.code, result.err) == (0, "")
    _, debrief = result.out.split("Debrief, answer 1 of 2")
    assert debrief.count("This question has no key points: choose the grade yourself.") == 3
    assert "2 mixed, the mark gives hard\n" in debrief
    assert "not rated, not counted\n" in debrief
    assert [line.split(",")[0] for line in debrief.splitlines() if line.startswith("graded ")] == [
        "graded how-do-you-plan: hard"
    ]
