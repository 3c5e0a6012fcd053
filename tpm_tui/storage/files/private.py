"""Files that only their owner can read_file: answers are private.

Every file is created with mode 0600 and every folder with 0700, whatever the umask. Nothing follows a
symbolic link that was planted in a file's place, and nothing blocks on a pipe or a device.
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

from tpm_tui.storage.files.errors import DataFolderError, os_errors_as_data_folder_errors

FILE_MODE = 0o600
FOLDER_MODE = 0o700
TRIES = 5
"""To replace a file whose spare is swept by others."""

MAX_BYTES = 1 << 30
"""A larger file is not one of ours."""

NO_FILE = (errno.EISDIR, errno.ENXIO, errno.ELOOP, errno.EOVERFLOW)
"""What opening and os_errors_as_data_folder_errors say of a folder, a pipe, socket or device, a link, and of what is too large."""

_SAFE = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_SYNC_DRIVE: int | None = getattr(fcntl, "F_FULLFSYNC", None)
"""macOS: there fsync leaves the data in the drive's own cache, and only this empties it."""


def check_folder(folder: Path) -> str:
    """Make sure that a folder, if it is there, is one to keep private answers in; returns a warning or "".

    Raises:
        DataFolderError: it is no folder, belongs to somebody else, or anybody may write to it.
    """
    with os_errors_as_data_folder_errors(str(folder)):
        try:
            status = os.stat(folder)
        except FileNotFoundError:
            return ""
    if not stat.S_ISDIR(status.st_mode):
        raise DataFolderError(f"{folder} is not a folder; move it away or choose another --data-dir")
    if status.st_uid != os.geteuid():
        raise DataFolderError(f"{folder} belongs to another user; choose another --data-dir")
    if status.st_mode & stat.S_IWOTH:
        raise DataFolderError(f"{folder} can be written to by everybody; run: chmod 700 {folder}")
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return f"Other users may look into {folder}; to keep your answers private run: chmod 700 {folder}"
    return ""


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, durably; one that is there stays as it is.

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
    """The descriptor of a regular file.

    A failing close is not reported: whoever needs the data on disk has synced it by then.

    Raises:
        OSError: it cannot be open_file, or is not a regular file.
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
    """The bytes of a file from an offset to its end.

    Raises:
        OSError: it cannot be read_file, is a symbolic link or not a regular file, or is absurdly large.
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
    """Tells whether a file or a folder was changed or replaced."""

    identity: int
    changed: int
    """When, in nanoseconds."""
    size: int


def file_state(path: Path | str) -> FileState | None:
    """The file_state of a file or a folder, or of a link that goes round; None where there is none.

    Raises:
        OSError: it cannot be looked at.
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
    """Write all of it; a disk that fills up may take a part and then refuse."""
    while data:
        data = data[os.write(fd, data) :]


def sync(fd: int) -> None:
    """Wait until the file's data is on the drive."""
    if _SYNC_DRIVE is not None:
        fcntl.fcntl(fd, _SYNC_DRIVE)
    else:
        os.fdatasync(fd)


def sync_folder(folder: Path | str) -> None:
    """Wait until names created, replaced or removed in a folder are on the drive."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        with suppress(OSError):
            os.close(fd)


def atomic_write(path: Path | str, data: bytes, durable: bool, through_link: bool = True) -> None:
    """Put a file in place, whole or not at all: whoever reads it finds the old bytes or the new ones.

    Args:
        path: where the file is to be.
        data: its bytes.
        durable: wait until it would survive a power cut; without, it survives the end of the process.
        through_link: a symbolic link at `path` stays and its target is replaced; without, the link is.

    Raises:
        OSError: no spare file is left; what stands at `path` is still one or the other, whole.
    """
    target = os.path.realpath(path) if through_link else os.fspath(path)
    for left in reversed(range(TRIES)):
        spare = temp_name(target)
        try:
            with open_file(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as fd:
                write_all(fd, data)
                if durable:
                    sync(fd)
            os.replace(spare, target)
            break
        except FileNotFoundError:  # a session that began at this moment has swept the spare file
            if not left:
                raise
        except OSError:
            remove(spare)
            raise
    if durable:
        sync_folder(os.path.dirname(target))


def temp_name(target: str) -> str:
    """A name beside the target that nobody can guess and `is_temp` knows."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name}.{os.urandom(8).hex()}.tmp")


def is_temp(name: str) -> bool:
    """Whether a file is what a process left behind that died while replacing another."""
    return name.startswith(".") and name.endswith(".tmp")


def remove_temp_files(folder: Path | str) -> None:
    """Remove what was left behind by processes that died; a failure leaves it for the next time."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if is_temp(name):
                remove(os.path.join(folder, name))


def remove(path: Path | str) -> None:
    """Remove a file; one that is gone, or that cannot be removed, is let be."""
    with suppress(OSError):
        os.unlink(path)


def quarantine(path: Path) -> Path:
    """Rename a damaged file to a name that tells, and that no other file has; returns that name.

    Raises:
        OSError: it cannot be renamed.
    """
    aside = quarantine_name(path)
    os.rename(path, aside)
    return aside


def quarantine_name(path: Path) -> Path:
    """The name that a damaged file gets: with the time of its last change, in nanoseconds."""
    moment = os.lstat(path).st_mtime_ns
    while (aside := path.with_name(f"{path.stem}.damaged-{moment}{path.suffix}")).exists():
        moment += 1
    return aside
