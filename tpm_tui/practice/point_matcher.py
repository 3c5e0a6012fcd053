"""Recognition of key points in a typed answer, with an index of the whole bank built on first use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from tpm_tui.core.bank.question import Question
from tpm_tui.core.session.scaffold import without_headings
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import DataFolderError

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import CoverageIndex, Hit


class PointMatcher:
    """Finds the key points that an answer makes."""

    def __init__(self, workspace: Workspace, *, with_own_cues: bool = False) -> None:
        """
        Args:
            workspace: the bank, and the learner's own cues.
            with_own_cues: whether these are used too; without them, the result is the same for everybody.
        """
        self.workspace = workspace
        self._with_own_cues = with_own_cues

    @cached_property
    def _index(self) -> CoverageIndex:
        from tpm_tui.core.bank.coverage import CoverageIndex
        from tpm_tui.storage.bank.index.words import load_bank_words
        from tpm_tui.storage.bank.stemmer import english_stemmer

        workspace = self.workspace
        words = load_bank_words(workspace.loaded_bank, workspace.bank_paths, workspace.paths.cache)
        return CoverageIndex.build(workspace.bank.questions, english_stemmer(), words)

    def prepare(self) -> None:
        """Build the index now. May be called in a thread."""
        _ = self._index

    def find_hits(self, question: Question, answer: str) -> tuple[Hit, ...]:
        """Return where the question's key points were recognised; none for an empty answer.

        The headings of a scaffold are no part of the answer.
        """
        answer = without_headings(answer)
        return self._index.match(question, answer, self._own_cues(question)) if answer.strip() else ()

    def rank_sentences(self, question: Question, answer: str, point: str) -> list[tuple[str, float]]:
        """Return the sentences of an answer with how well each fits a key point, the best one first."""
        return self._index.rank_sentences(question, without_headings(answer), point)

    def count_better(self, question: Question, text: str) -> int | None:
        """Return how many other questions of the bank a text fits better; None if it is too short."""
        return self._index.count_better(question, text)

    def _own_cues(self, question: Question) -> Mapping[str, tuple[str, ...]]:
        """Return the learner's own cues; none if the history cannot be read, which the reveal reports."""
        if not self._with_own_cues:
            return {}
        from tpm_tui.practice.own_answers.cues import load_own_cues

        try:
            return load_own_cues(self.workspace, question.id)
        except DataFolderError:
            return {}
