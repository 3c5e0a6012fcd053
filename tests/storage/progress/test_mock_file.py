"""The unfinished mock interview on disk: private, whole, and nobody else's while it is sat."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tpm_tui.core.mock.draw import Drawn
from tpm_tui.core.mock.format import PRESETS
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.storage.files.errors import DataFolderError, WriteError
from tpm_tui.storage.progress.mock_file import MAX_QUESTION_IDS, MockFile, SavedMock

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def mock() -> Mock:
    """One that has something in every field."""
    drawn = [Drawn("late", "Late?", "Programme"), Drawn("dates", "Dates?")]
    answering = Mock.begin("m1", PRESETS["loop"], 7, drawn, NOW).speak(NOW + timedelta(seconds=9))
    judging = answering.write("We told them.\n\nAll.").finish(NOW + timedelta(seconds=99))
    return judging.rate(Dimension.EVIDENCE, 2).tick("range").note("heard", "it").hear_level("staff")


def test_what_was_saved_is_read_back(tmp_path: Path) -> None:
    kept = SavedMock(mock=mock(), asked={"late": date(2026, 11, 20)})
    MockFile(tmp_path / "data").save(kept)
    assert MockFile(tmp_path / "data").read() == (kept, "")


def test_without_a_file_nothing_is_kept_and_nothing_is_made(tmp_path: Path) -> None:
    assert MockFile(tmp_path / "data").read() == (SavedMock(), "")
    assert not (tmp_path / "data").exists()


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file = MockFile(tmp_path / "data")
    old = os.umask(0)
    try:
        file.save(SavedMock(mock=mock()))
        with file.held():
            pass
    finally:
        os.umask(old)
    assert {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "data").iterdir()} == {
        "mock.json": 0o600,
        "mock.lock": 0o600,
    }
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"mock": 3}',
        b'{"version": "x"}',
        b'{"mock": {"id": "m"}}',
        b'{"asked": {"late": "yesterday"}}',
    ],
)
def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path, data: bytes) -> None:
    file = MockFile(tmp_path)
    file.path.write_bytes(data)
    kept, notice = file.read()
    assert kept == SavedMock()
    (aside,) = tmp_path.iterdir()
    assert aside.name in notice
    assert aside.read_bytes() == data


def change(file: MockFile, **fields: object) -> None:
    state = json.loads(file.path.read_bytes())
    state["mock"] |= fields
    file.path.write_text(json.dumps(state), "utf-8")


@pytest.mark.parametrize(
    "fields",
    [
        {"place": 9},
        {"phase": "follow-up"},
        {"phase": "lunch"},
        {"answers": [{"question": "q", "prompt": "?", "judgement": {"marks": {"evidence": 9}}}]},
        {"answers": [{"question": "q", "prompt": "?", "seconds": -1}]},
    ],
)
def test_a_state_that_cannot_be_is_set_aside(tmp_path: Path, fields: dict[str, object]) -> None:
    file = MockFile(tmp_path)
    file.save(SavedMock(mock=mock()))
    change(file, **fields)
    assert file.read()[0] == SavedMock()
    assert not file.path.exists()


def test_a_file_of_a_newer_version_is_refused_and_stays(tmp_path: Path) -> None:
    file = MockFile(tmp_path)
    file.path.write_text('{"version": 2, "mock": "something new"}', "utf-8")
    with pytest.raises(DataFolderError, match="newer"):
        file.read()
    assert file.path.exists()


def test_a_folder_in_its_place_is_told_in_words(tmp_path: Path) -> None:
    file = MockFile(tmp_path)
    file.path.mkdir()
    with pytest.raises(DataFolderError, match="cannot be read"):
        file.read()
    with pytest.raises(WriteError, match="not saved"):
        file.save(SavedMock())


def test_old_askings_are_forgotten_first(tmp_path: Path) -> None:
    first = date(2020, 1, 1)
    asked = {f"q{n}": first + timedelta(days=n) for n in range(MAX_QUESTION_IDS + 5)}
    MockFile(tmp_path).save(SavedMock(asked=asked))
    kept = MockFile(tmp_path).read()[0].asked
    assert set(asked) - set(kept) == {f"q{n}" for n in range(5)}


def test_it_is_sat_in_one_process_at_a_time(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tpm_tui.storage.progress.mock_file import MockFile\n"
        "with MockFile(Path(sys.argv[1])).held():\n    print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(WriteError, match="another terminal"), MockFile(tmp_path).held():
            pass
        other.kill()
        other.wait()
    with MockFile(tmp_path).held():
        pass
