"""The file in which a question is edited: its own, or the learner's copy if the question is shipped."""

from __future__ import annotations

from pathlib import Path

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.own_copy import OwnCopy, create_own_copy, find_own_copy
from tpm_tui.storage.bank.shipped import is_shipped_file
from tpm_tui.storage.files.problem import Problem


def open_question_file(workspace: Workspace, question: str) -> OwnCopy | None:
    """Return where to edit a question; make an own copy first if it is shipped and has none.

    Bank files that are named with `--bank` are edited themselves, since own copies are not loaded with them.

    Args:
        workspace: the bank.
        question: id of the question.

    Returns:
        The file and line; None if the question is in no file.

    Raises:
        WriteError: the copy was not written.
    """
    place = workspace.loaded_bank.places.get(question)
    if place is None:
        return None
    if workspace.has_named_banks or not is_shipped_file(place.file):
        return OwnCopy(Path(place.file), place.line)
    folder, found = workspace.paths.banks, workspace.bank.by_id[question]
    return find_own_copy(folder, question) or create_own_copy(folder, found, workspace.bank.topic_of(found))


def problems_of_file(workspace: Workspace, file: Path) -> list[Problem]:
    """Return the errors of the loaded bank in one file."""
    return [each for each in workspace.loaded_bank.problems if each.is_error and each.file == str(file)]
