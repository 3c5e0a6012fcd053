"""The questions of an interview while they are typed: one small private file in the data folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DECODE_ERRORS
from tpm_tui.storage.settings.typed_draft import write_typed_draft

ASKED_DRAFT_FILE = "asked-draft.json"


class AskedDraft(Struct, frozen=True):
    """The text of the editor."""

    interview: date
    name: str
    text: str
    noted: tuple[str, ...] = ()
    """What was noted when the text was begun; only these questions are removed if the text lacks them."""


def read_asked_draft(folder: Path) -> AskedDraft | None:
    """Return the text that was being typed; None if there is none, or if it cannot be read."""
    try:
        draft = msgspec.json.decode(private.read_file(folder / ASKED_DRAFT_FILE), type=AskedDraft)
    except (OSError, *DECODE_ERRORS):
        return None
    return msgspec.structs.replace(draft, text=clean(draft.text))


def write_asked_draft(folder: Path, draft: AskedDraft | None) -> None:
    """Replace the text that is being typed; None removes the file.

    Raises:
        WriteError: it was not written.
    """
    write_typed_draft(folder / ASKED_DRAFT_FILE, draft)
