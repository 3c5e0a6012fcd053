"""Private files, readable and writable by their owner only, since answers are private.

Every file is created with mode 0600 and every folder with 0700, whatever the umask. A symbolic link in
place of a file is not followed, and a pipe or device never blocks.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from tpm_tui.storage.files.errors import (
    DataFolderError,
    describe_os_error,
    os_errors_as_data_folder_errors,
)
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.files.temp_names import is_temp, temp_name

FILE_MODE = 0o600
FOLDER_MODE = 0o700
MAX_ATTEMPTS = 5
"""Attempts to write a file if other sessions remove its temp file."""

MAX_BYTES = 1 << 30
"""A larger file was not written by tpm-tui."""

NOT_A_FILE = (errno.EISDIR, errno.ENXIO, errno.ELOOP, errno.EOVERFLOW)
"""Errors when opening or reading a folder, a pipe, socket or device, a link, or a file that is too large."""

_SAFE = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_SYNC_DRIVE: int | None = getattr(fcntl, "F_FULLFSYNC", None)
"""macOS: fsync leaves the data in the cache of the drive; only this command flushes it."""


def check_folder(folder: Path) -> Problem | None:
    """Check that a folder, if it exists, is safe for private answers; return a warning or None.

    Raises:
        DataFolderError: it is not a folder, belongs to another user, or is writable by all users.
    """
    with os_errors_as_data_folder_errors(str(folder)):
        try:
            status = os.stat(folder)
        except FileNotFoundError:
            return None
    if not stat.S_ISDIR(status.st_mode):
        raise DataFolderError(f"{folder} is not a folder; move it away or choose another --data-dir")
    if status.st_uid != os.geteuid():
        raise DataFolderError(f"{folder} belongs to another user; choose another --data-dir")
    if status.st_mode & stat.S_IWOTH:
        raise DataFolderError(f"{folder} is writable by all users; run: chmod 700 {folder}")
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        hint = f"to keep your answers private, run: chmod 700 {folder}"
        return file_problem(folder, "other users can read this folder", hint, "warning")
    return None


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, durably; an existing folder is not changed.

    Raises:
        OSError: it cannot be created.
    """
    if os.path.isdir(folder):
        return
    make_private_folder(folder.parent)
    with suppress(FileExistsError):
        os.mkdir(folder, FOLDER_MODE)
    sync_folder(folder.parent)


@contextmanager
def open_file(path: Path | str, flags: int) -> Iterator[int]:
    """Open a regular file and yield its descriptor.

    A failing close is not reported: a caller that needs the data on disk has synced it by then.

    Raises:
        OSError: it cannot be opened, or is not a regular file.
    """
    fd = os.open(path, flags | _SAFE, FILE_MODE)
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            kind = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.ENXIO
            raise OSError(kind, os.strerror(kind), str(path))
        yield fd
    finally:
        with suppress(OSError):
            os.close(fd)


def read_file(path: Path | str, start: int = 0) -> bytes:
    """Return the bytes of a file from an offset to its end.

    Raises:
        OSError: it cannot be read, is a symbolic link or not a regular file, or exceeds `MAX_BYTES`.
    """
    with open_file(path, os.O_RDONLY) as fd:
        size = os.fstat(fd).st_size
        if size > MAX_BYTES:
            raise OSError(errno.EOVERFLOW, os.strerror(errno.EOVERFLOW), str(path))
        pieces: list[bytes] = []
        while start < size and (piece := os.pread(fd, size - start, start)):
            pieces.append(piece)
            start += len(piece)
        return b"".join(pieces)


class FileState(Struct, frozen=True):
    """The state of a file or folder; a different state means that it was changed or replaced."""

    inode: int
    """The inode number."""
    modified: int
    """The modification time in nanoseconds."""
    size: int
    """The size in bytes."""


def file_state(path: Path | str) -> FileState | None:
    """Return the state of a file or folder, or of a circular link; None if there is none.

    Raises:
        OSError: it cannot be examined.
    """
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        status = os.lstat(path)
    return FileState(status.st_ino, status.st_mtime_ns, status.st_size)


def write_all(fd: int, data: bytes) -> None:
    """Write all the data; a disk that fills up may accept a part of it and then fail."""
    while data:
        data = data[os.write(fd, data) :]


def sync(fd: int) -> None:
    """Wait until the file's data is on the drive."""
    if _SYNC_DRIVE is not None:
        fcntl.fcntl(fd, _SYNC_DRIVE)
    else:
        os.fdatasync(fd)


def sync_folder(folder: Path | str) -> None:
    """Wait until created, replaced and removed names in a folder are on the drive."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        with suppress(OSError):
            os.close(fd)


def atomic_write(path: Path | str, data: bytes, durable: bool, through_link: bool = True) -> None:
    """Write a file atomically: a reader finds either all old bytes or all new ones.

    Args:
        path: the file.
        data: its bytes.
        durable: wait until it survives a power cut; otherwise it survives only the end of the process.
        through_link: replace the target of a symbolic link at `path`; otherwise replace the link itself.

    Raises:
        OSError: it was not written, or not durably; no temp file is left, and the file at `path` is complete,
            old or new.
    """
    target = os.path.realpath(path) if through_link else os.fspath(path)
    for attempts_left in reversed(range(MAX_ATTEMPTS)):
        temp = temp_name(target)
        try:
            with open_file(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as fd:
                write_all(fd, data)
                if durable:
                    sync(fd)
            os.replace(temp, target)
            break
        except FileNotFoundError:  # another session that just started has removed the temp file
            if not attempts_left:
                raise
        except OSError:
            remove(temp)
            raise
    if durable:
        sync_folder(os.path.dirname(target))


def create_file(path: Path, data: bytes) -> bool:
    """Write a new file, durably; return False if its name is taken.

    Raises:
        OSError: it was not written.
    """
    try:
        with open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as fd:
            try:
                write_all(fd, data)
                sync(fd)
            except OSError:
                remove(path)
                raise
    except FileExistsError:
        return False
    sync_folder(path.parent)
    return True


def remove_temp_files(folder: Path | str) -> None:
    """Remove the temp files of processes that died; errors are ignored until the next call."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if is_temp(name):
                remove(os.path.join(folder, name))


def remove(path: Path | str) -> None:
    """Remove a file; ignore that it is missing or cannot be removed."""
    with suppress(OSError):
        os.unlink(path)


def quarantine(path: Path) -> Path:
    """Rename a damaged file to a free `*.damaged-*` name; return the new path.

    Raises:
        OSError: it cannot be renamed.
    """
    quarantined = quarantine_name(path)
    os.rename(path, quarantined)
    return quarantined


def quarantine_damaged(path: Path, what: str) -> Problem:
    """Quarantine a damaged file; return the problem to report.

    Args:
        path: the file.
        what: what the file contains: `draft`.
    """
    try:
        quarantined = quarantine(path)
    except OSError as error:
        return file_problem(path, f"damaged {what}; {describe_os_error(error)}")
    return file_problem(path, f"damaged {what}; renamed to {quarantined.name}", severity="warning")


def quarantine_name(path: Path) -> Path:
    """Return the new name of a damaged file; it contains the modification time in nanoseconds."""
    moment = os.lstat(path).st_mtime_ns
    while (quarantined := path.with_name(f"{path.stem}.damaged-{moment}{path.suffix}")).exists():
        moment += 1
    return quarantined
