"""Erase the cache of parsed files: it has copies of the learner's stories and questions."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from tpm_tui.storage.files.errors import os_errors_as_write_errors

_ENTRY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}\.msgpack")


def erase_cache(cache: Path) -> None:
    """Remove all entries of the cache, which is filled again when files are loaded.

    Raises:
        WriteError: an entry is still there.
    """
    with os_errors_as_write_errors("The cache was not erased"), suppress(FileNotFoundError):
        for name in os.listdir(cache):
            if _ENTRY.fullmatch(name):
                with suppress(FileNotFoundError):
                    os.unlink(cache / name)
