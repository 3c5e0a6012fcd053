"""Whether the questions of the first run were answered or skipped: an empty file of the data folder.

Another one has the answers that are being typed. They are not in the history: each machine asks once, and
losing the marker only asks once more.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DECODE_ERRORS, os_errors_as_write_errors
from tpm_tui.storage.settings.typed_draft import write_typed_draft

SETUP_FILE = "first-run-done"
SETUP_DRAFT_FILE = "first-run-draft.json"


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


def read_setup_draft(folder: Path) -> dict[str, str]:
    """Return the answers that were being typed, by setting; empty if they are missing or damaged."""
    try:
        texts = msgspec.json.decode(private.read_file(folder / SETUP_DRAFT_FILE), type=dict[str, str])
    except (OSError, *DECODE_ERRORS):
        return {}
    return {setting: clean_line(text) for setting, text in texts.items()}


def write_setup_draft(folder: Path, texts: Mapping[str, str]) -> None:
    """Replace the answers that are being typed; none removes the file.

    Raises:
        WriteError: they were not written.
    """
    write_typed_draft(folder / SETUP_DRAFT_FILE, texts or None)
