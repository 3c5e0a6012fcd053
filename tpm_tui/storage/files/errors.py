"""What the store refuses, in words for the learner."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

UNDECODABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What decoding foreign bytes raises; what is no UTF-8, or nested too deep, is no error of msgspec's."""

_CAUSES = {
    errno.ENOSPC: ("the disk is full", "free some space, then try again"),
    errno.EDQUOT: ("your disk quota is used up", "free some space, then try again"),
    errno.EFBIG: (
        "the file may not grow any further",
        "raise the file size limit (ulimit -f), then try again",
    ),
    errno.EROFS: ("the file system is read-only", "make it writable or choose another --data-dir"),
    errno.EACCES: ("permission was denied", "check who owns the data folder, or choose another --data-dir"),
    errno.EPERM: ("permission was denied", "check who owns the data folder, or choose another --data-dir"),
    errno.EIO: ("the disk reported an error", "check the disk, then try again"),
    errno.ENXIO: ("a pipe, a socket or a device stands in a file's place", "move it away, then try again"),
    errno.EOVERFLOW: ("the file is far too large to be ours", "move it away, then try again"),
    errno.ELOOP: ("a symbolic link stands in a file's place", "put the file itself there"),
    errno.ENOTDIR: ("a file stands in a folder's place", "move it away or choose another --data-dir"),
    errno.EISDIR: ("a folder stands in a file's place", "move it away, then try again"),
    errno.ESTALE: ("the network drive lost the file", "mount it again, then try again"),
}


class WriteError(Exception):
    """Nothing was written, and everything is as it was; the message names the cause and the remedy."""


class DataFolderError(Exception):
    """The data folder cannot be used as it is; the message names the cause and the remedy."""


def cause_and_remedy(error: OSError) -> tuple[str, str]:
    """Why a file operation failed, and what to do about it."""
    return _CAUSES.get(error.errno or 0, ((error.strerror or str(error)).lower(), "try again"))


def describe_os_error(error: OSError) -> str:
    """The cause, the file and the remedy of a failed file operation."""
    cause, remedy = cause_and_remedy(error)
    name = error.filename2 or error.filename  # of a renaming, the name that could not be had
    place = f" ({name})" if name else ""
    return f"{cause}{place}; {remedy}"


@contextmanager
def os_errors_as_write_errors(what: str) -> Iterator[None]:
    """Turn any operating system error inside into `WriteError`; `what` begins its message."""
    try:
        yield
    except OSError as error:
        raise WriteError(f"{what}: {describe_os_error(error)}") from error


@contextmanager
def read_errors_as_write_errors(what: str) -> Iterator[None]:
    """Turn `DataFolderError` inside into `WriteError`, for what is written from what was read."""
    try:
        yield
    except DataFolderError as error:
        raise WriteError(f"{what}: {error}") from error


@contextmanager
def os_errors_as_data_folder_errors(what: str) -> Iterator[None]:
    """Turn any operating system error inside into `DataFolderError`; `what` begins its message."""
    try:
        yield
    except OSError as error:
        raise DataFolderError(f"{what} cannot be read: {describe_os_error(error)}") from error
