"""Write session reports: one private file per session, named after its start.

The name consists of a date and time that we format ourselves and of the mode in kebab-case. No other text
of the history, which may come from another machine, is used in it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Literal

from tpm_tui.core.text.slug import slugify
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import os_errors_as_write_errors

Extension = Literal["md", "json", "csv"]

MOCK_REPORT_MODE = "mock-interview"
"""The mode in the name of a mock interview's report."""

HEAD_BYTES = 2_048
"""Bytes at the start of a report that contain its first two lines."""

_REPORT = re.compile(
    rb'---\nsession: "'  # Markdown of one session or mock interview
    rb"|# [^\n]+ session, [^\n]+\n\n\| Session "  # Markdown of all sessions
    rb'|(\[\s*)?\{\s*"session": "|\[\]\s*\Z'  # JSON of one session, of all
    rb"|session,mode,at,"  # CSV
)
"""How the reports of this version and of older ones begin."""


def is_report(head: bytes) -> bool:
    """Return whether a file that begins with these bytes is a report, in any format."""
    return _REPORT.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def write_report(
    folder: Path,
    started: datetime,
    mode: str,
    session: str,
    text: str,
    extension: Extension = "md",
    *,
    keep_if: Callable[[str], bool] | None = None,
) -> Path:
    """Write a report, readable by its owner only, and return its path.

    The name is `2026-11-22-0814-practice.md`, or the same with `-2`, `-3`, ... if another session or another
    file has that name. An older report of the same session is replaced atomically, unless `keep_if` is given.

    Args:
        folder: the folder of reports; created if missing.
        started: the start of the session, in the learner's time zone.
        mode: the session's mode.
        session: its id, used to recognise its older report.
        text: the text of the report.
        extension: the format of the report.
        keep_if: whether an older report of the session, with this text, is returned instead of a new one. If
            it is not, the new report gets a name of its own. None: replace an older report.

    Raises:
        WriteError: nothing was written; an older report is unchanged.
    """
    data = text.encode()
    with os_errors_as_write_errors("The report was not saved"):
        private.make_private_folder(folder)
        return next(
            path
            for path in _names(folder, started, mode, extension)
            if _write_unless_taken(path, data, session, keep_if)
        )


def _write_unless_taken(path: Path, data: bytes, session: str, keep_if: Callable[[str], bool] | None) -> bool:
    """Write the file unless its name is taken by another report or file.

    Return whether the report of this name is the one to use: it was written, or is to be kept.
    """
    try:
        _create(path, data)
    except FileExistsError:
        if not _is_report_of(path, session):
            return False
        if keep_if is not None:
            return keep_if(private.read_file(path).decode(errors="replace"))
        private.atomic_write(path, data, durable=False)
    return True


def _names(folder: Path, started: datetime, mode: str, extension: Extension) -> Iterator[Path]:
    name = f"{started:%Y-%m-%d-%H%M}-{slugify(mode, 'session')}"
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


def _is_report_of(path: Path, session: str) -> bool:
    """Return whether a file is the report of that session: each format has its id in the second line."""
    try:
        with private.open_file(path, os.O_RDONLY) as fd:
            head = os.pread(fd, HEAD_BYTES, 0).decode(errors="replace")
    except OSError:
        return False
    quoted = json.dumps(session, ensure_ascii=False)
    marker = {".md": f"session: {quoted}", ".json": f'"session": {quoted},', ".csv": f"{session},"}[
        path.suffix
    ]
    return "\n".join(head.split("\n")[1:2]).lstrip().startswith(marker)
