"""The progress file of a data folder and its backup, as a store keeps an eye on them.

Others write the file too: another session, or a tool that syncs folders. So it is looked at again before
it is replaced, and a damaged one is set aside under a name that tells.
"""

from __future__ import annotations

import os
from pathlib import Path

from msgspec.structs import replace

from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DataFolderError, WriteError
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
"""Written when a backup took the place of what was here: progress known from before is of another history."""

RESTORING = "restoring.json"
"""There while that goes on, and after a crash in the middle of it."""


class Snapshot:
    """The progress file. Writing it is for the holder of the lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE
        self._marker = folder / RESTORED
        self.filed: Progress | None = None
        """What the file holds, as far as known."""
        self._seen: private.FileState | None = None
        """The file when it was read_progress or written; changes if others replace it."""
        self._damaged = False
        self._restored: private.FileState | None = None

    def replaced(self) -> bool:
        """Whether a backup took the place of everything since the file was read_progress."""
        return private.file_state(self._marker) != self._restored

    def unfinished(self) -> str:
        """What to tell where a restore was interrupted, or ""."""
        if private.file_state(self.folder / RESTORING) is None:
            return ""
        return "A backup was put in place only in part; to end it run once more: tpm-tui restore FILE"

    def read_progress(self) -> tuple[Progress | None, str]:
        """The progress in the file, or else in its backup, and what to tell the learner or "".

        Raises:
            DataFolderError: a newer version wrote it.
            OSError: it cannot be read.
        """
        self._restored = private.file_state(self._marker)
        self.filed, self._damaged, self._seen = None, False, private.file_state(self.path)
        try:
            self.filed = read_progress(self.path)
        except DamagedProgressError as error:
            self._damaged = True
            aside = private.quarantine_name(self.path).name
            notice = f"{self.path} is damaged ({error}); it was not used, and will be kept as {aside}."
            return self._backup(), notice
        if self.filed:
            return self.filed, ""
        if backup := self._backup():
            return backup, f"{self.path} is missing; its backup took its place."
        if os.path.lexists(self.folder / BACKUP):
            return None, f"{self.path} is missing, and its backup cannot be read; all is made anew."
        return None, ""

    def behind(self, now: Progress) -> bool:
        """Whether the file does not hold all of the progress."""
        return now.seq > 0 and (self.filed is None or _summary(self.filed) != _summary(now))

    def write(self, now: Progress) -> tuple[Progress, str]:
        """Put the progress in the file; returns it, with what it took from there, and what to tell or "".

        Raises:
            WriteError: a newer version wrote the file since.
            OSError: the file is the old or the new one, whole.
        """
        from tpm_tui.storage.progress.atomic import (
            write_tables,  # takes long to import, and reading needs none of it
        )

        notice = ""
        if private.file_state(self.path) != self._seen:
            try:
                _, notice = self.read_progress()
            except DataFolderError as error:
                raise WriteError(str(error)) from error
            if self.filed and self.filed.seq > now.seq:
                now = merge_newer(now, self.filed)
                notice = f"{self.path} knows of answers that are not in the history; the boxes are kept."
        if self._damaged:
            private.quarantine(self.path)
            self._damaged = False
        if self.behind(now):
            write_tables(self.path, progress_tables(now))
            self.filed = now
        self._seen = private.file_state(self.path)
        private.remove_temp_files(self.folder)
        return now, notice

    def _backup(self) -> Progress | None:
        """What the backup holds; one that cannot be read is as good as none, since the history has it all."""
        try:
            return read_progress(self.folder / BACKUP)
        except (DamagedProgressError, OSError):
            return None


def _summary(progress: Progress) -> Progress:
    """What tells two states of one history apart."""
    return replace(progress, cards={}, sessions=())
