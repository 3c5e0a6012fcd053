"""Backups are complete, private, verified, and do not block a session."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import msgspec
import pytest

from tests.storage.faults import fail_at
from tests.storage.folders import example_folders, pack, paths_in, read_contents, unpack
from tests.storage.stores import AT, add_reviews, open_store, review
from tpm_tui.storage.backup import packing
from tpm_tui.storage.backup import write as backup
from tpm_tui.storage.backup.archive import Contents, open_archive
from tpm_tui.storage.backup.write import back_up_if_due, find_backups, remove_expired_backups, write_backup
from tpm_tui.storage.files import lock
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.retention import RetentionPolicy


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return example_folders(tmp_path)


def list_names_and_reasons(paths: Paths) -> list[tuple[str, str]]:
    return [(found.path.name, found.reason) for found in find_backups(paths)]


def test_backup_contains_all_files_and_their_list(paths: Paths) -> None:
    before = read_contents(paths)
    path = write_backup(paths, AT)
    assert path == paths.backups / "tpm-tui-2026-11-22-200000.zip"
    files = unpack(path)
    listed = msgspec.json.decode(files.pop("tpm-tui-backup.json"), type=Contents)
    assert {
        name.removeprefix("data/").removeprefix("config/"): data for name, data in before.items()
    } == files
    assert (listed.made, listed.reason, set(listed.files)) == (AT, "", set(files))
    assert read_contents(paths) == before


def test_backup_is_private_for_any_umask(paths: Paths, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        inside, outside = write_backup(paths, AT), write_backup(paths, AT, target=tmp_path / "out.zip")
    finally:
        os.umask(before)
    assert inside is not None
    assert outside is not None
    assert {path.stat().st_mode & 0o777 for path in (inside, outside)} == {0o600}
    assert paths.backups.stat().st_mode & 0o777 == 0o700


def test_no_backup_is_written_without_data(tmp_path: Path) -> None:
    assert write_backup(paths_in(tmp_path), AT) is None
    assert back_up_if_due(paths_in(tmp_path), AT, RetentionPolicy()) is None
    assert list(tmp_path.iterdir()) == []


def test_backups_of_the_same_second_get_different_names(paths: Paths) -> None:
    assert write_backup(paths, AT) != write_backup(paths, AT)
    assert [name for name, _ in list_names_and_reasons(paths)] == [
        "tpm-tui-2026-11-22-200000-2.zip",
        "tpm-tui-2026-11-22-200000.zip",
    ]


def test_target_file_is_replaced_only_if_it_is_a_backup(paths: Paths, tmp_path: Path) -> None:
    target = tmp_path / "mine.zip"
    write_backup(paths, AT, target=target)
    first = target.read_bytes()
    add_reviews(open_store(paths.data), review("new"))
    write_backup(paths, AT, target=target)
    assert target.read_bytes() != first
    for other in (b"my thesis", pack(tmp_path / "other.zip", {"a": b"b"}).read_bytes()):
        target.write_bytes(other)
        with pytest.raises(WriteError, match="is not a backup; choose another name"):
            write_backup(paths, AT, target=target)
        assert target.read_bytes() == other
    with pytest.raises(WriteError, match="no such file or directory"):
        write_backup(paths, AT, target=tmp_path / "no" / "where.zip")


def test_backup_to_a_link_replaces_its_target(paths: Paths, tmp_path: Path) -> None:
    target = tmp_path / "real.zip"
    write_backup(paths, AT, target=target)
    link = tmp_path / "link.zip"
    link.symlink_to(target)
    write_backup(paths, AT, target=link)
    assert link.is_symlink()


def test_lock_is_waited_for_and_released_before_packing(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "DEFAULT_TIMEOUT", 0.02)
    with (paths.data / "progress.lock").open() as lock_file:
        fcntl.flock(lock_file, fcntl.LOCK_EX)
        with pytest.raises(WriteError, match="another tpm-tui"):
            write_backup(paths, AT)
    pack = packing.pack

    def pack_after_an_answer(*args: object) -> None:
        add_reviews(open_store(paths.data), review("meanwhile"))
        pack(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "pack", pack_after_an_answer)
    path = write_backup(paths, AT)
    assert path is not None
    history = b"".join(data for name, data in unpack(path).items() if name.startswith("history/"))
    assert b"meanwhile" not in history
    assert history.endswith(b"\n")
    assert "meanwhile" in open_store(paths.data).cards


def test_backup_that_fails_verification_is_removed(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = packing.pack

    def pack_garbage(out: object, *args: object) -> None:
        pack(out, *args)  # type: ignore[arg-type]
        out.seek(40)  # type: ignore[attr-defined]
        out.write(b"garbage")  # type: ignore[attr-defined]

    monkeypatch.setattr(backup, "pack", pack_garbage)
    with pytest.raises(WriteError, match="verification failed"):
        write_backup(paths, AT)
    assert os.listdir(paths.backups) == []


@pytest.mark.parametrize("lasting", [False, True])
def test_write_error_at_any_call_leaves_no_partial_backup(paths: Paths, lasting: bool) -> None:
    before = read_contents(paths)
    messages: set[str] = set()
    for k in count(1):
        with fail_at(k, errno.ENOSPC, lasting=lasting, torn=True) as failure:
            try:
                write_backup(paths, AT)
            except WriteError as error:
                messages.add(str(error).partition(" (")[0])
        if not failure.triggered:
            break
        for found in paths.backups.glob("*"):
            if not found.name.startswith("."):
                with open_archive(found) as archive:
                    archive.verify()
            assert lasting or not found.name.startswith(".")
            found.unlink()
        assert read_contents(paths) == before
    assert k > 20
    assert all("the disk is full" in message for message in messages)


def test_file_size_limit_is_reported(paths: Paths) -> None:
    """Uses a file size limit, which needs no privileges; in a subprocess, as the limit cannot be undone."""
    program = (
        "import resource, sys; from pathlib import Path;"
        "from tests.storage.stores import AT; from tests.storage.folders import paths_in;"
        "from tpm_tui.storage.backup.write import write_backup;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400));"
        "write_backup(paths_in(Path(sys.argv[1])), AT)"
    )
    home = str(paths.data.parent)
    done = subprocess.run([sys.executable, "-c", program, home], capture_output=True, text=True, check=False)
    assert "WriteError: The backup was not written: the file size limit is reached" in done.stderr
    assert os.listdir(paths.backups) == []


# Automatic backups


def test_auto_backup_needs_half_an_hour_and_a_change(paths: Paths) -> None:
    def due(minutes: int) -> bool:
        return back_up_if_due(paths, AT + timedelta(minutes=minutes), RetentionPolicy()) is not None

    assert due(0)
    add_reviews(open_store(paths.data), review("one"))
    assert not due(29)
    assert due(30)
    assert not due(600)
    (paths.banks / "fragen für später.yaml").write_text("changed", "utf-8")
    assert due(700)
    open_store(paths.data).drafts.save("q-1", "s1", "another thought")
    assert due(800)
    open_store(paths.data).drafts.save("q-9", "s1", "of another question")
    assert due(900)
    assert not due(1000)
    assert {reason for _, reason in list_names_and_reasons(paths)} == {"auto"}


def test_auto_backup_ignores_damaged_backup(paths: Paths) -> None:
    path = back_up_if_due(paths, AT, RetentionPolicy())
    assert path is not None
    path.write_bytes(path.read_bytes()[:-30])
    assert back_up_if_due(paths, AT + timedelta(hours=1), RetentionPolicy()) is not None


def test_auto_backup_ignores_backup_dated_in_the_future(paths: Paths) -> None:
    assert back_up_if_due(paths, AT.replace(year=2099), RetentionPolicy())
    assert back_up_if_due(paths, AT, RetentionPolicy())
    assert [name for name, _ in list_names_and_reasons(paths)] == [
        "tpm-tui-2026-11-22-200000-auto.zip",
        "tpm-tui-2099-11-22-200000-auto.zip",
    ]


@pytest.mark.parametrize("year", [1970, 2108, 9999])
def test_year_outside_the_zip_range_is_saved(paths: Paths, year: int) -> None:
    path = write_backup(paths, AT.replace(year=year))
    assert path is not None
    with open_archive(path) as archive:
        assert archive.contents.made.year == year


def create_empty_backup(paths: Paths, moment: datetime, reason: str) -> None:
    paths.backups.mkdir(exist_ok=True)
    (paths.backups / f"tpm-tui-{moment:%Y-%m-%d-%H%M%S}{reason}.zip").touch()


def test_expired_backups_of_each_kind_are_removed(paths: Paths) -> None:
    days = [AT.replace(tzinfo=None) - timedelta(days=n) for n in range(400)]
    for day in days:
        create_empty_backup(paths, day, "-auto")
    for day in days[::20]:
        create_empty_backup(paths, day, "-before-merge")
        create_empty_backup(paths, day, "")
    (paths.backups / "tpm-tui-2020-13-77-000000-auto.zip").touch()
    (paths.backups / "holiday.zip").touch()
    remove_expired_backups(paths, AT, RetentionPolicy())
    left = [reason for _, reason in list_names_and_reasons(paths)]
    assert left.count("auto") == 3 + 12 + 10 + 9
    assert left.count("") == 20
    assert left.count("before-merge") == 20
    assert (paths.backups / "holiday.zip").exists()
    remove_expired_backups(paths, AT, RetentionPolicy(0, 0, 0))
    left = [reason for _, reason in list_names_and_reasons(paths)]
    assert (left.count("auto"), left.count("before-merge"), left.count("")) == (3, 1, 20)


def test_auto_backup_removes_expired_backups(paths: Paths) -> None:
    for n in range(3, 40):
        create_empty_backup(paths, AT.replace(tzinfo=None) - timedelta(days=n), "-auto")
    back_up_if_due(paths, AT, RetentionPolicy(2, 1, 1))
    assert len(list_names_and_reasons(paths)) == 1 + 2 + 1 + 1


def test_temp_file_of_killed_backup_is_removed_after_a_day(paths: Paths) -> None:
    paths.backups.mkdir()
    left = [paths.backups / f".x.zip.{n}.tmp" for n in (1, 2)]
    for path in left:
        path.touch()
    long_ago = left[0].stat().st_mtime - 2 * 86_400
    os.utime(left[0], (long_ago, long_ago))
    assert back_up_if_due(paths, AT, RetentionPolicy())
    assert [path.exists() for path in left] == [False, True]


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-11))])
def test_name_contains_local_time(paths: Paths, zone: timezone) -> None:
    path = write_backup(paths, AT.astimezone(zone))
    assert path is not None
    assert f"{AT.astimezone(zone):%H%M%S}" in path.name


def test_pipe_and_folder_are_left_out(paths: Paths) -> None:
    os.mkfifo(paths.banks / "pipe.yaml")
    (paths.banks / "folder.yaml").mkdir()
    path = write_backup(paths, AT)
    assert path is not None
    assert {name for name in unpack(path) if name.startswith("bank/")} == {"bank/fragen für später.yaml"}


def test_linked_settings_are_backed_up(paths: Paths, tmp_path: Path) -> None:
    dotfiles = tmp_path / "dotfiles.yaml"
    paths.config.rename(dotfiles)
    paths.config.symlink_to(dotfiles)
    path = write_backup(paths, AT)
    assert path is not None
    assert unpack(path)["config.yaml"] == b"per_day: 7\n"


def test_history_truncated_during_backup_is_an_error(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    open_sources: Callable[..., object] = backup._open_sources

    def open_then_truncate(*args: object) -> object:
        sources = open_sources(*args)
        segment = next((paths.data / "history").iterdir())
        segment.write_bytes(segment.read_bytes()[:100])
        return sources

    monkeypatch.setattr(backup, "_open_sources", open_then_truncate)
    with pytest.raises(WriteError):
        write_backup(paths, AT)
    assert find_backups(paths) == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_read_only_data_can_be_backed_up_elsewhere(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The lock file cannot be opened on a read-only disk, but the data must still be backed up."""

    def fail(path: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(backup, "locked", fail)
    target = tmp_path / "rescued.zip"
    assert write_backup(paths, AT, target=target) == target
    assert "history/2026-11.jsonl" in unpack(target)
