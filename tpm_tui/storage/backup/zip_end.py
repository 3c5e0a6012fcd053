"""Check the end record of a zip file before `zipfile` reads it, which trusts the sizes in a forged one."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import IO

from tpm_tui.storage.files.errors import DataFolderError

MAX_DIRECTORY_BYTES = 8 << 20

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_BYTES = 22


def check_end_record(path: Path, file: IO[bytes], max_bytes: int, max_entries: int) -> None:
    """Check the size of a zip file, and the size of the directory that its end record declares.

    Raises:
        DataFolderError: it is not a zip file, is truncated or too large, or has a ZIP64 directory.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_BYTES - 0xFFFF))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise DataFolderError(f"{path} is not a tpm-tui backup, or is truncated")
    entries, directory = struct.unpack("<HL", tail[at + 10 : at + 16])
    reason = ""
    if size > max_bytes:
        reason = f"it has {mebibytes(size)}; the limit is {mebibytes(max_bytes)}"
    elif entries > max_entries or directory > MAX_DIRECTORY_BYTES:
        reason = f"its directory lists {entries} files in {mebibytes(directory)}"
    if reason:
        raise DataFolderError(f"{path} is too large to be a tpm-tui backup: {reason}")
    if tail[max(0, at - 20) : at].startswith(_END_64):
        raise DataFolderError(f"{path} is not a tpm-tui backup: it is a ZIP64 file")


def mebibytes(size: int) -> str:
    """Return a number of bytes in MiB, rounded up."""
    return f"{-(-size // (1 << 20))} MiB"
