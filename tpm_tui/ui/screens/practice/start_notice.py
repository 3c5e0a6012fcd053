"""The notice when practice starts."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.screens.action_screen import ActionScreen


def show_start_notice(screen: ActionScreen, session: PracticeSession, problems: Sequence[Problem]) -> None:
    """Show how many problems the learner's files have, or that the draft is open in another session."""
    match (*problems, *session.workspace.store.notices):
        case []:
            pass
        case [Problem(severity="note") as note]:
            screen.show_notice(str(note))
        case found:
            from tpm_tui.exchange.messages import problems_message

            screen.show_notice(problems_message(len(found)), error=True)
    if session.session.current in session.drafts.open_elsewhere:
        from tpm_tui.exchange.messages import OPEN_ELSEWHERE

        screen.show_notice(OPEN_ELSEWHERE)
