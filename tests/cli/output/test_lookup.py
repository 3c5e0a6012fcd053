"""Questions by the beginning of their id."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Tpm

BANK = """\
questions:
  - {id: late-launch, number: 1, prompt: "A late launch?", key_points: [{name: cause}]}
  - {id: late, number: 2, prompt: "Late?", key_points: [{name: cause}]}
  - {id: two-goals, number: 3, prompt: "Two goals?", key_points: [{name: rule}]}
  - {id: 1-on-1, number: 4, prompt: "One on one?", key_points: [{name: agenda}]}
"""


@pytest.fixture
def tpm(tpm: Tpm) -> Tpm:
    tpm.bank.write_text(BANK, "utf-8")
    return tpm


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("two", "Two goals?"),
        ("t", "Two goals?"),
        ("late", "Late?"),
        ("late-", "A late launch?"),
        ("1", "A late launch?"),
        ("1-", "One on one?"),
    ],
)
def test_question_is_found_by_the_beginning_of_its_id(tpm: Tpm, name: str, prompt: str) -> None:
    shown = tpm("bank", "show", name)
    assert (shown.code, shown.err) == (0, "")
    assert prompt in shown.out


@pytest.mark.parametrize(
    "args",
    [
        ["bank", "show", "two"],
        ["cover", "two"],
        ["history", "two"],
        ["practice", "--plain", "--question", "two"],
    ],
)
def test_every_command_accepts_the_beginning(tpm: Tpm, args: list[str]) -> None:
    whole = [arg.replace("two", "two-goals") for arg in args]
    result, expected = (tpm(*each, given="") for each in (args, whole))
    assert (result.code, result.err) == (0, "")
    assert result.out == expected.out


def test_ambiguous_beginning_is_refused_with_candidates(tpm: Tpm) -> None:
    for args in (
        ["bank", "show", "la"],
        ["cover", "la"],
        ["history", "la"],
        ["practice", "--question", "la"],
    ):
        result = tpm(*args)
        assert (result.code, result.out) == (2, "")
        assert result.err.endswith("Error: ambiguous question 'la'; it may be late-launch, late\n")


def test_history_finds_removed_question_by_its_beginning(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--question", "two", given="my words\n.\n3\n")
    tpm.bank.write_text(BANK.replace("two-goals", "three-goals"), "utf-8")
    assert "my words" in tpm("history", "two").out
    assert tpm("bank", "show", "two").code == 2
    assert tpm("history", "t").err.endswith("ambiguous question 't'; it may be three-goals, two-goals\n")


def test_empty_name_is_unknown(tpm: Tpm) -> None:
    assert "unknown question ''" in tpm("bank", "show", "").err
