"""Whether the questions of the first run were answered or skipped: an empty file of the data folder.

It is not in the history: each machine asks once, and losing the file only asks once more.
"""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import os_errors_as_write_errors

SETUP_FILE = "first-run-done"


def has_setup_marker(folder: Path) -> bool:
    """Return whether the marker is there."""
    return os.path.lexists(folder / SETUP_FILE)


def write_setup_marker(folder: Path) -> None:
    """Write the marker.

    Raises:
        WriteError: it was not written.
    """
    with os_errors_as_write_errors("That the first questions were asked was not saved"):
        private.make_private_folder(folder)
        private.atomic_write(folder / SETUP_FILE, b"", durable=False, through_link=False)
