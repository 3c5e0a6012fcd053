"""At the first start after a target date, in plain mode: how it went, what was asked, and the next round."""

from __future__ import annotations

from tpm_tui.cli.plain.dates.asked import prompt_about_asked
from tpm_tui.cli.plain.prompt import Console
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.text.typed_date import DATE_EXAMPLES
from tpm_tui.exchange.messages import (
    HOW_DID_IT_GO,
    NEXT_ROUND,
    interview_message,
    interview_note_message,
    past_date_message,
)
from tpm_tui.practice.dates.past import has_next_date, record_asked, save_interview_note
from tpm_tui.practice.dates.settings import change_setting_today
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.edit import SettingError


def prompt_about_past_date(workspace: Workspace, console: Console, deadline: Deadline) -> None:
    """Ask how an interview went, what was asked and, if no date is ahead, whether there is a next round.

    This is asked only once.

    Args:
        workspace: the settings and the progress.
        console: reads the answers.
        deadline: the target date that has passed.

    Raises:
        InputEnded: there is no input.
    """
    console.print_paragraph(f"{past_date_message(deadline)} {HOW_DID_IT_GO}")
    console.echo("One line; enter skips.")
    text = console.read_line()
    record_asked(workspace, deadline)
    if text.strip():
        try:
            console.echo(interview_note_message(save_interview_note(workspace, deadline, text)))
        except WriteError as error:
            console.print_error(error)
    prompt_about_asked(workspace, console, deadline)
    if not has_next_date(workspace):
        _ask_for_next_date(workspace, console)


def _ask_for_next_date(workspace: Workspace, console: Console) -> None:
    console.print_paragraph(
        f"{NEXT_ROUND} Its date: {DATE_EXAMPLES}; none removes the past one; enter skips."
    )
    while text := console.read_line().strip():
        try:
            console.echo(interview_message(change_setting_today(workspace, "interview", text)))
        except (SettingError, WriteError) as error:
            console.print_paragraph(str(error))
        else:
            return
