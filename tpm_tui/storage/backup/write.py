"""Write backups: a private zip file of history, drafts, boxes, own questions, themes and settings.

The lock is held only while the files are opened and the small ones read: the history is append-only, so its
bytes up to the length at that time never change and can be packed while other sessions continue.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from tpm_tui.storage.backup.manifest import list_files
from tpm_tui.storage.backup.packing import PackedSource, pack
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DataFolderError, WriteError, os_errors_as_write_errors
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.retention import RetentionPolicy, expired_backups
from tpm_tui.storage.files.temp_names import is_temp, temp_name
from tpm_tui.storage.progress.tables import FILE

AUTO_INTERVAL = timedelta(minutes=30)
"""The minimum time between two automatic backups."""

DAY_SECONDS = 86_400

AUTO = "auto"
"""The reason of automatic backups."""

_NAME = re.compile(r"tpm-tui-([0-9]{4}(?:-[0-9]{2}){2}-[0-9]{6})(?:-([a-z]+(?:-[a-z]+)*))?(?:-[0-9]+)?\.zip")


class Backup(Struct, frozen=True):
    """A file in the backups folder, described by its name."""

    path: Path
    made: datetime
    """The local time when it was written, without a zone."""
    reason: str


def write_backup(
    paths: Paths, made: datetime, reason: str = "", target: Path | None = None, lock: bool = True
) -> Path | None:
    """Write a backup to a temp file, verify it, then rename it to its final name.

    Args:
        paths: what to back up.
        made: the current time, with its zone.
        reason: why, in kebab-case; empty if the learner ran `tpm-tui backup`.
        target: the file; by default a file in the backups folder, named after the time. An existing file is
            replaced if it is a backup.
        lock: False if the caller already holds the lock.

    Returns:
        The path of the backup; None if there is nothing to back up yet.

    Raises:
        WriteError: the backup was not written, or could not be verified; nothing was replaced.
    """
    with os_errors_as_write_errors("The backup was not written"), ExitStack() as stack:
        if not list_files(paths):
            return None
        if target is not None and target.exists():
            _require_backup(target)
        with _locked(paths) if lock else nullcontext():
            sources = _open_sources(paths, stack)
        file = target or _free_name(paths, made, reason)
        if target is None:
            private.make_private_folder(file.parent)
        temp = temp_name(os.path.realpath(file))
        try:
            with private.open_file(temp, os.O_RDWR | os.O_CREAT | os.O_EXCL) as fd:
                with os.fdopen(os.dup(fd), "wb") as out:
                    pack(out, sources, made, reason)
                private.sync(fd)
            _verify(temp)
            os.replace(temp, os.path.realpath(file))
            private.sync_folder(os.path.dirname(os.path.realpath(file)))
        finally:
            private.remove(temp)
        return file


def find_backups(paths: Paths) -> list[Backup]:
    """List the backups in the backups folder, oldest first.

    Raises:
        OSError: the folder cannot be read.
    """
    try:
        names = os.listdir(paths.backups)
    except FileNotFoundError:
        return []
    found = []
    for name in names:
        if match := _NAME.fullmatch(name):
            try:
                made = datetime.strptime(match[1], "%Y-%m-%d-%H%M%S")
            except ValueError:
                continue
            found.append(Backup(paths.backups / name, made, match[2] or ""))
    return sorted(found, key=lambda backup: (backup.made, backup.path.name))


def back_up_if_due(paths: Paths, now: datetime, keep: RetentionPolicy) -> Path | None:
    """Write an automatic backup if the last one is half an hour old and data changed; remove expired ones.

    Returns:
        The path of the new backup, if one was due.

    Raises:
        WriteError: a backup was due, but was not written.
    """
    with os_errors_as_write_errors("The backup was not written"):
        clock = now.replace(tzinfo=None)
        # A backup dated in the future, by a wrong clock, must not prevent new ones.
        past = [backup for backup in find_backups(paths) if backup.made <= clock]
        if past and (clock - past[-1].made < AUTO_INTERVAL or not _has_changed(paths, past[-1].path)):
            return None
        written = write_backup(paths, now, AUTO)
        remove_expired_backups(paths, now, keep)
        if written:
            _remove_old_temp_files(written)
        return written


def remove_expired_backups(paths: Paths, now: datetime, keep: RetentionPolicy) -> None:
    """Remove expired backups, but never those that the learner wrote with `tpm-tui backup`.

    Backups before a restore, merge or repair expire separately, so that automatic ones do not displace them.

    Raises:
        OSError: the folder cannot be read.
    """
    found = find_backups(paths)
    for group in (
        [backup for backup in found if backup.reason == AUTO],
        [backup for backup in found if backup.reason.startswith("before-")],
    ):
        expired = expired_backups([backup.made for backup in group], now.replace(tzinfo=None), keep)
        for backup in group:
            if backup.made in expired:
                private.remove(backup.path)


def _remove_old_temp_files(written: Path) -> None:
    """Remove temp files of killed backups after a day; a younger one may still be in use."""
    newest = written.stat().st_mtime
    for name in os.listdir(written.parent):
        path = written.parent / name
        if is_temp(name) and newest - path.stat().st_mtime > DAY_SECONDS:
            private.remove(path)


@contextmanager
def _locked(paths: Paths) -> Iterator[None]:
    """Hold the lock, unless the data folder is read-only: then nothing can change it during the backup."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(paths.data / "progress.lock"))
        except OSError as error:
            if error.errno not in (errno.EROFS, errno.EACCES, errno.ENOENT, errno.ENOTDIR):
                raise
        yield


