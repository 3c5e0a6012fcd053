"""The log of unforeseen errors: private, small, and never with an answer in it."""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.files.private import make_private_folder

KEPT_BYTES = 256 * 1024
"""Beyond this the log starts anew; the latest traceback is the one that is asked for."""


def append_to_log(log: Path, text: str) -> bool:
    """Write a traceback to the log; returns whether that went well.

    Tracebacks hold file names, lines of the program and messages, not the values of variables, and so
    no answers.
    """
    try:
        make_private_folder(log.parent)
        large = log.exists() and log.stat().st_size > KEPT_BYTES
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | (os.O_TRUNC if large else os.O_APPEND)
        file = os.open(log, flags, 0o600)
        try:
            os.write(file, clean(text).encode("utf-8", "replace"))
        finally:
            os.close(file)
    except OSError:
        return False
    return True
