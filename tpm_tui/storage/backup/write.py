"""Writing backups: one private zip file with the learner's words, boxes, own questions and settings.

The lock is held only while the files are looked at: the history is never changed but at its end, so that
its bytes up to a length are the same for ever, and can be packed at leisure while others go on.
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
from typing import IO

import msgspec
from msgspec import Struct

from tpm_tui import __version__
from tpm_tui.storage.backup.manifest import list_files
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DataFolderError, WriteError, os_errors_as_write_errors
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.retention import RetentionPolicy, expired_backups
from tpm_tui.storage.progress.tables import FILE

EVERY = timedelta(minutes=30)
"""Between two automatic backups."""

DAY_SECONDS = 86_400

AUTO = "auto"

_NAME = re.compile(r"tpm-tui-([0-9]{4}(?:-[0-9]{2}){2}-[0-9]{6})(?:-([a-z]+(?:-[a-z]+)*))?(?:-[0-9]+)?\.zip")
FAST = 1
"""Of zip's nine levels: a third of the time of the usual one, for a fifth more bytes."""


class Backup(Struct, frozen=True):
    """A backup among the backups, as its name tells."""

    path: Path
    made: datetime
    """On the clock of the time, without a zone."""
    reason: str


class _Source(Struct, frozen=True):
    """A file as it was while the lock was held."""

    data: bytes | None
    fd: int = -1
    size: int = 0

    def read(self) -> bytes:
        if self.data is not None:
            return self.data
        found: list[bytes] = []
        at = 0
        while at < self.size and (piece := os.pread(self.fd, self.size - at, at)):
            found.append(piece)
            at += len(piece)
        if at < self.size:
            raise OSError(errno.EIO, "the history became shorter while it was read")
        return b"".join(found)


def write_backup(
    paths: Paths, made: datetime, reason: str = "", target: Path | None = None, locks: bool = True
) -> Path | None:
    """Write a backup, read it back, and only then give it its name.

    Args:
        paths: what to back up.
        made: now, with its zone.
        reason: what for, in kebab-case; empty where the learner asked for it.
        target: the file; by default one with the date among the backups. One that is there is replaced if
            it is a backup.
        locks: False for whoever holds the lock already.

    Returns:
        The file; None where there is nothing yet to back up.

    Raises:
        WriteError: it was not written, or did not read back; nothing was replaced.
    """
    with os_errors_as_write_errors("The backup was not written"), ExitStack() as stack:
        if not list_files(paths):
            return None
        if target is not None and target.exists():
            _require_backup(target)
        with _locked(paths) if locks else nullcontext():
            sources = _pinned(paths, stack)
        file = target or _free_name(paths, made, reason)
        if target is None:
            private.make_private_folder(file.parent)
        spare = private.temp_name(os.path.realpath(file))
        try:
            with private.open_file(spare, os.O_RDWR | os.O_CREAT | os.O_EXCL) as fd:
                with os.fdopen(os.dup(fd), "wb") as out:
                    _pack(out, sources, made, reason)
                private.sync(fd)
            _read_back(spare)
            os.replace(spare, os.path.realpath(file))
            private.sync_folder(os.path.dirname(os.path.realpath(file)))
        finally:
            private.remove(spare)
        return file