def _open_sources(paths: Paths, stack: ExitStack) -> dict[str, PackedSource]:
    """Open the files as they are now: read small ones; keep the history files open, with their sizes."""
    sources: dict[str, PackedSource] = {}
    for name, path in list_files(paths).items():
        if name.startswith("history/"):
            fd = stack.enter_context(private.open_file(path, os.O_RDONLY))
            size = os.fstat(fd).st_size
            if size > private.MAX_BYTES:
                raise OSError(errno.EOVERFLOW, os.strerror(errno.EOVERFLOW), str(path))
            sources[name] = PackedSource(None, fd, size)
            continue
        try:
            sources[name] = PackedSource(private.read_file(os.path.realpath(path)))
        except FileNotFoundError:
            continue  # a draft that was just deleted because its answer was graded
    return sources


def _verify(temp: str) -> None:
    from tpm_tui.storage.backup.archive import open_archive

    try:
        with open_archive(Path(temp)) as archive:
            archive.verify()
    except DataFolderError as error:
        raise WriteError(f"The backup was not written: verification failed; {error}") from error


def _require_backup(target: Path) -> None:
    from tpm_tui.storage.backup.archive import open_archive

    try:
        with open_archive(target):
            pass
    except DataFolderError as error:
        raise WriteError(f"{target} exists and is not a backup; choose another name") from error


def _has_changed(paths: Paths, newest: Path) -> bool:
    """Return whether the data differs from a backup; an unreadable backup differs."""
    from tpm_tui.storage.backup.archive import open_archive

    try:
        with open_archive(newest) as archive:
            stored = dict(archive.contents.files)
        stored.pop(FILE, None)  # computed from the history
        files = {name: path for name, path in list_files(paths).items() if name != FILE}
        if files.keys() != stored.keys():
            return True
        return any(
            path.stat().st_size != stored[name].bytes
            if name.startswith("history/")
            else sha256(private.read_file(os.path.realpath(path))).hexdigest() != stored[name].sha256
            for name, path in files.items()
        )
    except (DataFolderError, OSError):
        return True


def _free_name(paths: Paths, made: datetime, reason: str) -> Path:
    moment = f"{made.year:04}-{made:%m-%d-%H%M%S}"
    stem = "-".join(part for part in ("tpm-tui", moment, reason) if part)
    number = 1
    while (free := paths.backups / f"{stem}{f'-{number}' if number > 1 else ''}.zip").exists():
        number += 1
    return free
