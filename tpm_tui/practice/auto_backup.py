"""Automatic backups during practice, in a background thread that never delays a key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError

FIRST_CHECK = 3.0
"""Seconds from the start to the first check: by then the first screen has been painted."""

CHECK_INTERVAL = 60.0
"""Seconds between two checks whether a backup is due."""


class AutoBackup:
    """Background thread that writes a backup whenever one is due, and once more at the end."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stopped = Event()
        self._check_lock = Lock()
        self.error = ""
        """Why the last backup that was due failed; empty after a success."""

    def start(self) -> Thread:
        """Start the thread. It ends with `stop`; as a daemon it does not keep the process alive."""
        thread = Thread(target=self._watch, name="backups", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Check one last time and end the thread. Waits for a backup that is being written."""
        self._stopped.set()
        self.check()

    def check(self) -> None:
        """Write a backup if one is due. A failure is stored in `error` and retried at the next check."""
        from tpm_tui.storage.backup.write import back_up_if_due  # slow to import

        workspace = self._workspace
        with self._check_lock:
            try:
                back_up_if_due(workspace.paths, workspace.now(), workspace.config.retention)
            except WriteError as error:
                self.error = str(error)
            else:
                self.error = ""

    def _watch(self) -> None:
        pause = FIRST_CHECK
        while not self._stopped.wait(pause):
            self.check()
            pause = CHECK_INTERVAL


@contextmanager
def auto_backup(workspace: Workspace) -> Iterator[AutoBackup]:
    """Run automatic backups inside the `with` block, and write one at its end if something changed."""
    backup = AutoBackup(workspace)
    backup.start()
    try:
        yield backup
    finally:
        backup.stop()
