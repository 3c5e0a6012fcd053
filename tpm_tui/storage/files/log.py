"""The log of internal errors: private, small, and without answers."""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.files.private import make_private_folder

MAX_LOG_BYTES = 256 * 1024
"""A larger log is truncated; only the latest traceback is needed for a bug report."""


def log_error(log: Path, text: str) -> str:
    """Append a traceback to the log; return where the details are, as the end of a message."""
    logged = append_to_log(log, text)
    return f"see the details in {log}" if logged else "the details could not be written to the log"


def append_to_log(log: Path, text: str) -> bool:
    """Append a traceback to the log; return whether it was written.

    Tracebacks hold file names, source lines and messages, but no values of variables, and so no answers.
    """
    try:
        make_private_folder(log.parent)
        large = log.exists() and log.stat().st_size > MAX_LOG_BYTES
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | (os.O_TRUNC if large else os.O_APPEND)
        file = os.open(log, flags, 0o600)
        try:
            os.write(file, clean(text).encode("utf-8", "replace"))
        finally:
            os.close(file)
    except OSError:
        return False
    return True
