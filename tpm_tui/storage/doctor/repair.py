"""Repair what can be repaired without losing data.

A backup is written first. No line or file that cannot be read is removed: damaged files are quarantined,
damaged lines stay in the history.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.backup.restore import STAGING_PREFIX
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.doctor.history_checks import check_boxes, check_history
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import os_errors_as_write_errors
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.temp_names import is_temp
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.journal import History
from tpm_tui.storage.progress.missing_history import DRAFT_FOLDERS
from tpm_tui.storage.progress.store import Store


def repair(paths: Paths, rules: Rules, now: datetime) -> Path | None:
    """Do every repair that has something to do; return the backup that was written first.

    Raises:
        WriteError: the backup or a change could not be written.
        DataFolderError: a newer version wrote the progress file.
    """
    backup = write_backup(paths, now, "before-repair")
    if paths.data.is_dir():
        with os_errors_as_write_errors("The repair was not finished"):
            for repair_files in REPAIRS.values():
                repair_files(paths)
        _repair_boxes(paths, rules, now)
    return backup


def walk_data(paths: Paths) -> Iterator[Path]:
    """Yield the data folder and everything in it; do not follow links."""
    yield paths.data
    for folder, folders, files in os.walk(paths.data):
        yield from (path for name in (*folders, *files) if not (path := Path(folder, name)).is_symlink())


def exposed_paths(paths: Paths) -> list[Path]:
    """Return the files and folders that other users can access."""
    if not paths.data.is_dir():
        return []
    return [path for path in walk_data(paths) if os.lstat(path).st_mode & 0o077]


def temp_paths(paths: Paths) -> list[Path]:
    """Return the temp files, and the temp folders of interrupted restores."""
    if not paths.data.is_dir():
        return []
    return [path for path in walk_data(paths) if is_temp(path.name) or path.name.startswith(STAGING_PREFIX)]


def _restrict_permissions(paths: Paths) -> None:
    for path in exposed_paths(paths):
        os.chmod(path, stat.S_IMODE(os.lstat(path).st_mode) & ~0o077)


def _remove_temp_files(paths: Paths) -> None:
    for path in temp_paths(paths):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            private.remove(path)


def _terminate_last_line(paths: Paths) -> None:
    with locked(paths.data / "progress.lock"):
        History(paths.data / "history").terminate_last_line()


def _quarantine_damaged_drafts(paths: Paths) -> None:
    for folder in DRAFT_FOLDERS:
        Drafts(paths.data / folder).newest_drafts()


REPAIRS: dict[str, Callable[[Paths], None]] = {
    "permissions": _restrict_permissions,
    "temp-files": _remove_temp_files,
    "last-line": _terminate_last_line,
    "drafts": _quarantine_damaged_drafts,
}
"""The repairs of files in order, by the id that a `Problem` names; after them, `boxes` rebuilds the boxes."""


def _repair_boxes(paths: Paths, rules: Rules, now: datetime) -> None:
    history = check_history(paths, now)
    store = Store.open(paths.data, rules)
    store.checkpoint()  # a damaged file is quarantined and replaced from its backup and the history
    if any(problem.repair for problem in check_boxes(paths, history, rules)):
        store.rebuild(keep_known=not history.is_complete)
        store.checkpoint()
