"""Erase the learner's data: exactly the files that tpm-tui itself wrote in the data folder, and nothing else.

Folders are opened without following links, and only regular files whose names, or for reports whose first
lines, are those of our own files are removed. Everything else stays and is reported. Questions, themes and
settings are not touched, nor the two lock files, which are empty.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import WriteError, os_errors_as_write_errors
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.report_file import HEAD_BYTES, is_report
from tpm_tui.storage.files.temp_names import is_temp
from tpm_tui.storage.progress.drafts import is_draft
from tpm_tui.storage.progress.live_sessions import LiveSessions
from tpm_tui.storage.progress.snapshot import RESTORED

ERASE_OPEN_ELSEWHERE = "Not erased: a session is open in another terminal; end it there first"
TOP_FOLDER = ""
"""The data folder itself."""

MAX_ROUNDS = 100
"""How often a folder is listed again, because a file was renamed meanwhile."""

_TOP = re.compile(
    r"progress\.json(?:\.bak)?|mock\.json|asked-date\.json|interview-draft\.json|asked-draft\.json"
    r"|first-run-done|first-run-draft\.json|restored\.json|restoring\.json|stories\.yaml|lists\.yaml"
    r"|(?:progress|mock)\.damaged-[0-9]+\.json"
)
_HISTORY = re.compile(r"[0-9]{4}-[0-9]{2}(?:\.damaged-[0-9]+)?\.jsonl")
_DAMAGED_DRAFT = re.compile(r"[a-z0-9-]{1,60}\.[A-Za-z0-9_.-]{1,80}\.damaged-[0-9]+\.json")
_LIVE = re.compile(r"[A-Za-z0-9_-]{1,64}\.lock")
_EXPORT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+\.(?:txt|yaml)")
_BACKUP = re.compile(r"tpm-tui-[0-9]{4}(?:-[0-9]{2}){2}-[0-9]{6}(?:-[a-z0-9-]+)?\.zip")
_REPORT = re.compile(r"[^/]+\.(?:md|json|csv)")
_TOP_LEFT = re.compile(r"(?:progress|mock)\.lock")
_TOP_FOLDERS_LEFT = ("bank", "themes")


def _is_own_draft(name: str) -> bool:
    return is_draft(name) or _DAMAGED_DRAFT.fullmatch(name) is not None


FOLDERS: dict[str, Callable[[str], object]] = {
    TOP_FOLDER: _TOP.fullmatch,
    "history": _HISTORY.fullmatch,
    "drafts": _is_own_draft,
    "notes": _is_own_draft,
    "versions": _is_own_draft,
    "live": _LIVE.fullmatch,
    "reports": _REPORT.fullmatch,
    "exports": _EXPORT.fullmatch,
    "backups": _BACKUP.fullmatch,
}
"""The folders, in the order of erasing, each with what recognises the names of our own files in it.

The backups come last: one that was being written when the history was erased is erased too.
"""


class EraseResult(Struct, frozen=True):
    """What was erased."""

    erased: int
    """The number of files."""
    left: tuple[str, ...] = ()
    """What is still in the data folder because it is not ours, by its path in it."""


def count_own_files(data: Path) -> int:
    """Return how many files `erase_data` would erase.

    Raises:
        WriteError: a folder cannot be read.
    """
    with os_errors_as_write_errors("Not erased"), _opened(data) as top:
        if top is None:
            return 0
        return sum(len(_own_files(folder, fd)) for folder in FOLDERS for fd in _folder_fds(top, folder))


def erase_data(data: Path, live: LiveSessions, now: datetime) -> EraseResult:
    """Erase the files that tpm-tui wrote in the data folder: all but questions and themes.

    Args:
        data: the data folder; it may be a link, but nothing in it is followed.
        live: its open sessions.
        now: the current time, for the marker that other processes read their progress again.

    Raises:
        WriteError: a session is open in another process, and nothing was erased; or a file could not be
            erased, and another try erases the rest.
    """
    with os_errors_as_write_errors("Not erased"), _opened(data) as top:
        if top is None:
            return EraseResult(0)
        with locked(data / "progress.lock"):
            if live.is_any_open_elsewhere():
                raise WriteError(ERASE_OPEN_ELSEWHERE)
            erased = sum(_erase_folder(top, folder) for folder in FOLDERS)
            left = tuple(_left(top))
            marker = msgspec.json.encode({"erased": now})
            private.atomic_write(data / RESTORED, marker, durable=True, through_link=False)
        return EraseResult(erased, left)


def _erase_folder(top: int, folder: str) -> int:
    """Erase our files in a folder, and the folder if it is empty then; return the number of files."""
    erased = 0
    for fd in _folder_fds(top, folder):
        for _ in range(MAX_ROUNDS):
            found = _own_files(folder, fd)
            if not found:
                break
            for name in found:
                with suppress(FileNotFoundError):  # renamed meanwhile; it is found again
                    os.unlink(name, dir_fd=fd)
                    erased += 1
        os.fsync(fd)
        if folder:
            with suppress(OSError):  # something else is in it
                os.rmdir(folder, dir_fd=top)
    return erased


def _own_files(folder: str, fd: int) -> list[str]:
    """Return the names of our files in a folder."""
    recognise = FOLDERS[folder]
    names = [
        name for name in os.listdir(fd) if recognise(name) or (is_temp(name) and _is_own_temp(folder, name))
    ]
    own = [name for name in names if _is_regular(name, fd)]
    return [name for name in own if folder != "reports" or is_temp(name) or _has_report(name, fd)]


def _is_own_temp(folder: str, name: str) -> bool:
    """Return whether a temp file would replace one of our files."""
    target = re.sub(r"\.[0-9a-f]{16}\.tmp$", "", name.removeprefix("."))
    return target != name.removeprefix(".") and bool(FOLDERS[folder](target))


def _is_regular(name: str, fd: int) -> bool:
    try:
        return stat.S_ISREG(os.stat(name, dir_fd=fd, follow_symlinks=False).st_mode)
    except FileNotFoundError:
        return False


def _has_report(name: str, fd: int) -> bool:
    """Return whether a file begins as a report does."""
    try:
        file = os.open(name, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=fd)
    except OSError:
        return False
    try:
        return is_report(os.pread(file, HEAD_BYTES, 0))
    finally:
        os.close(file)


def _left(top: int) -> Iterator[str]:
    """Yield what is left in the data folder and in our folders; folders in them are not listed."""
    for name in sorted(os.listdir(top)):
        if name in FOLDERS:
            found = False
            for fd in _folder_fds(top, name):
                found = True
                yield from (f"{name}/{each}" for each in sorted(os.listdir(fd)))
            if not found:
                yield name
        elif name not in _TOP_FOLDERS_LEFT and not _TOP_LEFT.fullmatch(name):
            yield name


@contextmanager
def _opened(data: Path) -> Iterator[int | None]:
    """Open the data folder; None if it does not exist."""
    try:
        fd = os.open(data, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield None
        return
    try:
        yield fd
    finally:
        os.close(fd)


def _folder_fds(top: int, folder: str) -> Iterator[int]:
    """Yield the descriptor of one of our folders, unless it is missing, a file or a link."""
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        fd = os.open(folder or ".", flags, dir_fd=top)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        if error.errno == errno.ELOOP:
            return
        raise
    try:
        yield fd
    finally:
        os.close(fd)
