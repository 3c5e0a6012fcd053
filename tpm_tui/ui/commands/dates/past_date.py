"""At the first start after a target date: how did it go, what was asked, and is there a next round?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from tpm_tui.core.plan.deadline import Deadline
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
from tpm_tui.storage.settings.asked_date import read_interview_draft, write_interview_draft
from tpm_tui.storage.settings.edit import SettingError
from tpm_tui.ui.commands.dates.asked import AskedFlow
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.dialogs.choice import OfferScreen
from tpm_tui.ui.screens.dialogs.date_prompt import make_date_prompt
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt

SET_DATE, NO_DATE = "date", "none"
NEXT_ROUND_OFFERS = {
    SET_DATE: ("Set the next date", "the plan prepares for it"),
    NO_DATE: ("No next round", "the plan goes on without a date"),
}


def ask_about_past_date(
    screen: ActionScreen, workspace: Workspace, deadline: Deadline, on_change: Callable[[], None]
) -> None:
    """Ask how an interview went, what was asked and, if no date is ahead, whether there is a next round.

    Escape at the first question skips the second. All are asked only once, whatever the learner answers. What
    is typed is a draft that survives a kill; if the first prompt is cancelled with a draft, the next start
    asks again.

    Args:
        screen: the screen below the dialogs.
        workspace: the settings and the progress.
        deadline: the target date that has passed.
        on_change: called after the settings were changed.
    """
    folder = workspace.paths.data

    def write_draft(text: str) -> None:
        with suppress(WriteError):
            write_interview_draft(folder, text)

    def save(text: str) -> str:
        """Save how it went; return the error, or ""."""
        if text.strip():
            try:
                screen.show_notice(interview_note_message(save_interview_note(workspace, deadline, text)))
            except WriteError as error:
                return str(error)
        return ""

    def go_on(answer: str | None) -> None:
        if answer is not None:
            write_draft("")
        if answer is not None or not read_interview_draft(folder):
            record_asked(workspace, deadline)
        if answer is None:
            go_on_to_next_date()
        else:
            AskedFlow(screen, deadline, go_on_to_next_date).ask()

    def go_on_to_next_date() -> None:
        on_change()
        if not has_next_date(workspace):
            offer_next_date(screen, workspace, on_change)

    prompt = f"{past_date_message(deadline)} {HOW_DID_IT_GO}"
    screen.ask(LinePrompt(prompt, read_interview_draft(folder), write_draft, validate=save), go_on)


def offer_next_date(screen: ActionScreen, workspace: Workspace, on_change: Callable[[], None]) -> None:
    """Ask whether there is a next round; the arguments are those of `ask_about_past_date`."""

    def set_or_remove(choice: str | None) -> None:
        if choice == SET_DATE:
            prompt = make_date_prompt(workspace, screen.show_notice)
            screen.ask(prompt, lambda _: on_change())
        elif choice == NO_DATE and workspace.config.interview_date:
            try:
                screen.show_notice(interview_message(change_setting_today(workspace, "interview", NO_DATE)))
            except SettingError as error:
                screen.show_notice(str(error), error=True)
            on_change()

    items = [
        Block(join((label, "bold"), "  ", (description, "$dim")), item=choice)
        for choice, (label, description) in NEXT_ROUND_OFFERS.items()
    ]
    screen.ask(OfferScreen(NEXT_ROUND, items, SET_DATE), set_or_remove)
