"""The unfinished mock interview on disk is private, replaced atomically and locked while open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tpm_tui.core.mock.draw import DrawnQuestion
from tpm_tui.core.mock.format import PRESETS
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.storage.files.errors import DataFolderError, WriteError
from tpm_tui.storage.progress.mock_file import MAX_QUESTION_IDS, MockFile, SavedMock

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def mock() -> Mock:
    """Return an interview with a value in every field."""
    drawn = [DrawnQuestion("late", "Late?", "Programme"), DrawnQuestion("dates", "Dates?")]
    answering = Mock.begin("m1", PRESETS["loop"], 7, drawn, NOW).start_answer(NOW + timedelta(seconds=9))
    judging = answering.write("We informed them.\n\nAll.").finish(NOW + timedelta(seconds=99))
    judged = judging.answer.judgement.rate(Dimension.EVIDENCE, 2).tick("range")
    return judging.judge(judged.set_note("heard", "it").toggle_level("staff"))


def test_saved_interview_is_read_back(tmp_path: Path) -> None:
    saved = SavedMock(mock=mock(), asked={"late": date(2026, 11, 20)})
    MockFile(tmp_path / "data").save(saved)
    assert MockFile(tmp_path / "data").read() == (saved, None)


def test_missing_file_is_empty_and_stays_missing(tmp_path: Path) -> None:
    assert MockFile(tmp_path / "data").read() == (SavedMock(), None)
    assert not (tmp_path / "data").exists()


def test_files_are_private(tmp_path: Path) -> None:
    file = MockFile(tmp_path / "data")
    old = os.umask(0)
    try:
        file.save(SavedMock(mock=mock()))
        with file.locked():
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
def test_damaged_file_is_quarantined_with_a_notice(tmp_path: Path, data: bytes) -> None:
    file = MockFile(tmp_path)
    file.path.write_bytes(data)
    saved, notice = file.read()
    assert saved == SavedMock()
    (quarantined,) = tmp_path.iterdir()
    assert quarantined.name in str(notice)
    assert quarantined.read_bytes() == data


def change_fields(file: MockFile, **fields: object) -> None:
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
def test_impossible_state_is_quarantined(tmp_path: Path, fields: dict[str, object]) -> None:
    file = MockFile(tmp_path)
    file.save(SavedMock(mock=mock()))
    change_fields(file, **fields)
    assert file.read()[0] == SavedMock()
    assert not file.path.exists()


def test_newer_version_is_rejected_and_unchanged(tmp_path: Path) -> None:
    file = MockFile(tmp_path)
    file.path.write_text('{"version": 2, "mock": "something new"}', "utf-8")
    with pytest.raises(DataFolderError, match="newer"):
        file.read()
    assert file.path.exists()


def test_folder_instead_of_file_is_an_error(tmp_path: Path) -> None:
    file = MockFile(tmp_path)
    file.path.mkdir()
    with pytest.raises(DataFolderError, match="cannot be read"):
        file.read()
    with pytest.raises(WriteError, match="not saved"):
        file.save(SavedMock())


def test_oldest_asked_questions_are_dropped_first(tmp_path: Path) -> None:
    first = date(2020, 1, 1)
    asked = {f"q{n}": first + timedelta(days=n) for n in range(MAX_QUESTION_IDS + 5)}
    MockFile(tmp_path).save(SavedMock(asked=asked))
    saved = MockFile(tmp_path).read()[0].asked
    assert set(asked) - set(saved) == {f"q{n}" for n in range(5)}


def test_second_process_is_rejected_while_locked(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tpm_tui.storage.progress.mock_file import MockFile\n"
        "with MockFile(Path(sys.argv[1])).locked():\n    print('locked', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        with pytest.raises(WriteError, match="another terminal"), MockFile(tmp_path).locked():
            pass
        other.kill()
        other.wait()
    with MockFile(tmp_path).locked():
        pass
