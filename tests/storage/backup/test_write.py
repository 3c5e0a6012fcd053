"""Backups: whole, private, read back before they count, and never in the way of a session."""

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

from tests.storage.faults import failing
from tests.storage.folders import contents, lived_in, packed, paths_in, unpacked
from tests.storage.stores import AT, give, opened, review
from tpm_tui.storage.backup import write as backup
from tpm_tui.storage.backup.archive import Contents, open_archive
from tpm_tui.storage.backup.write import back_up_if_due, backups, remove_expired_backups, write_backup
from tpm_tui.storage.files import lock
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.retention import RetentionPolicy


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return lived_in(tmp_path)


def made(paths: Paths) -> list[tuple[str, str]]:
    return [(found.path.name, found.reason) for found in backups(paths)]


def test_a_backup_holds_everything_and_can_be_looked_into_with_any_tool(paths: Paths) -> None:
    before = contents(paths)
    path = write_backup(paths, AT)
    assert path == paths.backups / "tpm-tui-2026-11-22-200000.zip"
    held = unpacked(path)
    listed = msgspec.json.decode(held.pop("tpm-tui-backup.json"), type=Contents)
    assert {name.removeprefix("data/").removeprefix("config/"): data for name, data in before.items()} == held
    assert (listed.made, listed.reason, set(listed.files)) == (AT, "", set(held))
    assert contents(paths) == before


