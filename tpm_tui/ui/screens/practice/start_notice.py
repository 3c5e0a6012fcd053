"""The notice when practice starts."""

from __future__ import annotations

import os.path
from collections.abc import Sequence

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.practice.resume import describe_open_elsewhere
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.problem import SEVERITIES, Problem
from tpm_tui.ui.screens.action_screen import ActionScreen


def show_start_notice(screen: ActionScreen, session: PracticeSession, problems: Sequence[Problem]) -> None:
    """Show how many problems the learner's files have and the first, or that a session is open elsewhere."""
    match (*session.workspace.store.notices, *problems):
        case []:
            pass
        case [Problem(severity="note") as note]:
            screen.show_notice(str(note))
        case found:
            from tpm_tui.exchange.messages import problems_message

            first = min(found, key=lambda problem: SEVERITIES.index(problem.severity))
            screen.show_notice(problems_message(len(found), _short(first)), error=True)
    elsewhere = describe_open_elsewhere(
        screen.workspace, session.session.current, session.drafts.open_elsewhere
    )
    if elsewhere:
        screen.show_notice(elsewhere)


def _short(problem: Problem) -> str:
    """Return a problem without the folder of its file and without its hint."""
    return clean_line(
        f"{os.path.basename(problem.place)}: {problem.message}" if problem.line else problem.message
    )
