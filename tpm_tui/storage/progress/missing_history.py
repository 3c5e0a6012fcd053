"""Report that the history is missing, so that a start without any answers is not silent by mistake."""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.progress.drafts import is_draft

REPORT_SUFFIXES = (".md", ".json", ".csv")


def missing_history_problem(folder: Path) -> Problem | None:
    """Return a problem if a data folder has drafts or reports; call it if there is no history.

    An empty history folder with drafts is no problem: the session was killed before its first entry.
    """
    drafts = [] if os.path.isdir(folder / "history") else _names(folder / "drafts") + _names(folder / "notes")
    found = {
        "drafts": any(map(is_draft, drafts)),
        "reports": any(name.endswith(REPORT_SUFFIXES) for name in _names(folder / "reports")),
    }
    if not any(found.values()):
        return None
    message = (
        f"the history is missing, although there are {' and '.join(name for name in found if found[name])}"
    )
    backups = [name for name in _names(folder / "backups") if name.startswith("tpm-tui-")]
    newest = folder / "backups" / max(backups) if backups else "FILE"
    hint = f"if you moved history/, move it back; else restore a backup: tpm-tui restore {newest}"
    return file_problem(folder, message, hint)


def _names(folder: Path) -> list[str]:
    """Return the names of the visible files in a folder, none if it cannot be read."""
    try:
        return [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError:
        return []
