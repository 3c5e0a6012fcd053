"""`tpm-tui history`: the table, one attempt, and the diff of two."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Tpm

QUESTION = "two-goals"


@pytest.fixture
def practised(tpm: Tpm) -> Tpm:
    """Return the command line after three attempts at a question."""
    for day, text, grade in (
        (20, "By a rule.", "1"),
        (21, "By the rule.", "2"),
        (22, "By our rule first.", "3"),
    ):
        tpm.environ["TPM_TUI_NOW"] = f"2026-11-{day}T09:00:00+00:00"
        result = tpm("practice", "--plain", "--question", QUESTION, given=f"{text}\n.\n{grade}\n")
        assert result.code == 0
    return tpm


def test_table_precedes_the_attempts(practised: Tpm) -> None:
    lines = practised("history", QUESTION).out.splitlines()
    assert lines[2].split() == ["#", "date", "grade", "points", "time", "answer"]
    assert [line.split()[:3] for line in lines[3:6]] == [
        ["1", "2026-11-20", "again"],
        ["2", "2026-11-21", "hard"],
        ["3", "2026-11-22", "good"],
    ]
    assert "  By our rule first." in lines


def test_one_attempt_is_shown(practised: Tpm) -> None:
    text = practised("history", QUESTION, "--attempt", "2").out
    assert "By the rule." in text
    assert "By a rule." not in text
    document = json.loads(practised("history", QUESTION, "--attempt", "2", "--json").out)
    assert [each["answer"] for each in document["attempts"]] == ["By the rule."]


@pytest.mark.parametrize(
    ("numbers", "line"),
    [
        ((), "  By [-the rule.-] {+our rule first.+}"),
        (("2",), "  By [-a-] {+the+} rule."),
        (("1", "3"), "  By [-a rule.-] {+our rule first.+}"),
        (("2", "1"), "  By [-the-] {+a+} rule."),
    ],
)
def test_diff_compares_two_attempts(practised: Tpm, numbers: tuple[str, ...], line: str) -> None:
    result = practised("history", QUESTION, "--diff", *numbers)
    assert (result.code, result.out.splitlines()[-1]) == (0, line)
    document = json.loads(practised("history", QUESTION, "--diff", *numbers, "--json").out)
    assert len(document["attempts"]) == 3
    assert document["diff"]["words"][0] == {"kind": "same", "text": "By"}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--attempt", "4"), "there is no attempt 4, only 3 attempts"),
        (("--diff", "4"), "there is no attempt 4, only 3 attempts"),
        (("--diff", "1"), "attempt 1 is the oldest; name the one to compare it with"),
        (("--diff", "1", "2", "3"), "name at most two"),
        (("--diff", "--attempt", "1"), "--attempt and --diff cannot be combined"),
        (("2",), "numbers of attempts need --diff"),
        (("--attempt", "0"), "0 is not in the range"),
    ],
)
def test_wrong_numbers_are_usage_errors(practised: Tpm, args: tuple[str, ...], message: str) -> None:
    result = practised("history", QUESTION, *args)
    assert (result.code, result.out) == (2, "")
    assert message in " ".join(result.err.split())


def test_diff_needs_two_attempts(tpm: Tpm) -> None:
    result = tpm("history", QUESTION, "--diff")
    assert result.code == 2
    assert "--diff compares two attempts; this question has 0 attempts" in " ".join(result.err.split())
