"""Recognition of key points in a typed answer, with an index of the whole bank built on first use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tpm_tui.core.bank.question import Question
from tpm_tui.core.session.scaffold import without_headings
from tpm_tui.practice.workspace import Workspace

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import CoverageIndex, Hit


class PointMatcher:
    """Finds the key points that an answer makes."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def _index(self) -> CoverageIndex:
        from tpm_tui.core.bank.coverage import CoverageIndex
        from tpm_tui.storage.bank.stemmer import english_stemmer

        return CoverageIndex.build(self.workspace.bank.questions, english_stemmer())

    def prepare(self) -> None:
        """Build the index now. May be called in a thread."""
        _ = self._index

    def find_hits(self, question: Question, answer: str) -> tuple[Hit, ...]:
        """Return where the question's key points were recognised; none for an empty answer.

        The headings of a scaffold are no part of the answer.
        """
        answer = without_headings(answer)
        return self._index.match(question, answer) if answer.strip() else ()

    def count_better(self, question: Question, text: str) -> int | None:
        """Return how many other questions of the bank a text fits better; None if it is too short."""
        return self._index.count_better(question, text)
