"""The lock of a data folder: held for the few milliseconds of one change, released when its process dies."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.private import open_file
from tpm_tui.storage.files.problem import Problem, file_problem

DEFAULT_TIMEOUT = 5.0
"""Seconds to wait for another process; a suspended one (Ctrl-Z) may hold the lock for long."""

SHORT_TIMEOUT = 0.2
"""Lock timeout in seconds for writes that lose no user text when skipped."""

POLL_INTERVAL = 0.001
"""Seconds between two attempts: a fraction of a change, so that one busy session cannot starve the others."""

UNSUPPORTED_ERRNOS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)
"""Errors of a file system without locks."""

LOCKS_NOT_SUPPORTED = (
    "this file system does not support locks",
    "practise in one session at a time, or answers may be lost",
)
"""Message and hint of the problem."""


@contextmanager
def locked(path: Path, timeout: float | None = None) -> Iterator[Problem | None]:
    """Hold the lock; yield None, or a warning for the learner if the file system does not support locks.

    Args:
        path: the lock file.
        timeout: seconds to wait for it; `DEFAULT_TIMEOUT` by default.

    Raises:
        WriteError: another process held the lock for that long.
        OSError: the lock file cannot be opened.
    """
    with open_file(path, os.O_RDWR | os.O_CREAT) as fd:
        is_supported = _acquire(fd, DEFAULT_TIMEOUT if timeout is None else timeout)
        yield None if is_supported else file_problem(path.parent, *LOCKS_NOT_SUPPORTED, "warning")


def _acquire(fd: int, timeout: float) -> bool:
    """Take the lock; return False if the file system does not support locks."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise WriteError(
                    f"Not saved: another tpm-tui has locked the data folder for {timeout:g} seconds; "
                    "resume or quit it (is it suspended with Ctrl-Z?), then try again"
                ) from None
            time.sleep(POLL_INTERVAL)
        except OSError as error:
            if error.errno in UNSUPPORTED_ERRNOS:
                return False
            raise
        else:
            return True
