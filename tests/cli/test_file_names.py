"""A file whose name is not UTF-8 is named in messages, and stops no command."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Tpm

NAME = b"caf\xe9"
SHOWN = "caf\\xe9"
BANK = 'questions: [{id: mine, prompt: "Mine?", key_points: [{name: a}]}, {id: bad}]\n'
THEME = 'name: mine\ncolors: {primary: "#fff"}\n'

COMMANDS = (
    "due --json",
    "plan",
    "stats",
    "bank list --json",
    "bank check --json",
    "themes list",
    "themes check",
    "doctor",
    "doctor --json",
    "config show",
    "config set per_day 4",
    "report all",
    "backup",
    "backup --list",
    "merge --json",
    "doctor --repair --json",
    "practice --plain",
)

FILES = {
    "data/bank": (".yaml", BANK),
    "themes": (".yaml", THEME),
    ".": (".yaml", "per_day: 1\n"),
    "data/history": (".jsonl", "no line of ours\n"),
    "data/drafts": (".json", "{"),
    "data/notes": (".json", "{"),
    "data/reports": (".md", "words"),
    "data/backups": (".zip", "PK"),
    "data": (".json", "{"),
}


def write_private(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o600)


def run_all(tpm: Tpm, *reporting: str) -> None:
    """Run every command; those in `reporting` have to show the name."""
    environ = {"TPM_TUI_BANK": ""}
    for command in COMMANDS:
        result = tpm(*command.split(), environ=environ)
        assert "internal error" not in result.err, command
        assert result.code in (0, 1), command
        if "--json" in command:
            json.loads(result.out)
        output = (result.out + result.err).replace("\\\\", "\\")
        assert (SHOWN in output) or command not in reporting, command
    assert not list(tpm.home.rglob("*.log"))


@pytest.mark.parametrize(
    ("folder", "reporting"),
    [
        ("data/bank", ("stats", "bank check --json", "doctor", "doctor --json")),
        ("themes", ("themes list", "themes check", "doctor", "doctor --json")),
        (".", ()),
        ("data/history", ("doctor", "doctor --json", "merge --json")),
        ("data/drafts", ("doctor", "doctor --json")),
        ("data/notes", ("doctor", "doctor --json")),
        ("data/reports", ()),
        ("data/backups", ()),
        ("data", ()),
    ],
)
def test_file_name_that_is_not_utf8_stops_no_command(
    tpm: Tpm, folder: str, reporting: tuple[str, ...]
) -> None:
    tpm("practice", "--plain", "--question", "7", given="words\n.\n3\n")
    suffix, text = FILES[folder]
    write_private(tpm.home / folder / os.fsdecode(NAME + suffix.encode()), text)
    run_all(tpm, *reporting)


def test_data_folder_that_is_not_utf8_stops_no_command(tpm: Tpm) -> None:
    home = tpm.home / os.fsdecode(NAME)
    tpm.environ |= {"TPM_TUI_DATA_DIR": str(home / "data"), "TPM_TUI_CONFIG": str(home / "config.yaml")}
    write_private(home / "data" / "bank" / "mine.yaml", BANK)
    write_private(home / "config.yaml", "them: night\n")
    tpm("practice", "--plain", "--question", "7", given="words\n.\n3\n")
    run_all(tpm, "stats", "bank check --json", "doctor", "doctor --json", "config show")


def test_question_of_such_a_file_is_practised_and_shown(tpm: Tpm) -> None:
    write_private(tpm.data / "bank" / os.fsdecode(NAME + b".yaml"), BANK)
    environ = {"TPM_TUI_BANK": ""}
    result = tpm("practice", "--plain", "--question", "mine", given="words\n.\n3\n", environ=environ)
    assert "graded mine: good" in result.out
    shown = tpm("bank", "show", "mine", environ=environ)
    assert shown.out.endswith(f"{tpm.data}/bank/{SHOWN}.yaml:1\n")


def test_conflict_copy_whose_name_is_not_utf8_is_merged(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--question", "7", given="words\n.\n3\n")
    history = tpm.data / "history"
    copy = history / os.fsdecode(b"2026-11 (" + NAME + b").jsonl")
    shutil.copy(history / "2026-11.jsonl", copy)
    result = tpm("merge")
    assert f"2026-11 ({SHOWN}).jsonl: 3 entries" in result.out
    assert not copy.exists()


@pytest.mark.parametrize(
    "args", [("--bank", "NAME", "due"), ("bank", "check", "NAME"), ("merge", "NAME"), ("restore", "NAME")]
)
def test_missing_file_is_named_in_the_error(tpm: Tpm, args: tuple[str, ...]) -> None:
    missing = os.fsdecode(os.fsencode(tpm.home) + b"/" + NAME)
    result = tpm(*(missing if arg == "NAME" else arg for arg in args))
    assert result.code == 2
    assert SHOWN in result.err.replace("\n", "")
