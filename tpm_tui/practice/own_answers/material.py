"""The own version and the own cues of a question, from a single read."""

from __future__ import annotations

from tpm_tui.core.reports.history.own_version import OwnMaterial
from tpm_tui.practice.own_answers.cues import own_cues_in
from tpm_tui.practice.own_answers.version import own_version_in
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import DataFolderError


def load_own_material(workspace: Workspace, question: str) -> OwnMaterial:
    """Return what the learner has of their own on a question; nothing if the history cannot be read."""
    try:
        entries = workspace.store.question_entries(question)
    except DataFolderError:
        return OwnMaterial()
    return OwnMaterial(
        own_version_in(entries, workspace, question), own_cues_in(entries, workspace, question)
    )
