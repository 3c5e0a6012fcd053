"""Which sessions are open: each holds the lock of its own file for as long as its process lives.

Without locks (some network drives) no session counts as open.
"""

from __future__ import annotations

import fcntl
import os
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tpm_tui.storage.files import private

SUFFIX = ".lock"

CLAIM_SECONDS = 0.2
"""How long to try to lock the file of a session: another process holds it for a moment to look at it."""

CLAIM_INTERVAL = 0.005


class LiveSessions:
    """The open sessions of a data folder, and those among them that are open here."""

    def __init__(self, folder: Path) -> None:
        """
        Args:
            folder: has one file for each open session.
        """
        self._folder = folder
        self._own: dict[str, Callable[[], object]] = {}
        """The sessions that are open here, each with what closes its file."""

    def claim(self, session: str) -> bool:
        """Make a session count as open; return False if it is open in another process.

        Args:
            session: its id, valid in a file name.
        """
        if session in self._own:
            return True
        deadline = time.monotonic() + CLAIM_SECONDS
        while (fd := self._try_lock(session)) is None:
            if time.monotonic() >= deadline:
                return False
            time.sleep(CLAIM_INTERVAL)
        self._own[session] = weakref.finalize(self, os.close, fd)
        return True

    def release(self, session: str) -> None:
        """Make a session of this process count as ended."""
        if session in self._own:
            with suppress(OSError):
                os.unlink(self._path(session))
            self._own.pop(session)()

    def release_all(self) -> None:
        """Make every session of this process count as ended."""
        for session in list(self._own):
            self.release(session)

    def is_open_elsewhere(self, session: str) -> bool:
        """Return whether a session is open in another process. Removes the file of one that was killed."""
        if session in self._own:
            return False
        path = self._path(session)
        try:
            fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return False
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_same_file(fd, path) and not os.path.islink(self._folder):
                os.unlink(path)
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            os.close(fd)
        return False

    def is_any_open_elsewhere(self) -> bool:
        """Return whether any session is open in another process."""
        try:
            names = os.listdir(self._folder)
        except OSError:
            return False
        return any(
            self.is_open_elsewhere(name.removesuffix(SUFFIX)) for name in names if name.endswith(SUFFIX)
        )

    def _try_lock(self, session: str) -> int | None:
        """Lock the file of a session; return its descriptor, or None if another process holds it.

        A file system without locks, or a folder that cannot be written, is no reason not to save a draft.
        """
        path = self._path(session)
        try:
            private.make_private_folder(self._folder)
            fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, private.FILE_MODE)
        except OSError:
            return os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            return None
        except OSError:
            return fd
        if not _is_same_file(fd, path):  # removed by a process that took it for the file of a killed session
            os.close(fd)
            return None
        return fd

    def _path(self, session: str) -> Path:
        return self._folder / f"{session}{SUFFIX}"


def _is_same_file(fd: int, path: Path) -> bool:
    """Return whether an open file is still the one at a path."""
    try:
        return os.path.samestat(os.fstat(fd), os.lstat(path))
    except OSError:
        return False
