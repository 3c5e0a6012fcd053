"""Write a text that is shown, such as a model answer, to a private file."""

from __future__ import annotations

from pathlib import Path

from tpm_tui.core.text.file_names import printable_line
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.documents.exports import write_export
from tpm_tui.storage.files.errors import WriteError


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


def export_with_notice(workspace: Workspace, question: str, what: str, text: str) -> tuple[str, bool]:
    """Write a text as `export_text` does; return a notice, and whether it reports an error."""
    if not text.strip():
        return f"Nothing to write: the {what} is empty.", True
    try:
        path = export_text(workspace, question, what, text)
    except WriteError as error:
        return str(error), True
    return f"Written to {name_in_data_folder(workspace, path)}.", False


def name_in_data_folder(workspace: Workspace, path: Path) -> str:
    """Return where a file of the data folder is, short enough for a notice."""
    return f"{printable_line(str(path.relative_to(workspace.paths.data)))} in the data folder"
