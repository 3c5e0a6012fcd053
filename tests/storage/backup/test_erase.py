"""Erasing removes exactly our own files of the data folder, and nothing through links."""

from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tpm_tui.storage.backup.erase import ERASE_OPEN_ELSEWHERE, count_own_files, erase_data
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.live_sessions import LiveSessions

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
REPORT = b'---\nsession: "20261122-080000-ab12"\nmode: "practice"\n---\n'

OWN = {
    "progress.json": b"{}",
    "progress.json.bak": b"{}",
    "progress.damaged-123.json": b"{",
    "mock.json": b"{}",
    "mock.damaged-9.json": b"{",
    "asked-date.json": b"{}",
    "interview-draft.json": b"{}",
    "asked-draft.json": b"{}",
    "first-run-done": b"",
    "stories.yaml": b"stories: []\n",
    ".stories.yaml.0123456789abcdef.tmp": b"x",
    "lists.yaml": b"questions: []\n",
    "first-run-draft.json": b"{}",
    "restoring.json": b"{}",
    ".progress.json.0123456789abcdef.tmp": b"{",
    "history/2026-11.jsonl": b"x\n",
    "history/2026-10.damaged-7.jsonl": b"x\n",
    "drafts/late-crane.20261122-080000-ab12.json": b"{}",
    "drafts/late-crane.20261122-080000-ab12.deleted.json": b"{}",
    "drafts/late-crane.20261122-080000-ab12.damaged-5.json": b"{",
    "notes/late-crane.20261122-080000-ab12.json": b"{}",
    "versions/late-crane.20261122-080000-ab12.json": b"{}",
    "live/20261122-080000-ab12.lock": b"",
    "reports/2026-11-22-0800-practice.md": REPORT,
    "reports/.2026-11-22-0800-practice.md.0123456789abcdef.tmp": b"x",
    "exports/2026-11-22-late-crane-model.txt": b"x\n",
    "exports/2026-11-22-the-move-story-2.yaml": b"x\n",
    "backups/tpm-tui-2026-11-22-080000.zip": b"x",
    "backups/tpm-tui-2026-11-22-080000-before-restore-2.zip": b"x",
    "backups/.tpm-tui-2026-11-22-080000-auto.zip.0123456789abcdef.tmp": b"x",
}
OTHER = {
    "progress.lock": b"",
    "mock.lock": b"",
    "cv.pdf": b"x",
    "history/notes.txt": b"x",
    "history/2026-11 (1).jsonl": b"x\n",
    "drafts/essay.md": b"x",
    "reports/2026-11-22-0800-practice-mine.md": b"# My own page\n",
    "reports/deep/2026-11-22-0800-practice.md": REPORT,
    "exports/keep.txt": b"x",
    "backups/photos.zip": b"x",
    "bank/mine.yaml": b"version: 1\n",
    "themes/mine.yaml": b"x",
    ".git/config": b"x",
    "other/2026-11.jsonl": b"x",
}


def fill(data: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def erase(data: Path) -> tuple[int, tuple[str, ...]]:
    result = erase_data(data, LiveSessions(data / "live"), NOW)
    return result.erased, result.left


def test_exactly_our_own_files_are_erased(tmp_path: Path) -> None:
    data = tmp_path / "data"
    fill(data, OWN | OTHER)
    assert count_own_files(data) == len(OWN)
    erased, left = erase(data)
    # The check for open sessions removes the file of a session that was killed.
    assert erased in (len(OWN), len(OWN) - 1)
    after = contents(data)
    assert after.pop("restored.json").startswith(b'{"erased":')
    assert after == OTHER
    assert "cv.pdf" in left
    assert "reports/2026-11-22-0800-practice-mine.md" in left
    assert not {"bank", "themes", "progress.lock", "mock.lock"} & set(left)
    assert erase(data)[0] == 1, "only the marker"


def test_empty_folders_are_removed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    fill(data, OWN)
    erase(data)
    assert sorted(os.listdir(data)) == ["progress.lock", "restored.json"]


def test_missing_data_folder_is_not_created(tmp_path: Path) -> None:
    assert erase(tmp_path / "data") == (0, ())
    assert count_own_files(tmp_path / "data") == 0
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "folder", ["history", "drafts", "notes", "versions", "live", "reports", "exports", "backups"]
)
def test_linked_folders_are_not_followed(tmp_path: Path, folder: str) -> None:
    data, outside = tmp_path / "data", tmp_path / "outside"
    data.mkdir()
    fill(
        outside, {name.partition("/")[2]: text for name, text in OWN.items() if name.startswith(f"{folder}/")}
    )
    before = contents(outside)
    assert before
    (data / folder).symlink_to(outside)
    erased, left = erase(data)
    assert (erased, left) == (0, (folder,))
    assert contents(outside) == before
    assert (data / folder).is_symlink()


def test_linked_files_and_their_targets_are_kept(tmp_path: Path) -> None:
    data, outside = tmp_path / "data", tmp_path / "outside"
    outside.mkdir()
    for number, name in enumerate(OWN):
        target = outside / str(number)
        target.write_bytes(OWN[name])
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).symlink_to(target)
    before = contents(outside)
    erased, left = erase(data)
    assert erased == 0
    assert set(left) == set(OWN)
    assert contents(outside) == before


def test_special_files_and_folders_are_kept(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "history/2026-11.jsonl").mkdir(parents=True)
    (data / "reports").mkdir()
    os.mkfifo(data / "reports/2026-11-22-0800-practice.md")
    (data / "drafts").write_bytes(b"a file")
    erased, left = erase(data)
    assert erased == 0
    assert left == ("drafts", "history/2026-11.jsonl", "reports/2026-11-22-0800-practice.md")


def test_data_folder_may_be_a_link(tmp_path: Path) -> None:
    fill(tmp_path / "real", OWN)
    (tmp_path / "data").symlink_to(tmp_path / "real")
    erase(tmp_path / "data")
    assert sorted(os.listdir(tmp_path / "real")) == ["progress.lock", "restored.json"]
    assert (tmp_path / "data").is_symlink()


def test_marker_does_not_follow_a_link(tmp_path: Path) -> None:
    data, target = tmp_path / "data", tmp_path / "target"
    fill(data, OWN)
    target.write_bytes(b"mine")
    (data / "restored.json").symlink_to(target)
    erase(data)
    assert target.read_bytes() == b"mine"


def test_open_session_elsewhere_is_an_error(tmp_path: Path) -> None:
    data = tmp_path / "data"
    fill(data, OWN)
    before = contents(data)
    with (data / "live/20261122-080000-ab12.lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(WriteError, match=ERASE_OPEN_ELSEWHERE):
            erase(data)
    assert contents(data) == before | {"progress.lock": b""}


def test_error_in_the_middle_can_be_retried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    fill(data, OWN)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        with pytest.raises(WriteError, match="Not erased: permission was denied"):
            erase_data(data, LiveSessions(tmp_path / "none"), NOW)
    erase(data)
    assert sorted(os.listdir(data)) == ["progress.lock", "restored.json"]
