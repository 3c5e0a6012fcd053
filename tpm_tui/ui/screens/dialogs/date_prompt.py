"""The prompt for the date of the interview."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.exchange.messages import DATE_PROMPT, interview_message
from tpm_tui.practice.dates.settings import change_setting_today
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.edit import SettingError
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt


def make_date_prompt(workspace: Workspace, on_change: Callable[[str], None]) -> LinePrompt:
    """Return a prompt that sets or removes the date of the interview.

    Args:
        workspace: the settings.
        on_change: called with a message after the date was changed.
    """
    day = workspace.config.interview_date
    current = day.isoformat() if day and day >= workspace.today() else ""

    def change(text: str) -> str:
        """Change the date; return the error, or ""."""
        if text == current != "":
            return ""
        try:
            new = change_setting_today(workspace, "interview", text)
        except (SettingError, WriteError) as error:
            return str(error)
        on_change(interview_message(new))
        return ""

    return LinePrompt(DATE_PROMPT, current, validate=change)
