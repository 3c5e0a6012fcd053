"""Plain mode: `k` marks a new question as known, and `u` undoes that."""

from __future__ import annotations

from tests.cli.conftest import Tpm

PRACTICE = "practice", "--plain"


def asked(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("Question ")]


def known(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("known ")]


def test_k_puts_new_question_last_and_goes_on(tpm: Tpm) -> None:
    first = tpm(*PRACTICE, given=".\nk\n.\nq\n")
    assert known(first.out) == ["known late-program-recovery: yes"]
    assert (first.code, len(asked(first.out))) == (0, 2)
    assert tpm("due", "--json").json()["new"] == 2
    again = tpm(*PRACTICE, given=".\nq\n")
    assert asked(again.out)[0].split(": ")[1:] == asked(first.out)[1].split(": ")[1:]


def test_u_asks_the_marked_question_again(tpm: Tpm) -> None:
    result = tpm(*PRACTICE, given=".\nk\n.\nu\n.\n3\n.\nq\n")
    assert known(result.out) == ["known late-program-recovery: yes"]
    assert "undone late-program-recovery: known" in result.out
    assert "graded late-program-recovery: good" in result.out


def test_k_on_answered_question_changes_nothing(tpm: Tpm) -> None:
    tpm(*PRACTICE, "--limit", "1", given=".\n3\n")
    result = tpm(*PRACTICE, "--question", "7", given=".\nk\n3\n")
    assert "Only a question that you have not answered yet can be marked as known." in result.out
    assert known(result.out) == []
