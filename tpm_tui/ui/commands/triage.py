"""Opening the pass over the new questions."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.exchange import messages
from tpm_tui.ui.screens.action_screen import ActionScreen


def open_triage(screen: ActionScreen, then: Callable[[], None] = lambda: None) -> None:
    """Go through the new questions that are not decided on.

    Args:
        screen: shows the result as a notice.
        then: called after the pass.
    """
    from tpm_tui.practice.triage import TriagePass
    from tpm_tui.ui.screens.dialogs.triage import TriageScreen

    screen.save()
    triage_pass = TriagePass(screen.workspace)
    if not triage_pass.questions:
        screen.show_notice(messages.NOTHING_TO_TRIAGE)
        return

    def show_result(_: None) -> None:
        then()
        if triage_pass.decisions:
            screen.show_notice(messages.triage_message(triage_pass.known, len(triage_pass.decisions)))

    screen.ask(TriageScreen(triage_pass, screen.workspace.bank, screen.keymap), show_result)
