"""The offer to set the next date, at the first start after the last target date has passed."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.exchange.messages import interview_message, past_date_message
from tpm_tui.practice.dates.past import record_asked
from tpm_tui.practice.dates.settings import change_setting_today
from tpm_tui.storage.settings.edit import SettingError
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.dialogs.choice import OfferScreen
from tpm_tui.ui.screens.dialogs.date_prompt import make_date_prompt

SET_DATE, NO_DATE = "date", "none"
NEXT_ROUND_OFFERS = {
    SET_DATE: ("Set the next date", "the plan prepares for it"),
    NO_DATE: ("No next round", "the plan goes on without a date"),
}


def offer_next_date(screen: ActionScreen, on_change: Callable[[], None], deadline: Deadline) -> None:
    """Ask whether there is a next round after a target date that has passed; it is asked only once.

    Args:
        screen: the screen below the dialogs.
        on_change: called after the settings were changed.
        deadline: the target date that has passed.
    """
    workspace = screen.workspace

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
    title = f"{past_date_message(deadline)} Is there a next round?"
    screen.ask(OfferScreen(title, items, SET_DATE), set_or_remove)
    record_asked(workspace, deadline)
