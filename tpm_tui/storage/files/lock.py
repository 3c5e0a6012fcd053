"""The lock of a data folder: held for the few milliseconds of one change, freed when its process dies."""

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

DEFAULT_TIMEOUT = 5.0
"""Seconds to wait for another process; one that was stopped (Ctrl-Z) may hold the lock for long."""

SHORT_TIMEOUT = 0.2
"""Seconds to wait where nobody's words hang on it."""

POLL = 0.001
"""Seconds between two attempts: a fraction of a change, so that one session in a hurry starves no other."""

NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)
"""What a file system without locks says."""

NOT_SUPPORTED = (
    "This file system has no locks: practise in one session at a time, or answers of the other may be lost."
)


@contextmanager
def locked(path: Path, timeout: float | None = None) -> Iterator[str]:
    """Hold the lock; yields "" or what to tell the learner where the file system knows no locks.

    Args:
        path: the lock file.
        timeout: seconds to wait for it; by default until the deadline.

    Raises:
        WriteError: another process kept the lock for so long.
        OSError: the lock file cannot be open_file.
    """
    with open_file(path, os.O_RDWR | os.O_CREAT) as fd:
        yield _acquire(fd, DEFAULT_TIMEOUT if timeout is None else timeout)


def _acquire(fd: int, timeout: float) -> str:
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise WriteError(
                    f"Not saved: another tpm-tui has held the progress for {timeout:g} seconds; "
                    "let it go on or end it (is it stopped with Ctrl-Z?), then try again"
                ) from None
            time.sleep(POLL)
        except OSError as error:
            if error.errno in NO_LOCKS:
                return NOT_SUPPORTED
            raise
        else:
            return ""
