"""Recognition of key points in the answers of a mock interview."""

from __future__ import annotations

from tpm_tui.core.mock.answer import Answer
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.listening import is_readable, missed_must_points
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.workspace import Workspace


class AnswerListener:
    """Finds which key points an answer makes, and which must points it leaves out."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._point_matcher = PointMatcher(workspace, with_own_cues=True)

    def prepare(self) -> None:
        """Build the index of the bank. May be called in a thread."""
        self._point_matcher.prepare()

    def find_made(self, answer: Answer) -> list[str]:
        """Return the names of the points that the answer or its replies surely make."""
        hits = self._point_matcher.find_hits(answer.question_in(self._workspace.bank), answer.full_text)
        return [hit.point for hit in hits if hit.sure]

    def find_missed(self, mock: Mock) -> tuple[str, ...]:
        """Return the names of the must points that the current answer leaves out, for its first follow-up.

        None if that cannot be known, or if a follow-up was asked already. A point that the answer may make
        does not count as missed.
        """
        answer = mock.answer
        if answer.replies or not is_readable(answer):
            return ()
        question = answer.question_in(self._workspace.bank)
        hits = self._point_matcher.find_hits(question, answer.text)
        return missed_must_points(question, {hit.point for hit in hits})