def backups(paths: Paths) -> list[Backup]:
    """The backups in the backups folder, oldest first.

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
    """Write an automatic backup if the last one is half an hour old and something changed; remove_expired_backups old ones.

    Returns:
        The new backup, if one was due.

    Raises:
        WriteError: it was due, and was not written.
    """
    with os_errors_as_write_errors("The backup was not written"):
        clock = now.replace(tzinfo=None)
        # One that is dated ahead is of a clock that was wrong, and must not keep others from being made.
        past = [backup for backup in backups(paths) if backup.made <= clock]
        if past and (clock - past[-1].made < EVERY or not _changed(paths, past[-1].path)):
            return None
        written = write_backup(paths, now, AUTO)
        remove_expired_backups(paths, now, keep)
        if written:
            _sweep(written)
        return written


def remove_expired_backups(paths: Paths, now: datetime, keep: RetentionPolicy) -> None:
    """Remove what the rule lets go; never what the learner asked for.

    Backups before a restore, merge or repair are thinned by themselves: no everyday one takes their place.

    Raises:
        OSError: the folder cannot be read.
    """
    found = backups(paths)
    for group in (
        [backup for backup in found if backup.reason == AUTO],
        [backup for backup in found if backup.reason.startswith("before-")],
    ):
        gone = expired_backups([backup.made for backup in group], now.replace(tzinfo=None), keep)
        for backup in group:
            if backup.made in gone:
                private.remove(backup.path)


def _sweep(written: Path) -> None:
    """Remove what backups left that were killed long ago; a younger one may still be at work."""
    newest = written.stat().st_mtime
    for name in os.listdir(written.parent):
        left = written.parent / name
        if private.is_temp(name) and newest - left.stat().st_mtime > DAY_SECONDS:
            private.remove(left)


@contextmanager
def _locked(paths: Paths) -> Iterator[None]:
    """Hold the lock. What we may not write to is what we cannot change either, and is saved without one."""
    with ExitStack() as held:
        try:
            held.enter_context(locked(paths.data / "progress.lock"))
        except OSError as error:
            if error.errno not in (errno.EROFS, errno.EACCES, errno.ENOENT, errno.ENOTDIR):
                raise
        yield


def _pinned(paths: Paths, stack: ExitStack) -> dict[str, _Source]:
    """The files as they are now: small ones read, and of the history a hold on its bytes."""
    sources: dict[str, _Source] = {}
    for name, path in list_files(paths).items():
        if name.startswith("history/"):
            fd = stack.enter_context(private.open_file(path, os.O_RDONLY))
            size = os.fstat(fd).st_size
            if size > private.MAX_BYTES:
                raise OSError(errno.EOVERFLOW, os.strerror(errno.EOVERFLOW), str(path))
            sources[name] = _Source(None, fd, size)
            continue
        try:
            sources[name] = _Source(private.read_file(os.path.realpath(path)))
        except FileNotFoundError:
            continue  # a draft whose session has just graded the answer
    return sources


def _pack(out: IO[bytes], sources: dict[str, _Source], made: datetime, reason: str) -> None:
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo  # takes long to import

    from tpm_tui.storage.backup.archive import CONTENTS, FORMAT, Contents, Stored

    def info(name: str) -> ZipInfo:
        year = min(max(made.year, 1980), 2107)  # all that the format can tell
        entry = ZipInfo(name, (year, made.month, made.day, made.hour, made.minute, made.second))
        entry.external_attr = private.FILE_MODE << 16
        entry.compress_type = ZIP_DEFLATED
        return entry

    stored: dict[str, Stored] = {}
    with ZipFile(out, "w") as packed:
        for name, source in sources.items():
            data = source.read()  # of a month: a few megabytes at the very most
            packed.writestr(info(name), data, compresslevel=FAST)
            stored[name] = Stored(len(data), sha256(data).hexdigest())
        contents = Contents(FORMAT, __version__, made, reason, stored)
        packed.writestr(info(CONTENTS), msgspec.json.format(msgspec.json.encode(contents)))


def _read_back(spare: str) -> None:
    from tpm_tui.storage.backup.archive import open_archive

    try:
        with open_archive(Path(spare)) as archive:
            archive.verify()
    except DataFolderError as error:
        raise WriteError(f"The backup was not written: it did not read back; {error}") from error


def _require_backup(target: Path) -> None:
    from tpm_tui.storage.backup.archive import open_archive

    try:
        with open_archive(target):
            pass
    except DataFolderError as error:
        raise WriteError(f"{target} is there already, and is no backup; choose another name") from error


def _changed(paths: Paths, newest: Path) -> bool:
    """Whether something is not as in a backup; one that cannot be read is none."""
    from tpm_tui.storage.backup.archive import open_archive

    try:
        with open_archive(newest) as archive:
            stored = dict(archive.contents.files)
        stored.pop(FILE, None)  # made from the history
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
