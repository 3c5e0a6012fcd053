"""Write texts of the learner's to private files in the exports folder. No file is ever overwritten."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

from tpm_tui.core.text.sanitize import clean
from tpm_tui.core.text.slug import slugify
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import os_errors_as_write_errors


def write_export(folder: Path, at: datetime, title: str, text: str, suffix: str = ".txt") -> Path:
    """Write a text to a new file, readable by its owner only, and return its path.

    The name is `2026-11-22-late-program-model.txt`, or the same with `-2`, `-3`, ... if it is taken.

    Args:
        folder: the folder of exports; created if missing.
        at: the current time.
        title: what the text is, for the name; it can be any text.
        text: the text.
        suffix: the end of the name.

    Raises:
        WriteError: nothing was written.
    """
    name = f"{at:%Y-%m-%d}-{slugify(title, 'text')}"
    data = f"{clean(text).rstrip()}\n".encode()
    with os_errors_as_write_errors("The text was not saved"):
        private.make_private_folder(folder)
        names = (f"{name}-{number}{suffix}" if number > 1 else f"{name}{suffix}" for number in count(1))
        return next(path for path in (folder / each for each in names) if private.create_file(path, data))
