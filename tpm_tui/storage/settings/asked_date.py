"""The newest past target date that the learner was asked about, in a small file of the data folder.

It is not in the history: each machine asks once, and losing the file only asks once more.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DECODE_ERRORS, os_errors_as_write_errors

ASKED_DATE_FILE = "asked-date.json"


class _AskedDate(Struct, frozen=True):
    day: date


def read_asked_date(folder: Path) -> date | None:
    """Return the date; None if there is none, or if the file is damaged or cannot be read."""
    try:
        return msgspec.json.decode(private.read_file(folder / ASKED_DATE_FILE), type=_AskedDate).day
    except (OSError, *DECODE_ERRORS):
        return None


def write_asked_date(folder: Path, day: date) -> None:
    """Replace the date.

    Raises:
        WriteError: it was not written.
    """
    with os_errors_as_write_errors("The date that was asked about was not saved"):
        private.make_private_folder(folder)
        data = msgspec.json.encode(_AskedDate(day))
        private.atomic_write(folder / ASKED_DATE_FILE, data, durable=False, through_link=False)
