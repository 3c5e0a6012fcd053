"""Find the bank files of a folder."""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.storage.files.find_files import (
    DRAFTS_AND_HIDDEN,
    FoundFiles,
    find_files,
    without_conflict_copies,
)

SUFFIXES = (".yaml", ".yml")
OTHER_FILES = ("facts.yaml", "sets.yaml")
"""Files of a bank folder that contain no questions."""


def find_bank_files(path: Path) -> FoundFiles:
    """Return the bank files of a path: the file itself, or those in a folder and the folders below it.

    Files and folders whose names begin with `_` or `.` are drafts and are left out. Conflict copies of sync
    tools are left out too, with a warning for each.
    """
    if not os.path.isdir(path):
        return FoundFiles((path,))
    found = without_conflict_copies(find_files(path, SUFFIXES, DRAFTS_AND_HIDDEN))
    return found.only(lambda file: file.name not in OTHER_FILES)
