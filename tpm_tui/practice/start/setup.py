"""The questions of the first run: when they are asked, and what the answers change."""

from __future__ import annotations

import os
from contextlib import suppress

from tpm_tui.practice.dates.settings import change_setting_today
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.edit import SettingError
from tpm_tui.storage.settings.setup_marker import (
    has_setup_marker,
    read_setup_draft,
    write_setup_draft,
    write_setup_marker,
)

INTERVIEW, MINUTES = "interview", "minutes_per_day"
"""The settings that are asked for."""


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
        write_setup_draft(workspace.paths.data, {})


def read_typed(workspace: Workspace, setting: str) -> str:
    """Return what was being typed for a setting when the program ended; "" if nothing was."""
    return read_setup_draft(workspace.paths.data).get(setting, "")


def save_typed(workspace: Workspace, setting: str, text: str) -> None:
    """Save what is being typed for a setting. Best effort."""
    folder = workspace.paths.data
    others = {name: typed for name, typed in read_setup_draft(folder).items() if name != setting}
    with suppress(WriteError):
        write_setup_draft(folder, {**others, setting: text} if text else others)


def set_interview(workspace: Workspace, text: str) -> str:
    """Set the interview's date as typed; nothing typed changes nothing. Return the error, or ""."""
    return _change(workspace, INTERVIEW, text)


def set_minutes(workspace: Workspace, text: str) -> str:
    """Set the minutes per day as typed; nothing typed changes nothing. Return the error, or ""."""
    return _change(workspace, MINUTES, text)


def _change(workspace: Workspace, setting: str, text: str) -> str:
    if not text.strip():
        return ""
    try:
        change_setting_today(workspace, setting, text.strip())
    except (SettingError, WriteError) as error:
        return str(error)
    return ""
