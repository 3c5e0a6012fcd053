"""What the reveal shows of the session."""

from __future__ import annotations

from tpm_tui.core.session.scaffold import answer_text
from tpm_tui.exchange.question_sections import question_sections
from tpm_tui.practice.session import PracticeSession
from tpm_tui.ui.pages.reveal import Reveal


def build_reveal(practice_session: PracticeSession, is_compact: bool) -> Reveal:
    """Return the reveal of the current answer.

    Args:
        practice_session: the session.
        is_compact: whether the screen has no room for the prompt.
    """
    question, workspace = practice_session.question, practice_session.workspace
    assert question is not None
    own = practice_session.own_answers.material
    return Reveal(
        question_sections(
            question, workspace.bank, workspace.facts, practice_session.prompt, workspace.today(), own
        ),
        practice_session.session.ticked,
        practice_session.suggestion(),
        practice_session.hits,
        answer=answer_text(practice_session.session.draft),
        seconds=practice_session.seconds(),
        prompt=practice_session.prompt if is_compact else "",
        spoken=practice_session.speech.is_spoken,
        version=own.version,
        version_points=practice_session.own_answers.recognised_points(own.version),
    )
