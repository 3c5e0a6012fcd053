"""Boxes that were recomputed after a change of the settings are saved by the next command, with a notice."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Tpm

NOTICE = "tpm-tui: Boxes were recomputed for two boxes; 1 question changed\n"


@pytest.fixture
def changed(tpm: Tpm) -> Tpm:
    """One question in box 3, and then a setting of two boxes."""
    graded = tpm("practice", "--plain", "--question", "7", given="We cut scope.\n.\n4\nq\n")
    assert "box 0 -> 3" in graded.out
    tpm.config.write_text("intervals: [1, 2]\n", "utf-8")
    return tpm


def box_in_file(tpm: Tpm) -> object:
    return json.loads((tpm.data / "progress.json").read_bytes())["cards"]["1"]["box"]


@pytest.mark.parametrize("command", [["stats"], ["plan"], ["history", "7"], ["report", "last", "-o", "-"]])
def test_reading_command_saves_boxes_and_says_so_once(changed: Tpm, command: list[str]) -> None:
    first, second = changed(*command), changed(*command)
    assert (first.code, second.code) == (0, 0)
    assert NOTICE in first.err
    assert NOTICE not in second.err
    assert box_in_file(changed) == 2


def test_practice_saves_boxes_and_says_so_once(changed: Tpm) -> None:
    first = changed("practice", "--plain", "--question", "2", given="q\n")
    second = changed("practice", "--plain", "--question", "2", given="q\n")
    assert "Boxes were recomputed for two boxes" in first.out + first.err
    assert "recomputed" not in second.out + second.err
    assert box_in_file(changed) == 2


def test_due_writes_nothing(changed: Tpm) -> None:
    before = {path: path.stat().st_mtime_ns for path in changed.data.rglob("*")}
    assert NOTICE in changed("due").err
    assert NOTICE in changed("due").err
    assert {path: path.stat().st_mtime_ns for path in changed.data.rglob("*")} == before


def test_read_only_folder_costs_only_the_saving(changed: Tpm) -> None:
    (changed.data / "progress.lock").unlink()
    (changed.data / "progress.lock").mkdir()
    result = changed("stats")
    assert result.code == 0
    assert NOTICE in result.err
    assert box_in_file(changed) == 3
