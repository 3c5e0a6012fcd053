"""Recognising key points in a typed answer, over the whole bank, made ready when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tpm_tui.core.bank.question import Question
from tpm_tui.practice.workspace import Workspace

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import CoverageIndex, Hit


class PointMatcher:
    """Finds the points that an answer makes."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def _index(self) -> CoverageIndex:
        from tpm_tui.core.bank.coverage import CoverageIndex
        from tpm_tui.storage.bank.stemmer import english_stemmer

        return CoverageIndex.build(self.workspace.bank.questions, english_stemmer())

    def hits(self, question: Question, answer: str) -> tuple[Hit, ...]:
        """Where the question's points were recognised; nothing for an empty answer."""
        return self._index.covered(question, answer) if answer.strip() else ()
