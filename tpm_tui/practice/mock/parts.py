"""The parts of the current answer of a mock interview, and noting that one is finished."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.session.answer_parts import AnswerPart, planned_parts
from tpm_tui.practice.workspace import Workspace


class MockParts:
    """The parts of the answer that is being given."""

    def __init__(
        self, workspace: Workspace, mock: Callable[[], Mock], change_to: Callable[[Mock], None]
    ) -> None:
        """
        Args:
            workspace: the bank and the clock.
            mock: returns the interview.
            change_to: replaces the interview.
        """
        self._workspace = workspace
        self._mock = mock
        self._change_to = change_to

    @property
    def planned(self) -> tuple[AnswerPart, ...]:
        """The parts of the current answer with their times; a reply has none."""
        mock = self._mock()
        if mock.phase is MockPhase.FOLLOW_UP:
            return ()
        return planned_parts(mock.answer.question_in(self._workspace.bank))

    @property
    def ends(self) -> tuple[float, ...]:
        """When parts were finished, in seconds of the answer; a reply has none."""
        return self._mock().answer.part_ends if self.planned else ()

    def finish(self) -> bool:
        """Note that a part of the spoken answer is finished; return False if only the answer can end it."""
        before = self._mock()
        after = before.finish_part(self._workspace.now(), len(self.planned))
        self._change_to(after)
        return after is not before
