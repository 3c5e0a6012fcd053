"""What the reveal shows of the session."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.reports.history.attempts import Attempt
from tpm_tui.core.session.scaffold import answer_text
from tpm_tui.exchange.question_sections import question_sections
from tpm_tui.practice.delivery.remarks import delivery_sections
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.stories.own_sections import load_own_sections
from tpm_tui.ui.pages.reveal import Reveal


def build_reveal(practice_session: PracticeSession, attempts: Sequence[Attempt] = ()) -> Reveal:
    """Return the reveal of the current answer.

    Args:
        practice_session: the session.
        attempts: the older attempts, oldest first, with whose delivery this one is compared.
    """
    question, workspace = practice_session.question, practice_session.workspace
    assert question is not None
    own = practice_session.own_answers.material
    answer, seconds = answer_text(practice_session.session.draft), practice_session.seconds()
    delivery = delivery_sections(
        workspace,
        question,
        answer,
        seconds,
        spoken=practice_session.speech.is_spoken,
        target=practice_session.target,
        older=[attempt.review.answer for attempt in attempts],
    )
    return Reveal(
        question_sections(
            question,
            workspace.bank,
            workspace.facts,
            practice_session.prompt,
            workspace.today(),
            (*delivery, *load_own_sections(workspace, question)),
            own,
        ),
        practice_session.session.ticked,
        practice_session.suggestion(),
        practice_session.hits,
        answer=answer,
        seconds=seconds,
        prompt=practice_session.prompt,
        spoken=practice_session.speech.is_spoken,
        part_times=practice_session.speech.times,
        answer_parts=practice_session.speech.parts,
        version=own.version,
        version_points=practice_session.own_answers.recognised_points(own.version),
    )
