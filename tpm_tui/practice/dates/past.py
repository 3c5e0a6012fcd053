"""A target date that has passed: asking once whether there is a next round."""

from __future__ import annotations

from contextlib import suppress

from tpm_tui.core.plan.deadline import Deadline, find_past_deadline
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.asked_date import read_asked_date, write_asked_date


def find_past_date(workspace: Workspace) -> Deadline | None:
    """Return the past target date to ask about, if there is one."""
    deadlines, today = workspace.plan_settings.all_deadlines, workspace.today()
    if find_past_deadline(deadlines, today, None) is None:
        return None  # usually: no file is read
    return find_past_deadline(deadlines, today, read_asked_date(workspace.paths.data))


def record_asked(workspace: Workspace, deadline: Deadline) -> None:
    """Record that the learner was asked about a date. Best effort: otherwise the next start asks again."""
    with suppress(WriteError):
        write_asked_date(workspace.paths.data, deadline.day)
