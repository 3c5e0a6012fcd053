"""Write output to a file that the learner names: a new file, an older output, or a pipe or device."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import WriteError, os_errors_as_write_errors

HEAD_SIZE = 2_048
"""Bytes at the start of a file by which an older output is recognised."""


def write_output(path: Path, data: bytes, is_output: Callable[[bytes], bool], *, force: bool = False) -> None:
    """Write a private file, or write into a pipe or device, which is never replaced.

    Args:
        path: the file; of a symbolic link, its target.
        data: what to write.
        is_output: whether a file that starts with these bytes is an older output, which may be replaced.
        force: replace any file.

    Raises:
        WriteError: it was not written; a file that exists is unchanged.
    """
    with os_errors_as_write_errors(f"{path} was not written"):
        try:
            status = os.stat(path)
        except FileNotFoundError:
            private.atomic_write(path, data, durable=False)
            return
        if not stat.S_ISREG(status.st_mode) or _is_stdout(status):
            _write_into(path, status.st_mode, data)
            return
        if status.st_size and not force and not is_output(_head(path)):
            raise WriteError(
                f"{path} was not written: it exists and is no report; choose another name, or add --force"
            )
        private.atomic_write(path, data, durable=False)


def _is_stdout(status: os.stat_result) -> bool:
    """Return whether this is the file that standard output is redirected to, as with `/dev/stdout`."""
    try:
        return os.path.samestat(status, os.fstat(1))
    except OSError:
        return False


def _write_into(path: Path, mode: int, data: bytes) -> None:
    """Write into a pipe, a terminal or another character device; wait for the reader of a pipe."""
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if stat.S_ISBLK(mode):
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))
    fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        with suppress(BrokenPipeError):  # the reader has what it wanted
            private.write_all(fd, data)
    finally:
        os.close(fd)


def _head(path: Path) -> bytes:
    with open(path, "rb") as file:
        return file.read(HEAD_SIZE)