def test_a_backup_is_private_whatever_the_umask(paths: Paths, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        inside, outside = write_backup(paths, AT), write_backup(paths, AT, target=tmp_path / "out.zip")
    finally:
        os.umask(before)
    assert inside is not None
    assert outside is not None
    assert {path.stat().st_mode & 0o777 for path in (inside, outside)} == {0o600}
    assert paths.backups.stat().st_mode & 0o777 == 0o700


def test_where_there_is_nothing_nothing_is_written(tmp_path: Path) -> None:
    assert write_backup(paths_in(tmp_path), AT) is None
    assert back_up_if_due(paths_in(tmp_path), AT, RetentionPolicy()) is None
    assert list(tmp_path.iterdir()) == []


def test_two_backups_of_one_second_are_two_files(paths: Paths) -> None:
    assert write_backup(paths, AT) != write_backup(paths, AT)
    assert [name for name, _ in made(paths)] == [
        "tpm-tui-2026-11-22-200000-2.zip",
        "tpm-tui-2026-11-22-200000.zip",
    ]


def test_a_named_backup_replaces_a_backup_and_nothing_else(paths: Paths, tmp_path: Path) -> None:
    target = tmp_path / "mine.zip"
    write_backup(paths, AT, target=target)
    first = target.read_bytes()
    give(opened(paths.data), review("new"))
    write_backup(paths, AT, target=target)
    assert target.read_bytes() != first
    for stranger in (b"my thesis", packed(tmp_path / "other.zip", {"a": b"b"}).read_bytes()):
        target.write_bytes(stranger)
        with pytest.raises(WriteError, match="is no backup; choose another name"):
            write_backup(paths, AT, target=target)
        assert target.read_bytes() == stranger
    with pytest.raises(WriteError, match="no such file or directory"):
        write_backup(paths, AT, target=tmp_path / "no" / "where.zip")


def test_a_backup_through_a_link_leaves_the_link(paths: Paths, tmp_path: Path) -> None:
    target = tmp_path / "real.zip"
    write_backup(paths, AT, target=target)
    link = tmp_path / "link.zip"
    link.symlink_to(target)
    write_backup(paths, AT, target=link)
    assert link.is_symlink()


def test_it_waits_for_the_lock_and_lets_go_of_it_before_packing(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "DEFAULT_TIMEOUT", 0.02)
    with (paths.data / "progress.lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(WriteError, match="another tpm-tui"):
            write_backup(paths, AT)
    pack = backup._pack

    def meanwhile(*args: object) -> None:
        give(opened(paths.data), review("meanwhile"))
        pack(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "_pack", meanwhile)
    path = write_backup(paths, AT)
    assert path is not None
    held_bytes = b"".join(data for name, data in unpacked(path).items() if name.startswith("history/"))
    assert b"meanwhile" not in held_bytes
    assert held_bytes.endswith(b"\n")
    assert "meanwhile" in opened(paths.data).cards


def test_what_does_not_read_back_is_no_backup(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = backup._pack

    def careless(out: object, *args: object) -> None:
        pack(out, *args)  # type: ignore[arg-type]
        out.seek(40)  # type: ignore[attr-defined]
        out.write(b"garbage")  # type: ignore[attr-defined]

    monkeypatch.setattr(backup, "_pack", careless)
    with pytest.raises(WriteError, match="did not read back"):
        write_backup(paths, AT)
    assert os.listdir(paths.backups) == []


@pytest.mark.parametrize("lasting", [False, True])
def test_a_refusal_at_any_call_is_said_and_leaves_nothing_half_done(paths: Paths, lasting: bool) -> None:
    before = contents(paths)
    told: set[str] = set()
    for k in count(1):
        with failing(k, errno.ENOSPC, lasting=lasting, torn=True) as failure:
            try:
                write_backup(paths, AT)
            except WriteError as error:
                told.add(str(error).partition(" (")[0])
        if not failure.met:
            break
        for found in paths.backups.glob("*"):
            if not found.name.startswith("."):
                with open_archive(found) as archive:
                    archive.verify()
            assert lasting or not found.name.startswith(".")
            found.unlink()
        assert contents(paths) == before
    assert k > 20
    assert all("the disk is full" in each for each in told)


def test_a_disk_that_is_full_while_packing_is_told(paths: Paths) -> None:
    """The nearest to it that needs no rights: in a process of its own, as the limit stays."""
    program = (
        "import resource, sys; from pathlib import Path;"
        "from tests.storage.stores import AT; from tests.storage.folders import paths_in;"
        "from tpm_tui.storage.backup.write import write_backup;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400));"
        "write_backup(paths_in(Path(sys.argv[1])), AT)"
    )
    home = str(paths.data.parent)
    done = subprocess.run([sys.executable, "-c", program, home], capture_output=True, text=True, check=False)
    assert "WriteError: The backup was not written: the file may not grow any further" in done.stderr
    assert os.listdir(paths.backups) == []


# Automatic ones


def test_an_automatic_backup_comes_once_in_half_an_hour_and_only_after_a_change(paths: Paths) -> None:
    def due(minutes: int) -> bool:
        return back_up_if_due(paths, AT + timedelta(minutes=minutes), RetentionPolicy()) is not None

    assert due(0)
    give(opened(paths.data), review("one"))
    assert not due(29)
    assert due(30)
    assert not due(600)
    (paths.banks / "fragen für später.yaml").write_text("changed", "utf-8")
    assert due(700)
    opened(paths.data).drafts.save("q-1", "s1", "another thought")
    assert due(800)
    opened(paths.data).drafts.save("q-9", "s1", "of another question")
    assert due(900)
    assert not due(1000)
    assert {reason for _, reason in made(paths)} == {"auto"}


def test_one_that_is_damaged_does_not_count_as_one(paths: Paths) -> None:
    path = back_up_if_due(paths, AT, RetentionPolicy())
    assert path is not None
    path.write_bytes(path.read_bytes()[:-30])
    assert back_up_if_due(paths, AT + timedelta(hours=1), RetentionPolicy()) is not None


def test_one_of_a_clock_that_was_ahead_keeps_none_from_being_made(paths: Paths) -> None:
    assert back_up_if_due(paths, AT.replace(year=2099), RetentionPolicy())
    assert back_up_if_due(paths, AT, RetentionPolicy())
    assert [name for name, _ in made(paths)] == [
        "tpm-tui-2026-11-22-200000-auto.zip",
        "tpm-tui-2099-11-22-200000-auto.zip",
    ]


@pytest.mark.parametrize("year", [1970, 2108, 9999])
def test_a_clock_beyond_what_a_zip_file_can_tell_is_no_trouble(paths: Paths, year: int) -> None:
    path = write_backup(paths, AT.replace(year=year))
    assert path is not None
    with open_archive(path) as archive:
        assert archive.contents.made.year == year


def touched(paths: Paths, moment: datetime, reason: str) -> None:
    paths.backups.mkdir(exist_ok=True)
    (paths.backups / f"tpm-tui-{moment:%Y-%m-%d-%H%M%S}{reason}.zip").touch()


def test_thinning_is_by_the_rule_and_touches_no_other_kind(paths: Paths) -> None:
    days = [AT.replace(tzinfo=None) - timedelta(days=n) for n in range(400)]
    for day in days:
        touched(paths, day, "-auto")
    for day in days[::20]:
        touched(paths, day, "-before-merge")
        touched(paths, day, "")
    (paths.backups / "tpm-tui-2020-13-77-000000-auto.zip").touch()
    (paths.backups / "holiday.zip").touch()
    remove_expired_backups(paths, AT, RetentionPolicy())
    left = [reason for _, reason in made(paths)]
    assert left.count("auto") == 3 + 12 + 10 + 9
    assert left.count("") == 20
    assert left.count("before-merge") == 20
    assert (paths.backups / "holiday.zip").exists()
    remove_expired_backups(paths, AT, RetentionPolicy(0, 0, 0))
    left = [reason for _, reason in made(paths)]
    assert (left.count("auto"), left.count("before-merge"), left.count("")) == (3, 1, 20)


def test_an_automatic_backup_thins(paths: Paths) -> None:
    for n in range(3, 40):
        touched(paths, AT.replace(tzinfo=None) - timedelta(days=n), "-auto")
    back_up_if_due(paths, AT, RetentionPolicy(2, 1, 1))
    assert len(made(paths)) == 1 + 2 + 1 + 1


def test_what_a_killed_backup_left_is_swept_a_day_later(paths: Paths) -> None:
    paths.backups.mkdir()
    left = [paths.backups / f".x.zip.{n}.tmp" for n in (1, 2)]
    for path in left:
        path.touch()
    long_ago = left[0].stat().st_mtime - 2 * 86_400
    os.utime(left[0], (long_ago, long_ago))
    assert back_up_if_due(paths, AT, RetentionPolicy())
    assert [path.exists() for path in left] == [False, True]


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-11))])
def test_the_name_has_the_learners_clock(paths: Paths, zone: timezone) -> None:
    path = write_backup(paths, AT.astimezone(zone))
    assert path is not None
    assert f"{AT.astimezone(zone):%H%M%S}" in path.name


