"""The section with the remarks on an answer, unless they are turned off."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import DataFolderError

if TYPE_CHECKING:
    from tpm_tui.core.bank.question import Question
    from tpm_tui.core.delivery.remark import DeliveredAnswer
    from tpm_tui.exchange.question_sections import Section

PACE_REVIEWS = 300
"""Newest reviews among which spoken answers are looked for."""


class DeliveryRemarks:
    """Finds the remarks on answers. The rules are imported when the first answer is revealed."""

    def __init__(self, workspace: Workspace) -> None:
        """
        Args:
            workspace: the settings, and the history for the learner's pace.
        """
        self._workspace = workspace

    @property
    def pace(self) -> int | None:
        """The words that the learner speaks in a minute; None if remarks are turned off."""
        return self._words_per_minute if self._workspace.config.remarks else None

    def sections(
        self,
        question: Question,
        text: str,
        seconds: float,
        *,
        spoken: bool,
        target: int,
        older: Iterable[str] = (),
    ) -> tuple[Section, ...]:
        """Return the section of an answer; none if remarks are turned off or there is no answer.

        Args:
            question: the question.
            text: the answer or the transcript.
            seconds: how long it took.
            spoken: whether it was spoken.
            target: seconds that it should take; 0 without a target.
            older: the texts of older attempts, oldest first, for the trend.
        """
        pace = self.pace
        if pace is None or not (text.strip() or (spoken and seconds)):
            return ()
        from tpm_tui.core.delivery.remark import DeliveredAnswer

        answer = DeliveredAnswer(text, question.kind, target, seconds if spoken else 0, spoken, pace)
        return (_section(answer, tuple(older)),)

    @cached_property
    def _words_per_minute(self) -> int:
        from tpm_tui.core.delivery.pace import compute_pace

        workspace = self._workspace
        try:
            return compute_pace(workspace.store.reviews_before(workspace.today(), PACE_REVIEWS))
        except DataFolderError:
            return compute_pace(())


@lru_cache(maxsize=2)
def _section(answer: DeliveredAnswer, older: tuple[str, ...]) -> Section:
    """Return the section of an answer. It is asked for again after every tick."""
    from tpm_tui.core.delivery.rules import find_remarks
    from tpm_tui.core.delivery.trend import compute_trend
    from tpm_tui.exchange.delivery.section import delivery_section

    return delivery_section(answer, find_remarks(answer), compute_trend([*older, answer.text]))
