"""`tpm-tui report` keeps the reports that are stored, with the figures of their day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tpm

NEXT_WEEK = {"TPM_TUI_NOW": "2026-11-29T09:00:00+00:00"}
FORMATS = ("md", "json", "csv")


@pytest.fixture
def answered(tpm: Tpm) -> Tpm:
    tpm("plan", "--interview", "2026-12-03")
    tpm("practice", "--plain", "--question", "7", given="my words\n.\n3\n")
    return tpm


def stored(tpm: Tpm) -> dict[str, bytes]:
    """Return the content of each file in the reports folder, by its name."""
    return {path.name: path.read_bytes() for path in (tpm.data / "reports").iterdir()}


@pytest.mark.parametrize("kind", FORMATS)
def test_stored_report_keeps_its_figures(answered: Tpm, kind: str) -> None:
    path = answered("report", "--format", kind).out
    before = stored(answered)
    answered("plan", "--interview", "2026-12-20")
    result = answered("report", "last", "--format", kind, environ=NEXT_WEEK)
    assert (result.code, result.out, result.err) == (0, path, "")
    assert stored(answered) == before


def test_report_has_days_left_of_its_own_day(answered: Tpm) -> None:
    answered("practice", "--plain", "--question", "2", given=".\n3\n", environ=NEXT_WEEK)
    later = {"TPM_TUI_NOW": "2026-12-02T09:00:00+00:00"}
    last = answered("report", "last", "--format", "json", "-o", "-", environ=later).json()
    every = json.loads(answered("report", "all", "--format", "json", environ=later).out)
    assert last["days_left"] == 4
    assert [each["days_left"] for each in every] == [11, 4]


@pytest.mark.parametrize("kind", FORMATS)
def test_report_of_changed_answers_gets_its_own_name(answered: Tpm, kind: str) -> None:
    first = Path(answered("report", "--format", kind).out.strip())
    older = first.read_text("utf-8").replace('ended: "2026', 'ended: "2025').replace(",good,", ",hard,")
    first.write_text(older.replace('"grade": "good"', '"grade": "hard"'), "utf-8")
    before = stored(answered)
    second = Path(answered("report", "--format", kind).out.strip())
    assert second.name == f"{first.stem}-2.{kind}"
    assert {name: stored(answered)[name] for name in before} == before
    assert answered("report", "--format", kind).out.strip() == str(second)
    assert len(stored(answered)) == len(before) + 1
