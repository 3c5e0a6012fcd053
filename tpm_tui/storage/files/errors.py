"""Errors of the storage layer, with messages for the learner."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from tpm_tui.core.errors import TpmError
from tpm_tui.core.text.file_names import escape_undecoded
from tpm_tui.storage.files.temp_names import target_name

DECODE_ERRORS = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What decoding untrusted bytes can raise; msgspec does not wrap invalid UTF-8 and too deep nesting."""

_CAUSES = {
    errno.ENOENT: ("no such file or directory", "check the path"),
    errno.ENOSPC: ("the disk is full", "free some space, then try again"),
    errno.EDQUOT: ("your disk quota is used up", "free some space, then try again"),
    errno.EFBIG: ("the file size limit is reached", "raise it (ulimit -f), then try again"),
    errno.EROFS: ("the file system is read-only", "make it writable or choose another --data-dir"),
    errno.EACCES: ("permission was denied", "check who owns the data folder, or choose another --data-dir"),
    errno.EPERM: ("permission was denied", "check who owns the data folder, or choose another --data-dir"),
    errno.EIO: ("the disk reported an error", "check the disk, then try again"),
    errno.ENXIO: ("expected a file, found a pipe, socket or device", "move it away, or give another file"),
    errno.EOVERFLOW: ("the file is too large", "move it away, or give another file"),
    errno.ELOOP: ("expected a file, found a symbolic link", "replace the link with the file itself"),
    errno.ENOTDIR: ("expected a folder, found a file", "move it away or choose another --data-dir"),
    errno.EISDIR: ("expected a file, found a folder", "move it away, or give another file"),
    errno.ESTALE: (
        "the file on the network drive is no longer available",
        "mount the drive again, then try again",
    ),
}


class StorageError(TpmError):
    """A data file or folder could not be read or written; the message has the cause and the remedy."""

    def __init__(self, message: str) -> None:
        super().__init__(escape_undecoded(message))


class WriteError(StorageError):
    """Nothing was written and the files are unchanged; the message has the cause and the remedy."""


class DataFolderError(StorageError):
    """The data folder cannot be used as it is; the message has the cause and the remedy."""


def cause_and_remedy(error: OSError) -> tuple[str, str]:
    """Return why a file operation failed, and what to do about it."""
    return _CAUSES.get(error.errno or 0, ((error.strerror or str(error)).lower(), "try again"))


def describe_os_error(error: OSError, what: str = "") -> str:
    """Return the cause, the file unless `what` names it, and the remedy of a failed file operation."""
    cause, remedy = cause_and_remedy(error)
    name = target_name(str(error.filename2 or error.filename or ""))  # of a rename, the new name
    place = f" ({name})" if name and name not in what else ""
    return f"{cause}{place}; {remedy}"


@contextmanager
def os_errors_as_write_errors(what: str) -> Iterator[None]:
    """Turn every `OSError` raised inside into a `WriteError` whose message starts with `what`."""
    try:
        yield
    except OSError as error:
        raise WriteError(f"{what}: {describe_os_error(error, what)}") from error


@contextmanager
def read_errors_as_write_errors(what: str) -> Iterator[None]:
    """Turn `DataFolderError` raised inside into `WriteError`, for a write that has to read first."""
    try:
        yield
    except DataFolderError as error:
        raise WriteError(f"{what}: {error}") from error


@contextmanager
def os_errors_as_data_folder_errors(what: str) -> Iterator[None]:
    """Turn every `OSError` raised inside into a `DataFolderError` whose message starts with `what`."""
    try:
        yield
    except OSError as error:
        raise DataFolderError(f"{what} cannot be read: {describe_os_error(error, what)}") from error
