"""The past date that was asked about is stored; a damaged or unwritable file only asks again."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.practice.dates.past import find_past_date, record_asked
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.settings.asked_date import ASKED_DATE_FILE

CONFIG = "interview: 2026-11-20\ndates: [{day: 2026-11-13, name: phone screen}]\n"


@pytest.fixture
def past(tmp_path: Path) -> Workspace:
    workspace = make_workspace(tmp_path)
    workspace.paths.config.write_text(CONFIG, "utf-8")
    return workspace


def test_past_date_is_asked_about_once(past: Workspace, tmp_path: Path) -> None:
    found = find_past_date(past)
    assert found is not None
    assert found.day == date(2026, 11, 20)
    assert not past.paths.data.exists()
    record_asked(past, found)
    assert find_past_date(make_workspace(tmp_path)) is None
    file = past.paths.data / ASKED_DATE_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    past.paths.config.write_text("interview: 2026-11-21\n", "utf-8")
    assert find_past_date(make_workspace(tmp_path)) is not None


@pytest.mark.parametrize("data", [b"", b"{", b'{"day": 7}', b"\xff", b'{"day": "2026-99-01"}', b"[" * 5000])
def test_damaged_file_asks_again(past: Workspace, tmp_path: Path, data: bytes) -> None:
    past.paths.data.mkdir(mode=0o700)
    (past.paths.data / ASKED_DATE_FILE).write_bytes(data)
    found = find_past_date(past)
    assert found is not None
    record_asked(past, found)
    assert find_past_date(make_workspace(tmp_path)) is None


def test_file_that_cannot_be_written_is_no_error(past: Workspace) -> None:
    (past.paths.data / ASKED_DATE_FILE).mkdir(parents=True, mode=0o700)
    found = find_past_date(past)
    assert found is not None
    record_asked(past, found)
    assert find_past_date(past) == found
