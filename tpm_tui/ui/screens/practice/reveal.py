"""What the reveal shows of the session."""

from __future__ import annotations

from textual.geometry import Size

from tpm_tui.exchange.question_sections import question_sections
from tpm_tui.practice.session import PracticeSession
from tpm_tui.ui.pages.reveal import Reveal
from tpm_tui.ui.render.sizes import NARROW, is_compact


def build_reveal(practice_session: PracticeSession, size: Size) -> Reveal:
    """Return the reveal of the current answer for a size of the screen."""
    question, workspace, compact = practice_session.question, practice_session.workspace, is_compact(size)
    assert question is not None
    return Reveal(
        question_sections(
            question, workspace.bank, workspace.facts, practice_session.prompt, workspace.today()
        ),
        practice_session.session.ticked,
        practice_session.suggestion(),
        practice_session.hits,
        answer=practice_session.session.draft if compact else None,
        prompt=practice_session.prompt if compact else "",
        spoken=practice_session.speech.is_spoken,
        narrow=size.width < NARROW,
    )
