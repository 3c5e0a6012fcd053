"""What the reveal shows of a question's history: older attempts, the note, weak key points."""

from __future__ import annotations

from msgspec import Struct

from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.history import attempts_on, note_on
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import DataFolderError


class QuestionHistory(Struct, frozen=True):
    """What the reveal shows of a question's history."""

    attempts: list[Review] = []
    """Every active review, oldest first."""
    note: str = ""
    """The learner's own note; empty if there is none."""
    weak: dict[str, str] = {}
    """In a drill, the record of each weak key point by name, such as `missed 3 of 4`."""
    error: str = ""
    """Why the other fields are empty, if the history cannot be read."""


def load_question_history(workspace: Workspace, question: str, *, drill: bool) -> QuestionHistory:
    """Return the history of a question, from a single read.

    Args:
        workspace: the bank and the progress.
        question: id of the question.
        drill: whether to look for weak key points.
    """
    try:
        entries = workspace.store.question_entries(question)
    except DataFolderError as error:
        return QuestionHistory(error=str(error))
    weak: dict[str, str] = {}
    if drill:
        from tpm_tui.core.session.drill import find_weak_points

        points = find_weak_points(entries, workspace.bank)
        weak = {point.name: f"missed {point.missed} of {point.answers}" for point in points}
    return QuestionHistory(attempts_on(entries, question), note_on(question, entries), weak)
