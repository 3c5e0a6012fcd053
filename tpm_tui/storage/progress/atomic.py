"""A TinyDB storage that replaces the file atomically.

TinyDB's own storage overwrites the old bytes in place: a kill, a full disk or a power cut during the write
leaves neither the old progress nor the new. Import this module only to write, since importing TinyDB is slow.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage

from tpm_tui.storage.files import private
from tpm_tui.storage.files.temp_names import temp_name
from tpm_tui.storage.progress.tables import BACKUP, Tables, encode_tables


class AtomicStorage(Storage):
    """TinyDB storage of the progress file. Keeps the previous version beside it as a backup."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return all tables; None if the file is missing. An empty file is an error, not a new database."""
        try:
            raw = private.read_file(os.path.realpath(self.path))
        except FileNotFoundError:
            return None
        import json  # a front end that only reads does not need it

        tables: dict[str, dict[str, Any]] = json.loads(raw)
        return tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace all tables atomically and durably, with a checksum.

        Raises:
            OSError: the write failed; the file is still complete, either the old or the new version.
        """
        encoded = encode_tables(data)
        keep_backup(self.path)
        private.atomic_write(self.path, encoded, durable=True)


def write_tables(path: Path, tables: Tables) -> None:
    """Write several tables in one step, which TinyDB supports only through its storage.

    Raises:
        OSError: the write failed; the file is still complete, either the old or the new version.
    """
    with TinyDB(str(path), storage=AtomicStorage) as database:
        database.storage.write(tables)


def keep_backup(path: Path) -> None:
    """Make the current file the backup: as a hard link, or as a copy if links are not supported.

    Raises:
        OSError: both failed; the previous backup is still there.
    """
    backup = path.with_name(BACKUP)
    current = os.path.realpath(path)
    if not os.path.exists(current):
        return
    temp = temp_name(str(backup))
    try:
        os.link(current, temp)
    except OSError:
        private.atomic_write(backup, private.read_file(current), durable=False)
        return
    try:
        os.replace(temp, backup)
    finally:
        # If both are already links to the same file, replacing does nothing and leaves the temp file.
        private.remove(temp)
