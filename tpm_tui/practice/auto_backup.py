"""Automatic backups while one practises: never in the way of a key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError

FIRST_CHECK = 3.0
"""Seconds after the start: the first screen has been painted by then, and the learner is reading."""

EVERY = 60.0
"""Seconds between two looks whether a backup is due."""


class AutoBackup:
    """Looks now and then whether a backup is due, in a thread of its own, and once more at the end."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._over = Event()
        self._one_at_a_time = Lock()
        self.fault = ""
        """Why the last backup that was due could not be made."""

    def begin(self) -> Thread:
        """Start looking. The thread ends with `end`, and does not keep the process from ending."""
        thread = Thread(target=self._watch, name="backups", daemon=True)
        thread.start()
        return thread

    def end(self) -> None:
        """Look once more, now, and no further; a backup that is being written is waited for."""
        self._over.set()
        self.look()

    def look(self) -> None:
        """Back up if it is due. What fails is told by `fault`, and tried again the next time."""
        from tpm_tui.storage.backup.write import back_up_if_due  # takes long to import

        workspace = self._workspace
        with self._one_at_a_time:
            try:
                back_up_if_due(workspace.paths, workspace.now(), workspace.config.keep)
            except WriteError as fault:
                self.fault = str(fault)
            else:
                self.fault = ""

    def _watch(self) -> None:
        pause = FIRST_CHECK
        while not self._over.wait(pause):
            self.look()
            pause = EVERY


@contextmanager
def auto_backup(workspace: Workspace) -> Iterator[AutoBackup]:
    """Automatic backups for as long as this lasts, and one at its end if something changed."""
    safekeeping = AutoBackup(workspace)
    safekeeping.begin()
    try:
        yield safekeeping
    finally:
        safekeeping.end()
