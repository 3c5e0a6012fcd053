"""Erase all of the learner's data, with an optional backup before."""

from __future__ import annotations

from pathlib import Path

from tpm_tui.core.errors import TpmError
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.erase import EraseResult, erase_data
from tpm_tui.storage.progress.mock_file import MockFile
from tpm_tui.storage.yaml_files.erase_cache import erase_cache


class BackupPathError(TpmError):
    """The file for the backup is invalid; the message says why."""


def default_backup_file(workspace: Workspace) -> str:
    """Return a file for the backup in the home folder."""
    return f"~/tpm-tui-{workspace.now():%Y-%m-%d-%H%M%S}.zip"


def back_up_to(workspace: Workspace, text: str) -> Path | None:
    """Write a backup to a typed path outside the data folder; None if there is nothing to back up.

    Raises:
        BackupPathError: the path is in the data folder, or its folder does not exist.
        WriteError: the backup was not written.
    """
    from tpm_tui.storage.backup.write import write_backup

    target = Path(text.strip()).expanduser().absolute()
    if target.resolve().is_relative_to(workspace.paths.data.resolve()):
        raise BackupPathError("This file would be erased with the data folder; choose another folder")
    if not target.parent.is_dir():
        raise BackupPathError(f"There is no folder {target.parent}; choose another file")
    return write_backup(workspace.paths, workspace.now(), target=target)


def erase_all(workspace: Workspace) -> EraseResult:
    """Erase the data, and start again without progress.

    Raises:
        WriteError: a session or a mock interview is open in another process, or a file was not erased.
    """
    data = workspace.paths.data
    try:
        with MockFile(data).locked():
            result = erase_data(data, workspace.store.live_sessions, workspace.now())
            erase_cache(workspace.paths.cache)
            return result
    finally:
        workspace.reload_progress()
