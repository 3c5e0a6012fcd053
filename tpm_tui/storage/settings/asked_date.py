"""The newest past target date that the learner was asked about, and the answer while it is typed.

Both are small files in the data folder and not in the history: each machine asks once, and losing the first
file only asks once more.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DECODE_ERRORS, os_errors_as_write_errors
from tpm_tui.storage.settings.typed_draft import write_typed_draft

ASKED_DATE_FILE = "asked-date.json"
INTERVIEW_DRAFT_FILE = "interview-draft.json"


class _AskedDate(Struct, frozen=True):
    day: date


class _InterviewDraft(Struct, frozen=True):
    text: str


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


def read_interview_draft(folder: Path) -> str:
    """Return the answer that was being typed; "" if there is none, or if it cannot be read."""
    try:
        data = private.read_file(folder / INTERVIEW_DRAFT_FILE)
        return clean_line(msgspec.json.decode(data, type=_InterviewDraft).text)
    except (OSError, *DECODE_ERRORS):
        return ""


def write_interview_draft(folder: Path, text: str) -> None:
    """Replace the answer that is being typed; an empty one removes the file.

    Raises:
        WriteError: it was not written.
    """
    write_typed_draft(folder / INTERVIEW_DRAFT_FILE, _InterviewDraft(text) if text else None)
