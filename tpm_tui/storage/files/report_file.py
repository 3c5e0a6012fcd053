"""Where a session's report goes: one private file a session, named after its beginning.

The name is made of our own date and time and of the mode in kebab-case. Nothing else of a history, which
may have come from another machine, gets into it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Literal

from tpm_tui.core.text.slug import slug
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import os_errors_as_write_errors

Extension = Literal["md", "json", "csv"]

HEAD = 2_048
"""Bytes from the start of a report that hold its first two lines."""


def write_report(
    folder: Path, started: datetime, mode: str, session: str, text: str, extension: Extension = "md"
) -> Path:
    """Write a report, readable by its owner only, and tell where.

    `2026-11-22-0814-practice.md`, or the same with `-2`, `-3` ... where another session, or something
    else altogether, has that name. The report that a session has already is replaced, atomically.

    Args:
        folder: where reports are; created if missing.
        started: the beginning of the session, in the learner's time zone.
        mode: the session's mode.
        session: its id, by which its older report is recognised.
        text: the report.
        extension: its format.

    Raises:
        WriteError: nothing was written; an older report is as it was.
    """
    data = text.encode()
    with os_errors_as_write_errors("The report was not saved"):
        private.make_private_folder(folder)
        return next(path for path in _names(folder, started, mode, extension) if _put(path, data, session))


def _put(path: Path, data: bytes, session: str) -> bool:
    """Write the file unless the name belongs to something else."""
    try:
        _create(path, data)
    except FileExistsError:
        if not _is_of(path, session):
            return False
        private.atomic_write(path, data, durable=False)
    return True


def _names(folder: Path, started: datetime, mode: str, extension: Extension) -> Iterator[Path]:
    name = f"{started:%Y-%m-%d-%H%M}-{slug(mode, 'session')}"
    yield folder / f"{name}.{extension}"
    for number in count(2):
        yield folder / f"{name}-{number}.{extension}"


def _create(path: Path, data: bytes) -> None:
    with private.open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as fd:
        try:
            private.write_all(fd, data)
        except OSError:
            private.remove(path)
            raise


def _is_of(path: Path, session: str) -> bool:
    """Whether a file is the report of that session: each format names it in the second line."""
    try:
        with private.open_file(path, os.O_RDONLY) as fd:
            head = os.pread(fd, HEAD, 0).decode(errors="replace")
    except OSError:
        return False
    quoted = json.dumps(session, ensure_ascii=False)
    sign = {".md": f"session: {quoted}", ".json": f'"session": {quoted},', ".csv": f"{session},"}[path.suffix]
    return "\n".join(head.split("\n")[1:2]).lstrip().startswith(sign)
