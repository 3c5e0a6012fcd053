"""The rubric and the notes of a debrief in plain mode."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.cli.plain.prompt import Console
from tpm_tui.core.mock.judgement import NOTE_LABELS
from tpm_tui.core.mock.rubric import ANCHORS, Dimension, dimensions
from tpm_tui.exchange.mock_text import FIGURE_LABEL, LEVEL_LABEL, mark_label, overall_label
from tpm_tui.practice.mock.session import MockSession


class PlainRatings:
    """Prints and changes the ratings of the current answer."""

    def __init__(self, mock_session: MockSession, console: Console) -> None:
        self._mock_session = mock_session
        self._console = console

    def print_rubric(self) -> None:
        """Print the dimensions with their marks and the descriptions of all marks, then the overall mark."""
        marks = self._mock_session.answer.judgement.marks
        for dimension in dimensions(self._mock_session.question.kind):
            self._console.echo(f"{dimension.label}: {mark_label(marks.get(dimension))}")
            for mark, anchor in enumerate(ANCHORS[dimension], 1):
                self._console.print_paragraph(anchor, lead=f"  {mark} ")
        self.print_overall()

    def print_overall(self) -> None:
        """Print whether a figure was given, and the overall mark."""
        answer = self._mock_session.answer
        self._console.echo(f"{FIGURE_LABEL}: {'yes' if answer.judgement.figure else 'no'}")
        self._console.echo(f"overall {overall_label(answer.overall_mark(self._mock_session.question))}")

    def print_notes(self) -> None:
        """Print the notes of the debrief."""
        answer = self._mock_session.answer
        for name, text in answer.debrief_notes(self._mock_session.question).items():
            self._console.print_paragraph(text or "...", lead=f"{NOTE_LABELS[name]}: ")
        self._console.echo(f"{LEVEL_LABEL}: {answer.judgement.level or '...'}")

    def rate(self, given: Sequence[str]) -> None:
        """Rate all dimensions in order, or one by the beginning of its name."""
        rated = dimensions(self._mock_session.question.kind)
        pairs = _parse_marks(given, rated)
        if not pairs:
            names = ", ".join(dimension.value for dimension in rated)
            self._console.print_paragraph(
                f"r takes {len(rated)} marks from 1 to 4, or one name and its mark: {names}"
            )
            return
        current = self._mock_session.answer.judgement.marks
        for dimension, mark in pairs:
            if current.get(dimension) != mark:
                self._mock_session.debrief.rate(dimension, mark)
        self.print_overall()


def _parse_marks(given: Sequence[str], rated: Sequence[Dimension]) -> list[tuple[Dimension, int]]:
    """Return the dimensions with their marks as typed; empty if the input is invalid."""
    marks = [int(text) for text in given if text in ("1", "2", "3", "4")]
    if len(marks) == len(given) == len(rated):
        return list(zip(rated, marks, strict=True))
    named = [d for d in rated if len(given) == 2 and d.value.startswith(given[0].lower())]
    return [(named[0], marks[0])] if len(named) == len(marks) == 1 else []
