"""Plain mode: a line with only a dot and a letter is a command while an answer is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.conftest import Tpm
from tpm_tui.cli.plain.answer_commands import ANSWER_COMMANDS, line_text

PRACTICE = "practice", "--plain"


def asked(out: str) -> list[str]:
    return [line.split(":")[0] for line in out.splitlines() if line.startswith("Question ")]


def answers(tpm: Tpm) -> list[object]:
    return [review["answer"] for review in tpm("report", "--format", "json", "-o", "-").reviews()]


def test_known_question_is_marked_at_the_answer_prompt(tpm: Tpm) -> None:
    result = tpm(*PRACTICE, given=".k\n.\n3\n.q\n")
    assert "known late-program-recovery: yes" in result.out
    assert "graded two-goals: good" in result.out


def test_skipped_answer_is_kept_as_draft(tpm: Tpm) -> None:
    result = tpm(*PRACTICE, given="half an answer\n.s\nsecond\n.\n3\nq\n")
    assert "Late program: skipped. It stays due." in result.out
    assert "graded two-goals: good" in result.out
    assert "half an answer" in tpm(*PRACTICE, given=".q\n").out


def test_quit_at_the_answer_prompt_keeps_the_draft(tpm: Tpm) -> None:
    result = tpm(*PRACTICE, given="half an answer\n.q\nnot read\n")
    assert (result.code, len(asked(result.out))) == (0, 1)
    again = tpm(*PRACTICE, given="the rest\n.\n3\n.q\n")
    assert "half an answer" in again.out
    assert answers(tpm) == ["half an answer\nthe rest"]


def test_undo_at_the_answer_prompt_shows_the_last_question(tpm: Tpm) -> None:
    result = tpm(*PRACTICE, given="first\n.\n3\nsecond\n.u\n1\nmore\n.\n3\n")
    assert "undone late-program-recovery: good" in result.out
    assert "graded late-program-recovery: again" in result.out
    assert answers(tpm) == ["first", "second\nmore"]


def test_redo_at_the_answer_prompt(tpm: Tpm) -> None:
    result = tpm(*PRACTICE, given=".k\n.u\n.U\n.q\n")
    assert "undone late-program-recovery: known" in result.out
    assert "redone late-program-recovery: known" in result.out


def test_command_that_cannot_run_leaves_the_answer_open(tpm: Tpm) -> None:
    result = tpm(*PRACTICE, given="one\n.u\n.?\ntwo\n.\n3\n.q\n")
    assert "Nothing to undo" in result.out
    assert ".k  says that you know it already" in result.out
    assert answers(tpm) == ["one\ntwo"]


def test_letters_alone_and_doubled_dots_are_text(tpm: Tpm) -> None:
    lines = "q\nk\n.net\n...\n.s please\n ..s\n..q\n..\n...k\n.Q\n"
    tpm(*PRACTICE, given=f"{lines}.\n3\n.q\n")
    assert answers(tpm) == ["q\nk\n.net\n...\n.s please\n ..s\n.q\n..\n..k\n.Q"]


def test_help_lists_the_commands_of_both_prompts(tpm: Tpm) -> None:
    result = tpm(*PRACTICE, given=".\n?\nq\n")
    assert "t 2 5    ticks or unticks points 2 and 5" in result.out
    assert ".q  ends the session; what is typed so far is saved" in result.out
    assert ".k .s .u .U .q" in tpm("practice", "--help").out


@pytest.mark.parametrize("line", ANSWER_COMMANDS)
def test_every_command_can_be_written_with_a_doubled_dot(line: str) -> None:
    assert line_text(f".{line}") == line


@given(st.text(alphabet=".skq x", max_size=5))
def test_text_loses_at_most_a_doubled_dot(line: str) -> None:
    text = line_text(line)
    assert text in (line, line[1:])
    if text != line:
        assert line.startswith("..")
        assert line[-1] in "skuUq?"
