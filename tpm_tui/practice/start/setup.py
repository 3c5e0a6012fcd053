"""The questions of the first run: when they are asked, and what the answers change."""

from __future__ import annotations

import os
from contextlib import suppress

from tpm_tui.practice.dates.settings import change_setting_today
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.edit import SettingError
from tpm_tui.storage.settings.setup_marker import has_setup_marker, write_setup_marker


def is_setup_open(workspace: Workspace) -> bool:
    """Return whether to ask the questions of the first run.

    They are asked while there is no history and no settings file, until they were answered or skipped once.

    Raises:
        DataFolderError: the progress cannot be read.
    """
    if workspace.store.has_entries or os.path.lexists(workspace.paths.config):
        return False
    return not has_setup_marker(workspace.paths.data)


def record_setup(workspace: Workspace) -> None:
    """Record that the questions were answered or skipped. Best effort: otherwise they are asked again."""
    with suppress(WriteError):
        write_setup_marker(workspace.paths.data)


def set_interview(workspace: Workspace, text: str) -> str:
    """Set the interview's date as typed; nothing typed changes nothing. Return the error, or ""."""
    return _change(workspace, "interview", text)


def set_minutes(workspace: Workspace, text: str) -> str:
    """Set the minutes per day as typed; nothing typed changes nothing. Return the error, or ""."""
    return _change(workspace, "minutes_per_day", text)


def _change(workspace: Workspace, setting: str, text: str) -> str:
    if not text.strip():
        return ""
    try:
        change_setting_today(workspace, setting, text.strip())
    except (SettingError, WriteError) as error:
        return str(error)
    return ""
