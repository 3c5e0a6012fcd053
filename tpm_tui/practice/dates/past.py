"""Target dates that have passed: asking once how it went and for the next round, and the answers."""

from __future__ import annotations

from contextlib import suppress

from tpm_tui.core.cards.asked import current_asked
from tpm_tui.core.cards.events import InterviewNote
from tpm_tui.core.cards.interviews import PastInterview, list_past_interviews
from tpm_tui.core.plan.deadline import Deadline, find_past_deadline
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.asked_date import read_asked_date, write_asked_date


def find_past_date(workspace: Workspace) -> Deadline | None:
    """Return the past target date to ask about, if there is one."""
    deadlines, today = workspace.plan_settings.all_deadlines, workspace.today()
    if find_past_deadline(deadlines, today, None) is None:
        return None  # usually: no file is read
    return find_past_deadline(deadlines, today, read_asked_date(workspace.paths.data))


def has_next_date(workspace: Workspace) -> bool:
    """Return whether a target date is still ahead, so that there is no need to ask for one."""
    return bool(workspace.plan_settings.future_deadlines(workspace.today()))


def record_asked(workspace: Workspace, deadline: Deadline) -> None:
    """Record that the learner was asked about a date. Best effort: otherwise the next start asks again."""
    with suppress(WriteError):
        write_asked_date(workspace.paths.data, deadline.day)


def past_interviews(workspace: Workspace) -> tuple[PastInterview, ...]:
    """Return the past interviews, oldest first.

    Raises:
        DataFolderError: the history cannot be read.
    """
    dates = [(deadline.day, deadline.name) for deadline in workspace.plan_settings.all_deadlines]
    asked = current_asked(workspace.store.asked_questions())
    return list_past_interviews(dates, workspace.store.interview_notes(), workspace.today(), asked)


def save_interview_note(workspace: Workspace, interview: PastInterview | Deadline, text: str) -> str:
    """Write how an interview went, on one line; return the line. An empty one removes what was written.

    Raises:
        WriteError: nothing was written.
    """
    note = clean_line(text).strip()
    workspace.store.commit(
        InterviewNote(
            **entry_header(workspace),
            interview=interview.day,
            name=interview.name,
            text=note,
        )
    )
    return note
