"""List and read the reports in the reports folder. Names and contents are untrusted."""

from __future__ import annotations

import os
import re
from pathlib import Path

from msgspec import Struct

from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import os_errors_as_data_folder_errors
from tpm_tui.storage.files.report_file import HEAD_BYTES

MAX_LISTED = 1_000
"""Reports that are listed, the newest ones."""

MAX_READ_BYTES = 1024 * 1024
"""Bytes of a report that are read."""

LISTED_SUFFIXES = (".md", ".json", ".csv")

_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]{2})([0-9]{2})-([a-z0-9-]+?)(?:-[0-9]+)?\.[a-z]+")
_MODE = re.compile(r'^mode: "([^"\n]{1,60})"$', re.MULTILINE)
_ANSWERED = re.compile(r"^answered: ([0-9]{1,6})$", re.MULTILINE)


class StoredReport(Struct, frozen=True):
    """A file in the reports folder."""

    path: Path
    started: str = ""
    """Date and time of the session, `2026-11-22 08:14`; empty if the name does not have them."""
    mode: str = ""
    """The mode of the session; empty if it is not known."""
    answers: int | None = None
    """The number of answers; None if the beginning of the file does not say it."""


class ReportText(Struct, frozen=True):
    """The text of a report."""

    text: str
    size: int
    """The size of the file in bytes."""

    is_cut: bool
    """Whether the file is longer than the text."""


def list_reports(folder: Path) -> tuple[StoredReport, ...]:
    """List the reports of a folder, newest first; at most `MAX_LISTED`.

    Only regular files directly in the folder are listed, and only the beginning of each is read.

    Raises:
        DataFolderError: the folder cannot be listed.
    """
    with os_errors_as_data_folder_errors(str(folder)):
        try:
            with os.scandir(folder) as found:
                names = [
                    item.name
                    for item in found
                    if item.name.endswith(LISTED_SUFFIXES)
                    and not item.name.startswith(".")
                    and item.is_file(follow_symlinks=False)
                ]
        except FileNotFoundError:
            return ()
    return tuple(_describe(folder / name) for name in sorted(names, reverse=True)[:MAX_LISTED])


def read_report(path: Path) -> ReportText:
    """Read a report, at most `MAX_READ_BYTES` of it. Bytes that are not UTF-8 are replaced.

    Raises:
        DataFolderError: it cannot be read.
    """
    with os_errors_as_data_folder_errors(str(path)), private.open_file(path, os.O_RDONLY) as fd:
        size = os.fstat(fd).st_size
        data = os.pread(fd, MAX_READ_BYTES, 0)
    is_cut = size > len(data)
    return ReportText(data.decode("utf-8-sig", "ignore" if is_cut else "replace"), size, is_cut)


def _describe(path: Path) -> StoredReport:
    """Return what the name and the beginning of a file say; both can be anything."""
    head = _head(path) if path.suffix == ".md" else ""
    properties = head[4:].partition("\n---\n")[0] if head.startswith("---\n") else ""
    mode, answered = _MODE.search(properties), _ANSWERED.search(properties)
    named = _NAME.fullmatch(path.name)
    return StoredReport(
        path,
        f"{named[1]} {named[2]}:{named[3]}" if named else "",
        mode[1] if mode else named[4] if named else "",
        int(answered[1]) if answered else None,
    )


def _head(path: Path) -> str:
    """Return the beginning of a file; empty if it cannot be read, which is reported when it is opened."""
    try:
        with private.open_file(path, os.O_RDONLY) as fd:
            return os.pread(fd, HEAD_BYTES, 0).decode(errors="replace")
    except OSError:
        return ""
