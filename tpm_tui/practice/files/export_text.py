"""Write a text that is shown, such as a model answer, to a private file."""

from __future__ import annotations

from pathlib import Path

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.documents.exports import write_export


def export_text(workspace: Workspace, question: str, what: str, text: str) -> Path:
    """Write a text to a new private file in the exports folder and return its path.

    Args:
        workspace: the data folder and the clock.
        question: id of the question that it belongs to.
        what: what the text is, such as `model`.
        text: the text.

    Raises:
        WriteError: nothing was written.
    """
    return write_export(workspace.paths.exports, workspace.now(), f"{question} {what}", text)
