"""Private files are durable when required, and readable by their owner only."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from tests.storage.faults import record_calls
from tests.storage.stores import add_reviews, open_store, review
from tpm_tui.storage.files import private
from tpm_tui.storage.progress.journal import History


def test_durable_write_syncs_file_before_and_folder_after_rename(tmp_path: Path) -> None:
    with record_calls() as calls:
        private.atomic_write(tmp_path / "file", b"new", durable=True)
    assert calls == ["write", "fdatasync", "replace", "fsync"]


def test_non_durable_write_does_not_sync(tmp_path: Path) -> None:
    with record_calls() as calls:
        private.atomic_write(tmp_path / "file", b"new", durable=False)
    assert calls == ["write", "replace"]


def test_append_syncs_line_each_time_and_folder_once(tmp_path: Path) -> None:
    first, second = History(tmp_path), History(tmp_path)
    first.append(review())
    with record_calls() as calls:
        second.append(review())  # the process that created the file may have died before it was durable
        second.append(review())
    assert calls == ["write", "fdatasync", "fsync", "fsync", "write", "fdatasync"]


def test_answer_takes_one_write_and_one_sync(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a"), review("b"))
    with record_calls() as calls:
        add_reviews(store, review("c"))
    assert calls == ["write", "fdatasync"]


def test_full_fsync_is_used_where_available(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[int] = []
    monkeypatch.setattr(private, "_SYNC_DRIVE", 51)
    monkeypatch.setattr(fcntl, "fcntl", lambda fd, command: commands.append(command))
    with record_calls() as calls:
        private.atomic_write(tmp_path / "file", b"new", durable=True)
    assert "fdatasync" not in calls
    assert commands == [51]


def test_missing_folders_are_private_and_durable(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with record_calls() as calls:
            private.make_private_folder(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert calls == ["mkdir", "fsync", "mkdir", "fsync"]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_existing_folder_is_not_changed(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    private.make_private_folder(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o500


def test_only_temp_files_are_removed(tmp_path: Path) -> None:
    for name in (".file.0123.tmp", "file.tmp", ".file", "file"):
        (tmp_path / name).touch()
    private.remove_temp_files(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".file", "file", "file.tmp"]