def test_a_pipe_or_a_folder_among_the_files_is_left_out(paths: Paths) -> None:
    os.mkfifo(paths.banks / "pipe.yaml")
    (paths.banks / "folder.yaml").mkdir()
    path = write_backup(paths, AT)
    assert path is not None
    assert {name for name in unpacked(path) if name.startswith("bank/")} == {"bank/fragen für später.yaml"}


def test_settings_behind_a_link_are_backed_up(paths: Paths, tmp_path: Path) -> None:
    dotfiles = tmp_path / "dotfiles.yaml"
    paths.config.rename(dotfiles)
    paths.config.symlink_to(dotfiles)
    path = write_backup(paths, AT)
    assert path is not None
    assert unpacked(path)["config.yaml"] == b"per_day: 7\n"


def test_a_history_that_shrinks_while_it_is_read_is_no_backup(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    pinned: Callable[..., object] = backup._pinned

    def then_cut(*args: object) -> object:
        sources = pinned(*args)
        segment = next((paths.data / "history").iterdir())
        segment.write_bytes(segment.read_bytes()[:100])
        return sources

    monkeypatch.setattr(backup, "_pinned", then_cut)
    with pytest.raises(WriteError):
        write_backup(paths, AT)
    assert backups(paths) == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_what_can_only_be_read_can_still_be_saved_elsewhere(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A disk that the system has made read-only is one to save from; there the lock cannot be opened."""

    def refused(path: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(backup, "locked", refused)
    target = tmp_path / "rescued.zip"
    assert write_backup(paths, AT, target=target) == target
    assert "history/2026-11.jsonl" in unpacked(target)
