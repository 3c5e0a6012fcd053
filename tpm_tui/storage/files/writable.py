"""Whether a folder can be written to, so that a learner knows it before anything is typed."""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.storage.files.problem import Problem, file_problem

READ_ONLY = "this folder is read-only: what you type and grade cannot be saved"
READ_ONLY_HINT = "make it writable, or choose another one with --data-dir"


def find_write_problem(folder: Path) -> Problem | None:
    """Return the problem that nothing can be written to a folder; None if that is not known.

    A folder that does not exist is as writable as the folder in which it would be created.
    """
    existing = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
    if os.access(existing, os.W_OK | os.X_OK):
        return None
    return file_problem(existing, READ_ONLY, READ_ONLY_HINT)
