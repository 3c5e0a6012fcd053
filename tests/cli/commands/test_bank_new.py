"""`tpm-tui bank new`: which files it accepts, and the command that it prints."""

from __future__ import annotations

import shlex

import pytest

from tests.cli.conftest import Tpm

WHY = ("--prompt", "Why here, of all places?", "--point", "the team")


def command_in(output: str) -> list[str]:
    """Return the arguments of the command that the last line names."""
    return shlex.split(output.splitlines()[-1].partition("run: tpm-tui ")[2])


@pytest.mark.parametrize("name", ["own.yaml", "own questions.yml"])
def test_command_names_a_file_outside_the_bank(tpm: Tpm, name: str) -> None:
    file = tpm.home / name
    result = tpm("bank", "new", str(file), *WHY)
    question = ["practice", "--question", "why-here-of-all-places"]
    assert (result.code, command_in(result.out)) == (0, ["--bank", str(file), *question])
    practice = tpm(*command_in(result.out), "--plain", given="q\n")
    assert (practice.code, "Why here, of all places?" in practice.out) == (0, True)


def test_command_names_no_file_of_the_bank(tpm: Tpm) -> None:
    tpm.environ["TPM_TUI_BANK"] = ""
    result = tpm("bank", "new", *WHY)
    assert command_in(result.out) == ["practice", "--question", "why-here-of-all-places"]


def test_missing_folder_is_not_created(tpm: Tpm) -> None:
    folder = tpm.home / "absent"
    result = tpm("bank", "new", str(folder / "own.yaml"), *WHY)
    assert result.code == 2
    assert f"{folder}: no such folder; create it first, or correct the path" in result.err
    assert not folder.exists()


def test_bank_folder_of_the_data_folder_is_created(tpm: Tpm) -> None:
    file = tpm.data / "bank" / "own.yaml"
    assert tpm("bank", "new", str(file), *WHY).code == 0
    assert file.exists()


@pytest.mark.parametrize("name", ["own", "own.txt", "own.yaml.bak", "data/bank/own.txt"])
def test_file_that_is_not_yaml_is_refused(tpm: Tpm, name: str) -> None:
    file = tpm.home / name
    result = tpm("bank", "new", str(file), *WHY)
    assert result.code == 2
    assert "must end with .yaml or .yml" in result.err
    assert not file.exists()


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ([""], "a key point is empty; write its name, or leave it out"),
        (["a", "a"], "the key point a is named twice; give each key point its own name"),
    ],
)
def test_invalid_key_points_are_refused(tpm: Tpm, points: list[str], message: str) -> None:
    options = [option for point in points for option in ("--point", point)]
    result = tpm("bank", "new", "--prompt", "Why?", *options)
    assert result.code == 2
    assert f"Error: {message}" in result.err
