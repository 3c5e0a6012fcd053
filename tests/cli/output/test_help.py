"""Help pages, groups without a command, and suggestions for unknown names."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Tpm
from tpm_tui.cli.group import COMMANDS

GROUPS = ("bank", "config", "themes")


@pytest.mark.parametrize("group", GROUPS)
def test_group_without_command_prints_its_help(tpm: Tpm, group: str) -> None:
    result = tpm(group)
    assert (result.code, result.err) == (0, "")
    assert result.out == tpm(group, "--help").out
    assert result.out.startswith(f"Usage: tpm-tui {group} ")
    assert not tpm.data.exists()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["stat"], "No such command 'stat'; did you mean stats?"),
        (["bank", "lst"], "No such command 'lst'; did you mean list?"),
        (["themes", "zebra"], "No such command 'zebra'; known: check, list"),
        (["due", "--jsn"], "No such option '--jsn'; did you mean --json?"),
        (["bank", "list", "--fliter", "x"], "No such option '--fliter'; did you mean --filter?"),
        (["--confg", "x", "due"], "No such option '--confg'; did you mean --config?"),
        (["due", "--zebra"], "No such option '--zebra'"),
    ],
)
def test_unknown_name_is_refused_with_suggestions(tpm: Tpm, args: list[str], message: str) -> None:
    result = tpm(*args)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(f"\nError: {message}\n")


@pytest.mark.parametrize("command", ["", *COMMANDS, "bank list", "config set", "themes check"])
def test_short_option_prints_the_same_help(tpm: Tpm, command: str) -> None:
    result = tpm(*command.split(), "-h")
    assert (result.code, result.err) == (0, "")
    assert result.out == tpm(*command.split(), "--help").out
    assert "-h, --help" in result.out


@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_the_width(tpm: Tpm, columns: int, command: str) -> None:
    page = tpm(*command.split(), "--help", environ={"COLUMNS": str(columns)}).out
    assert max(len(line) for line in page.splitlines()) <= columns


def test_long_rows_of_help_are_broken_between_columns(tpm: Tpm) -> None:
    page = tpm("--help", environ={"COLUMNS": "44"}).out
    assert "\n    tpm-tui bank new\n        write a question of your own\n" in page
