"""Report that the history is missing, so that a start without any answers is not silent by mistake."""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.storage.files import private
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.progress.drafts import is_draft

REPORT_SUFFIXES = (".md", ".json", ".csv")

DIRECTORY_BYTES = 256 * 1024
"""Bytes at the end of a zip file that are searched for names; a backup of ten years needs a tenth."""


DRAFT_FOLDERS = ("drafts", "notes", "versions")
"""Folders of text that is not in the history yet."""


def missing_history_problem(folder: Path) -> Problem | None:
    """Return a problem if a data folder has drafts or reports; call it if there is no history.

    An empty history folder with drafts is no problem: the session was killed before its first entry.
    """
    has_history = os.path.isdir(folder / "history")
    drafts = [] if has_history else [name for each in DRAFT_FOLDERS for name in _names(folder / each)]
    found = {
        "drafts": any(map(is_draft, drafts)),
        "reports": any(map(_is_session_report, _names(folder / "reports"))),
    }
    if not any(found.values()):
        return None
    message = (
        f"the history is missing, although there are {' and '.join(name for name in found if found[name])}"
    )
    backup = _newest_backup_of_history(folder / "backups") or "FILE"
    hint = f"if you moved history/, move it back; else restore a backup: tpm-tui restore {backup}"
    return file_problem(folder, message, hint)


def _newest_backup_of_history(folder: Path) -> Path | None:
    """Return the newest backup with a history; those written after the history was lost have none."""
    names = (name for name in _names(folder) if name.startswith("tpm-tui-") and name.endswith(".zip"))
    paths = (folder / name for name in sorted(names, reverse=True))
    return next((path for path in paths if _contains_history(path)), None)


def _contains_history(path: Path) -> bool:
    """Return whether the directory at the end of a zip file lists a history file."""
    try:
        with private.open_file(path, os.O_RDONLY) as fd:
            start = max(0, os.fstat(fd).st_size - DIRECTORY_BYTES)
            return b"history/" in os.pread(fd, DIRECTORY_BYTES, start)
    except OSError:
        return False


def _is_session_report(name: str) -> bool:
    """Return whether a report is of a session; a mock interview that is not counted leaves no history."""
    from tpm_tui.storage.files.report_file import MOCK_REPORT_MODE

    return name.endswith(REPORT_SUFFIXES) and f"-{MOCK_REPORT_MODE}" not in name


def _names(folder: Path) -> list[str]:
    """Return the names of the visible files in a folder, none if it cannot be read."""
    try:
        return [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError:
        return []
