"""A TinyDB storage that replaces the whole file or nothing of it.

TinyDB's own storage writes over the old bytes in place: a kill, a full disk or a power cut in between leaves
neither the old progress nor the new. Imported only where something is written, since TinyDB takes long to
import.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage

from tpm_tui.storage.files import private
from tpm_tui.storage.progress.tables import BACKUP, Tables, seal


class AtomicStorage(Storage):
    """The progress file under TinyDB. Of the previous file one backup is kept beside it."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables; None where there is no file. An empty file is an error and no new database."""
        try:
            raw = private.read_file(os.path.realpath(self.path))
        except FileNotFoundError:
            return None
        tables: dict[str, dict[str, Any]] = json.loads(raw)
        return tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Put all tables in place in one step, sealed and durable.

        Raises:
            OSError: the file is the old or the new one, whole.
        """
        sealed = seal(data)
        keep_backup(self.path)
        private.atomic_write(self.path, sealed, durable=True)


def write_tables(path: Path, tables: Tables) -> None:
    """Write several tables in one step, which TinyDB offers only through its storage.

    Raises:
        OSError: the file is the old or the new one, whole.
    """
    with TinyDB(str(path), storage=AtomicStorage) as database:
        database.storage.write(tables)


def keep_backup(path: Path) -> None:
    """Keep the present file as the backup: a hard link to it, or a copy where links are refused.

    Raises:
        OSError: neither can be made; the former backup is still there.
    """
    backup = path.with_name(BACKUP)
    present = os.path.realpath(path)
    if not os.path.exists(present):
        return
    spare = private.temp_name(str(backup))
    try:
        os.link(present, spare)
    except OSError:
        private.atomic_write(backup, private.read_file(present), durable=False)
        return
    try:
        os.replace(spare, backup)
    finally:
        # Where both are links to one file already, replacing does nothing and leaves the spare name.
        private.remove(spare)
