"""The metadata row of the practice screen."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.core.bank.question import Question
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.exchange.phrases import ANOTHER_WORDING
from tpm_tui.practice.session import PracticeSession
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.pages.question import meta_line
from tpm_tui.ui.screens.action_screen import ActionScreen


def question_row(
    screen: ActionScreen, practice_session: PracticeSession, question: Question, width: int, older: int
) -> Content:
    """Return the metadata of the current question.

    Args:
        screen: its marks and keys.
        practice_session: the session.
        question: the current question.
        width: columns of the row.
        older: how many older attempts the reveal has.
    """
    workspace, attempt = practice_session.workspace, ""
    if older and practice_session.phase is SessionPhase.REVEALED:
        attempt = f"attempt {older + 1}, {screen.keymap.display_key(BY_ID['older'])} older"
    return meta_line(
        question,
        workspace.bank.topic_of(question).label,
        practice_session.card,
        workspace.rules.boxes,
        practice_session.target,
        screen.glyphs,
        width,
        practice_session.is_drill,
        attempt,
        ANOTHER_WORDING if practice_session.prompt != question.prompt else "",
    )
