"""Every command that shows a question shows all of its fields, in the same sections."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Tpm
from tests.question_fields import full_fields, missing_fields, section_titles, titles_in

POINTS, *OTHERS = section_titles()
ANSWER = "\nNothing of note.\n.\n"


@pytest.fixture
def full(tpm: Tpm) -> Tpm:
    """Use a bank with one question in which every field is set; YAML is a superset of JSON."""
    fields = full_fields()
    bank = {"topic": {"id": fields.pop("topic")}, "questions": [fields]}
    tpm.bank.write_text(json.dumps(bank), "utf-8")
    assert tpm("bank", "check", str(tpm.bank)).code == 0
    return tpm


def read_report(out: str) -> str:
    """Return the report whose path is the last line of an output."""
    return Path(out.splitlines()[-1].removeprefix("report ")).read_text("utf-8")


def show(tpm: Tpm) -> str:
    return tpm("bank", "show", "question-id").out


def practise(tpm: Tpm) -> str:
    return tpm("practice", "--plain", given=f"{ANSWER}q\n").out


def report(tpm: Tpm) -> str:
    return read_report(tpm("practice", "--plain", given=f"{ANSWER}3\n").out)


def report_again(tpm: Tpm) -> str:
    tpm("practice", "--plain", given=f"{ANSWER}3\n")
    return tpm("report", "-o", "-").out


def report_all(tpm: Tpm) -> str:
    tpm("practice", "--plain", given=f"{ANSWER}3\n")
    return tpm("report", "all").out


def debrief(tpm: Tpm) -> str:
    return tpm("mock", "--plain", "--questions", "1", given=f"{ANSWER}\nq\n").out


def mock_report(tpm: Tpm) -> str:
    return read_report(tpm("mock", "--plain", "--questions", "1", given=f"{ANSWER}\n\nn\n").out)


@pytest.mark.parametrize("output", [show, report, report_again, report_all, mock_report])
def test_every_field_is_shown_in_order(full: Tpm, output: Callable[[Tpm], str]) -> None:
    text = output(full)
    assert missing_fields(text) == []
    assert titles_in(text) == [POINTS, *OTHERS]


@pytest.mark.parametrize("output", [practise, debrief])
def test_plain_mode_shows_every_field_and_points_last(full: Tpm, output: Callable[[Tpm], str]) -> None:
    text = output(full)
    assert missing_fields(text) == []
    assert titles_in(text) == [*OTHERS, POINTS]


@pytest.mark.parametrize(("columns", "is_wrapped"), [("80", True), ("120", False)])
@pytest.mark.parametrize("command", ["bank show late", "practice --question late --plain"])
def test_whiteboard_row_keeps_its_spaces(tpm: Tpm, command: str, columns: str, is_wrapped: bool) -> None:
    start, end = "  captions" + " " * 40 + "within the hour", "me" + " " * 20 + "phone"
    question = {"id": "late", "prompt": "Late?", "whiteboard": f"Matrix\n{start}      {end}"}
    tpm.bank.write_text(json.dumps({"topic": {"id": "delivery"}, "questions": [question]}), "utf-8")
    rows = tpm(*command.split(), given=f"{ANSWER}q\n", environ={"COLUMNS": columns}).out.splitlines()
    shown = rows[rows.index("Matrix") + 1 :]
    assert shown[:2] == ([f"{start}      me", "    phone"] if is_wrapped else [f"{start}      {end}", ""])


def test_key_points_are_just_above_the_prompt(full: Tpm) -> None:
    lines = practise(full).splitlines()
    start = lines.index("Key points:")
    assert lines[start + 1] == " 1 [ ] keypoint-name (must): keypoint-cue"
    assert lines[start + 2] == ""
    assert lines[start + 3].startswith("Grade: 1 again")
