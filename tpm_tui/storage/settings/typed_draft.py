"""Write the small private files that hold what is being typed in a prompt."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import os_errors_as_write_errors


def write_typed_draft(path: Path, value: object) -> None:
    """Replace a file of the data folder with a value as JSON; None removes it.

    Raises:
        WriteError: it was not written.
    """
    with os_errors_as_write_errors("What you typed was not saved"):
        if value is None:
            with suppress(FileNotFoundError):
                path.unlink()
            return
        private.make_private_folder(path.parent)
        private.atomic_write(path, msgspec.json.encode(value), durable=False, through_link=False)
