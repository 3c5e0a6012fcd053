"""Private files: what must be on the drive is there in time, and nobody else can look."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from tests.storage.faults import note_editor
from tests.storage.stores import give, opened, review
from tpm_tui.storage.files import private
from tpm_tui.storage.progress.journal import History


def test_a_file_is_on_the_drive_before_it_takes_its_place_and_its_name_after(tmp_path: Path) -> None:
    with note_editor() as calls:
        private.atomic_write(tmp_path / "file", b"new", durable=True)
    assert calls == ["write", "fdatasync", "replace", "fsync"]


def test_a_file_that_need_not_outlive_a_power_cut_waits_for_nothing(tmp_path: Path) -> None:
    with note_editor() as calls:
        private.atomic_write(tmp_path / "file", b"new", durable=False)
    assert calls == ["write", "replace"]


def test_a_line_waits_for_the_disk_once_and_the_name_of_its_file_once_a_process(tmp_path: Path) -> None:
    first, second = History(tmp_path), History(tmp_path)
    first.append(review())
    with note_editor() as calls:
        second.append(review())  # the process that created the file may have died before it was durable
        second.append(review())
    assert calls == ["write", "fdatasync", "fsync", "fsync", "write", "fdatasync"]


def test_an_answer_costs_one_write_and_one_wait(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("a"), review("b"))
    with note_editor() as calls:
        give(store, review("c"))
    assert calls == ["write", "fdatasync"]


def test_where_syncing_leaves_data_in_the_drive_the_drive_is_told_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr(private, "_SYNC_DRIVE", 51)
    monkeypatch.setattr(fcntl, "fcntl", lambda fd, command: told.append(command))
    with note_editor() as calls:
        private.atomic_write(tmp_path / "file", b"new", durable=True)
    assert "fdatasync" not in calls
    assert told == [51]


def test_missing_folders_are_created_private_and_durably(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with note_editor() as calls:
            private.make_private_folder(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert calls == ["mkdir", "fsync", "mkdir", "fsync"]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    private.make_private_folder(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o500


def test_what_was_left_behind_is_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in (".file.0123.tmp", "file.tmp", ".file", "file"):
        (tmp_path / name).touch()
    private.remove_temp_files(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".file", "file", "file.tmp"]
