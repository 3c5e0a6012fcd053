"""`tpm-tui history` marks the own version, pins it, removes it, and compares an attempt with it."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Tpm

QUESTION = "two-goals"


@pytest.fixture
def practised(tpm: Tpm) -> Tpm:
    """Return the command line after two attempts at a question."""
    for day, given in ((20, "By a rule.\n.\nt 1\n3\n"), (21, "By the price.\n.\nt 2\n2\n")):
        tpm.environ["TPM_TUI_NOW"] = f"2026-11-{day}T09:00:00+00:00"
        assert tpm("practice", "--plain", "--question", QUESTION, given=given).code == 0
    return tpm


def test_pinned_attempt_is_marked(practised: Tpm) -> None:
    assert practised("history", QUESTION, "--pin", "1").out == f"version {QUESTION}: attempt 1\n"
    result = practised("history", QUESTION).out.splitlines()
    assert "Your version (attempt 1, good, 3 words):" in result
    (row,) = [line for line in result if line.split()[:2] == ["1", "2026-11-20"]]
    assert row.endswith("3 words, my version")
    document = practised("history", QUESTION, "--json").json()
    assert document["version"] == {"attempt": 1, "text": "By a rule."}
    assert document["cues"] == {}


def test_removed_version_is_not_marked(practised: Tpm) -> None:
    practised("history", QUESTION, "--pin", "1")
    assert practised("history", QUESTION, "--unpin").out == f"version {QUESTION}: removed\n"
    assert practised("history", QUESTION, "--unpin").out == f"version {QUESTION}: none\n"
    assert "my version" not in practised("history", QUESTION).out


def test_newest_attempt_is_compared_with_the_version(practised: Tpm) -> None:
    practised("history", QUESTION, "--pin", "1")
    out = practised("history", QUESTION, "--mine").out
    assert "Attempt 2 against your version (attempt 1):" in out
    assert "  gained: the price" in out
    assert "  lost: the rule" in out
    assert "  By [-a rule.-] {+the price.+}" in out
    mine = practised("history", QUESTION, "--mine", "--json").json()["mine"]
    assert isinstance(mine, dict)
    assert (mine["attempt"], mine["gained"], mine["lost"]) == (2, ["the price"], ["the rule"])
    assert "This answer is your version." in practised("history", QUESTION, "--mine", "1").out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--mine",), "this question has no version of yours"),
        (("--pin", "3"), "there is no attempt 3, only 2 attempts"),
        (("--pin", "1", "--unpin"), "--pin and --unpin cannot be combined"),
        (("--mine", "--diff"), "--mine compares one attempt"),
    ],
)
def test_invalid_options_are_rejected(practised: Tpm, options: tuple[str, ...], message: str) -> None:
    result = practised("history", QUESTION, *options)
    assert result.code == 2
    assert message in result.err
