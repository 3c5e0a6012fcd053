"""Read untrusted files: regular files only, and at most a given number of bytes."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from tpm_tui.core.errors import TpmError
from tpm_tui.storage.files.errors import cause_and_remedy
from tpm_tui.storage.files.problem import Problem, file_problem

DEFAULT_MAX_BYTES = 8 * 1024 * 1024
"""Fifty times the size of the shipped bank."""


class ReadError(TpmError):
    """A file cannot be read, or is not read because it is unsafe; `problem` has the cause and the remedy."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_bytes(path: Path, limit: int = DEFAULT_MAX_BYTES) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a file and its `os.stat` result as read.

    Never blocks: a pipe or device is rejected before it is opened, and the open is non-blocking in case
    the file was replaced by one in between.

    Args:
        path: the file; symbolic links are followed.
        limit: the maximum size in bytes.

    Raises:
        ReadError: the file is missing, not a regular file, too large, or cannot be read.
    """
    try:
        _require_regular(path, os.stat(path), limit)
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:
            state = os.fstat(descriptor)
            _require_regular(path, state, limit)
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ReadError(file_problem(path, *_reason(error))) from error
    if len(data) > limit:
        raise ReadError(file_problem(path, *_too_large(limit)))
    return data, state


def real_path(path: Path) -> str:
    """Resolve links, so that each file has one name; an invalid file name is returned unchanged."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def _require_regular(path: Path, state: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise ReadError(file_problem(path, "this is a folder", "give a file in it"))
    if not stat.S_ISREG(state.st_mode):
        raise ReadError(file_problem(path, "this is a pipe or device", "give a regular file"))
    if state.st_size > limit:
        raise ReadError(file_problem(path, *_too_large(limit)))


def _too_large(limit: int) -> tuple[str, str]:
    return f"larger than {limit // (1024 * 1024)} MiB", "split it into several files"


def _reason(error: OSError | ValueError) -> tuple[str, str]:
    if isinstance(error, ValueError):
        return "invalid file name", ""
    if error.errno == errno.ENOENT:
        return "no such file", "check the name"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "permission denied", "check its permissions"
    cause, remedy = cause_and_remedy(error)
    return f"cannot be read: {cause}", remedy
