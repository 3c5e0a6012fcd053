"""What is wrong with the learner's files is told beside the answer, and never instead of it."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Tpm

READING = [("due",), ("plan",), ("stats",), ("history", "7"), ("report", "last", "-o", "-", "--format")]


def damaged(tpm: Tpm) -> Tpm:
    """A grade in the log beside a line that nobody can read, and a setting that is none."""
    tpm("practice", "--plain", "--question", "7", given="told the director\n.\n3\n")
    (log,) = (tpm.data / "history").glob("*.jsonl")
    with log.open("ab") as lines:
        lines.write(b"deadbeef not a line of ours\n")
    tpm.config.write_text("per_day: many\n", "utf-8")
    return tpm


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_commands_that_read_tell_what_they_could_not(tpm: Tpm, command: tuple[str, ...]) -> None:
    as_json = "json" if command[0] == "report" else "--json"
    found = damaged(tpm)(*command, as_json)
    assert found.code == 0
    assert isinstance(json.loads(found.out), dict | list)
    config, log = found.err.splitlines()
    assert config.startswith(f"tpm-tui: {tpm.config}:1:10: ")
    assert ".jsonl" in log


@pytest.mark.parametrize("command", [("keys",), ("themes", "list"), ("doctor",)], ids=" ".join)
def test_what_the_settings_name_and_there_is_not_is_told_with_its_place(
    tpm: Tpm, command: tuple[str, ...]
) -> None:
    tpm.config.write_text("theme: dusk\nkeymap:\n  reveal: f4\n  revael: f5\n", "utf-8")
    found = tpm(*command)
    told = found.out if command == ("doctor",) else found.err
    assert f"{tpm.config}:1" in told
    assert "there is no theme dusk" in told
    assert f"{tpm.config}:4" in told
    assert "there is no action revael" in told
    assert found.code == (1 if command == ("doctor",) else 0)


def test_a_prompt_is_told_nothing_but_its_numbers(tpm: Tpm) -> None:
    found = damaged(tpm)("due", "--short")
    assert (found.out.strip(), found.err) == ("0 1", "")


def test_of_many_faults_the_first_are_told_and_how_many_more_there_are(tpm: Tpm) -> None:
    with tpm.bank.open("a", encoding="utf-8") as bank:
        for number in range(8):
            bank.write(f"  - {{id: q-{number}, prompt: '', key_points: [{{name: a}}]}}\n")
    *lines, last = tpm("due").err.splitlines()
    assert len(lines) == 5
    assert all(line.startswith(f"tpm-tui: {tpm.bank}:") for line in lines)
    assert last == "tpm-tui: and 3 more faults; tpm-tui doctor lists them all"
