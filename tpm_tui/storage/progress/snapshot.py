"""The progress file of a data folder, and its backup, as a store reads and writes them.

Other programs write the file too: another session, or a tool that syncs folders. So it is checked again
before it is replaced, and a damaged file is quarantined.
"""

from __future__ import annotations

import os
from pathlib import Path

from msgspec.structs import replace

from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DataFolderError, WriteError
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.progress.catch_up import merge_newer
from tpm_tui.storage.progress.tables import (
    BACKUP,
    FILE,
    DamagedProgressError,
    Progress,
    progress_tables,
    read_progress,
)

RESTORED = "restored.json"
"""Written by a restore: progress read before it belongs to another history."""

RESTORING = "restoring.json"
"""Exists while a restore is running, and after one was interrupted."""


class Snapshot:
    """The progress file. Writing it requires the lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE
        self._marker = folder / RESTORED
        self.on_disk: Progress | None = None
        """The progress in the file, as last read or written."""
        self._seen: private.FileState | None = None
        """The state of the file when it was read or written, to detect replacement by other programs."""
        self._damaged = False
        self._restored: private.FileState | None = None

    def was_restored(self) -> bool:
        """Return whether a backup was restored since the file was read."""
        return private.file_state(self._marker) != self._restored

    def interrupted_restore(self) -> Problem | None:
        """Return a problem if a restore was interrupted."""
        if private.file_state(self.folder / RESTORING) is None:
            return None
        hint = "to complete it, run again: tpm-tui restore FILE"
        return file_problem(self.folder, "a restore was interrupted", hint)

    def read(self) -> tuple[Progress | None, Problem | None]:
        """Return the progress in the file, or else in its backup, and a notice for the learner or None.

        Raises:
            DataFolderError: a newer version wrote it.
            OSError: it cannot be read.
        """
        self._restored = private.file_state(self._marker)
        self.on_disk, self._damaged, self._seen = None, False, private.file_state(self.path)
        try:
            self.on_disk = read_progress(self.path)
        except DamagedProgressError as error:
            self._damaged = True
            quarantined = private.quarantine_name(self.path).name
            message = f"damaged ({error}); it was not used and will be renamed to {quarantined}"
            return self._read_backup(), self._warning(message)
        if self.on_disk:
            return self.on_disk, None
        if backup := self._read_backup():
            return backup, self._warning("missing; using its backup")
        if os.path.lexists(self.folder / BACKUP):
            message = "missing, and its backup is unreadable; rebuilding from the history"
            return None, self._warning(message)
        return None, None

    def is_behind(self, progress: Progress) -> bool:
        """Return whether the file does not hold all of the progress."""
        return progress.seq > 0 and (self.on_disk is None or _summary(self.on_disk) != _summary(progress))

    def write(self, progress: Progress) -> tuple[Progress, Problem | None]:
        """Write the progress to the file, merged with newer progress found there.

        Returns:
            The progress written, and a notice for the learner or None.

        Raises:
            WriteError: a newer version of tpm-tui wrote the file in the meantime.
            OSError: the write failed; the file is still complete, either the old or the new version.
        """
        from tpm_tui.storage.progress.atomic import write_tables  # slow to import and not needed for reading

        notice: Problem | None = None
        if private.file_state(self.path) != self._seen:
            try:
                _, notice = self.read()
            except DataFolderError as error:
                raise WriteError(str(error)) from error
            if self.on_disk and self.on_disk.seq > progress.seq:
                progress = merge_newer(progress, self.on_disk)
                message = "has answers that are missing from the history; its boxes are kept"
                notice = self._warning(message)
        if self._damaged:
            private.quarantine(self.path)
            self._damaged = False
        if self.is_behind(progress):
            write_tables(self.path, progress_tables(progress))
            self.on_disk = progress
        self._seen = private.file_state(self.path)
        private.remove_temp_files(self.folder)
        return progress, notice

    def _warning(self, message: str) -> Problem:
        return file_problem(self.path, message, severity="warning")

    def _read_backup(self) -> Progress | None:
        """Return the progress in the backup; None if missing or unreadable, since the history has it all."""
        try:
            return read_progress(self.folder / BACKUP)
        except (DamagedProgressError, OSError):
            return None


def _summary(progress: Progress) -> Progress:
    """Return the fields that differ between two states of one history."""
    return replace(progress, cards={}, sessions=())
