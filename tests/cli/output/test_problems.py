"""Commands print problems of the learner's files on stderr, in addition to their output."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Tpm

READING_COMMANDS = [
    ("due",),
    ("plan",),
    ("stats",),
    ("history", "7"),
    ("report", "last", "-o", "-", "--format"),
]


def add_problems(tpm: Tpm) -> Tpm:
    """Add a damaged line to a history with one grade, and an invalid setting."""
    tpm("practice", "--plain", "--question", "7", given="rang the director\n.\n3\n")
    (log,) = (tpm.data / "history").glob("*.jsonl")
    with log.open("ab") as lines:
        lines.write(b"deadbeef not a line of ours\n")
    tpm.config.write_text("per_day: many\n", "utf-8")
    return tpm


@pytest.mark.parametrize("command", READING_COMMANDS, ids=lambda command: command[0])
def test_reading_commands_print_problems_on_stderr(tpm: Tpm, command: tuple[str, ...]) -> None:
    as_json = "json" if command[0] == "report" else "--json"
    result = add_problems(tpm)(*command, as_json)
    assert result.code == 0
    assert isinstance(json.loads(result.out), dict | list)
    config, log = result.err.splitlines()
    assert config.startswith(f"tpm-tui: {tpm.config}:1:10: ")
    assert ".jsonl" in log


@pytest.mark.parametrize("command", [("keys",), ("themes", "list"), ("doctor",)], ids=" ".join)
def test_unknown_names_in_config_have_a_place(tpm: Tpm, command: tuple[str, ...]) -> None:
    tpm.config.write_text("theme: dusk\nkeymap:\n  reveal: f4\n  revael: f5\n", "utf-8")
    result = tpm(*command)
    printed = result.out if command == ("doctor",) else result.err
    assert f"{tpm.config}:1" in printed
    assert "unknown theme dusk" in printed
    assert f"{tpm.config}:4" in printed
    assert "unknown action revael" in printed
    assert result.code == (1 if command == ("doctor",) else 0)


@pytest.mark.parametrize("command", [("plan",), ("due",), ("doctor",)], ids=" ".join)
def test_unknown_topic_of_a_date_is_a_warning(tpm: Tpm, command: tuple[str, ...]) -> None:
    tpm.config.write_text(
        "dates:\n- day: 2026-11-27\n  topics:\n  - rescue\n  - rescu\n- {day: 2026-11-28, topics: [nope]}\n",
        "utf-8",
    )
    result = tpm(*command)
    printed = result.out if command == ("doctor",) else result.err
    assert f"{tpm.config}:5:5: unknown topic rescu: did you mean rescue?" in printed
    assert f"{tpm.config}:6" in printed
    assert "unknown topic nope: use topics of the bank, such as rescue" in printed
    assert "unknown topic rescue" not in printed
    assert result.code == 0


def test_due_short_prints_no_problems(tpm: Tpm) -> None:
    result = add_problems(tpm)("due", "--short")
    assert (result.out.strip(), result.err) == ("0 1", "")


def test_only_five_problems_and_a_count_are_printed(tpm: Tpm) -> None:
    with tpm.bank.open("a", encoding="utf-8") as bank:
        for number in range(8):
            bank.write(f"  - {{id: q-{number}, prompt: '', key_points: [{{name: a}}]}}\n")
    *lines, last = tpm("due").err.splitlines()
    assert len(lines) == 5
    assert all(line.startswith(f"tpm-tui: {tpm.bank}:") for line in lines)
    assert last == "tpm-tui: and 3 more; run tpm-tui doctor to list all problems"


def test_keymap_clashes_are_printed_by_keys_and_doctor(tpm: Tpm) -> None:
    tpm.config.write_text("keymap: {reveal: q, star: contrl+x}\n", "utf-8")
    clash = "keymap: q is a key of reveal and of end; it runs reveal: set another key for reveal or for end"
    unknown = "keymap: star: unknown key contrl+x: did you mean ctrl+x?"
    for output in (tpm("keys").err, tpm("doctor").out):
        assert clash in output
        assert unknown in output


@pytest.mark.parametrize("command", [("keys",), ("themes", "list"), ("due",)], ids=" ".join)
def test_unknown_topic_of_a_date_is_printed(tpm: Tpm, command: tuple[str, ...]) -> None:
    tpm.config.write_text("dates: [{day: 2026-12-09, topics: [rescu]}]\n", "utf-8")
    result = tpm(*command)
    assert result.code == 0
    assert "unknown topic rescu: did you mean rescue?" in result.err.replace(";", ":")
