"""Reading a file that somebody else may have put there: regular files only, and never more than a cap."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from tpm_tui.storage.files.errors import cause_and_remedy
from tpm_tui.storage.files.problem import Problem

MAX_BYTES = 8 * 1024 * 1024
"""Fifty times the bank that comes with the program."""


class ReadError(Exception):
    """A file that cannot be read, or should not be; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_bytes(path: Path, limit: int = MAX_BYTES) -> tuple[bytes, os.stat_result]:
    """The file's bytes and its state as read.

    Never waits: a pipe or device is refused before it is opened, and opening does not block in case it
    became one in between. Raises `ReadError`.
    """
    try:
        _require_regular(path, os.stat(path), limit)
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:
            state = os.fstat(descriptor)
            _require_regular(path, state, limit)
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise ReadError(_problem(path, *_reason(error))) from error
    if len(data) > limit:
        raise ReadError(_problem(path, *_too_large(limit)))
    return data, state


def real_path(path: Path) -> str:
    """One name for one file, however it is reached; a name that no file can have stays as it is."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def _require_regular(path: Path, state: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise ReadError(_problem(path, "this is a folder", "name a file in it"))
    if not stat.S_ISREG(state.st_mode):
        raise ReadError(_problem(path, "this is a pipe or device", "name an ordinary file"))
    if state.st_size > limit:
        raise ReadError(_problem(path, *_too_large(limit)))


def _too_large(limit: int) -> tuple[str, str]:
    return f"larger than {limit // (1024 * 1024)} MiB", "split it into several files"


def _reason(error: OSError | ValueError) -> tuple[str, str]:
    if isinstance(error, ValueError):
        return "not a possible file name", ""
    if error.errno == errno.ENOENT:
        return "no such file", "check the name"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "not allowed to read this", "check its permissions"
    cause, remedy = cause_and_remedy(error)
    return f"cannot be read: {cause}", remedy


def _problem(path: Path, message: str, hint: str) -> Problem:
    return Problem(str(path), 0, 0, message, hint)
