"""Changing a setting; dates may be typed in words, relative to the study day."""

from __future__ import annotations

from tpm_tui.core.text.typed_date import full_day
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.settings.edit import change_setting, remove_setting
from tpm_tui.storage.settings.typed_dates import resolve_dates


def change_setting_today(workspace: Workspace, name: str, text: str) -> str:
    """Write a setting to the config file and reload the settings.

    Args:
        workspace: the settings and the study day.
        name: the name of the setting.
        text: its value as typed; dates as in `parse_date`.

    Returns:
        The new value, to be shown: a date with its weekday.

    Raises:
        SettingError: the name or the value is invalid, or the file has an error that must be fixed first.
        WriteError: the file cannot be written.
    """
    value = resolve_dates(name, text, workspace.today())
    change_setting(workspace.paths.config, name, value)
    workspace.reload_config()
    if name == "interview" and (day := workspace.config.interview_date):
        return full_day(day)
    return value


def reset_setting(workspace: Workspace, name: str) -> bool:
    """Remove a setting from the config file and reload the settings; return whether it was set there.

    Raises:
        SettingError: the name is invalid, or the setting can only be removed by hand.
        WriteError: the file cannot be written.
    """
    is_removed = remove_setting(workspace.paths.config, name)
    workspace.reload_config()
    return is_removed
