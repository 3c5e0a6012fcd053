"""Taking in the history of another machine, of a backup, or of a file that a sync tool put aside.

Lines are only ever added, to the month they came from, and a month is replaced as a whole: a crash leaves
it without the new lines or with all of them, and merging once more adds what is still missing_entries.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.cards.events import HistoryEntry, Review
from tpm_tui.core.cards.history import missing_entries
from tpm_tui.storage.backup.archive import open_archive
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import (
    DataFolderError,
    os_errors_as_data_folder_errors,
    os_errors_as_write_errors,
)
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.journal import History, decode_entry

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}(?![0-9])")
_SEGMENT = re.compile(r"[0-9]{4}-[0-9]{2}\.jsonl")


class SourceLine(Struct, frozen=True):
    """A line of another history."""

    raw: bytes
    """As it stands there, with whatever a newer version may have added."""
    month: str
    """The file that it belongs to."""


class MergeSource(Struct, frozen=True):
    """What was found in one thing to be merged."""

    path: Path
    lines: dict[HistoryEntry, SourceLine]
    damaged: int
    """Lines that cannot be read; they stay where they are."""


class MergeResult(Struct, frozen=True):
    """What came in."""

    entries: int
    answers: int
    before: Path | None
    """The backup of what was here; None where nothing came in."""


def conflict_copies(paths: Paths) -> list[Path]:
    """Files in our own history that a sync tool put beside a month because two machines wrote to it.

    Every tool has its own name for them (`2026-11.sync-conflict-20261122-...jsonl` of Syncthing,
    `2026-11 (Ada's conflicted copy).jsonl` of Dropbox, `2026-11 2.jsonl` of iCloud), so that all that is no
    month's own file is taken for one.
    """
    folder = paths.data / "history"
    with suppress(FileNotFoundError):
        names = sorted(name for name in os.listdir(folder) if ".jsonl" in name and not name.startswith("."))
        return [folder / name for name in names if not _SEGMENT.fullmatch(name)]
    return []


def read_source(path: Path) -> MergeSource:
    """The history in a data folder, a history folder, a file of lines, or a backup.

    Raises:
        DataFolderError: there is none in it, or it cannot be read.
    """
    with os_errors_as_data_folder_errors(str(path)):
        if path.is_dir():
            folder = path / "history" if (path / "history").is_dir() else path
            files = sorted(file for file in folder.iterdir() if ".jsonl" in file.name and file.is_file())
            if not files:
                raise DataFolderError(
                    f"{path} holds no history: no .jsonl files in it, nor in a folder history/"
                )
            return _source(path, ((file.name, private.read_file(os.path.realpath(file))) for file in files))
        real = os.path.realpath(path)
        with private.open_file(real, os.O_RDONLY) as fd:
            zipped = os.pread(fd, 2, 0) == b"PK"
        if not zipped:
            found = _source(path, [(path.name, private.read_file(real))])
            if not found.lines:
                raise DataFolderError(f"{path} holds no line of a history")
            return found
        with open_archive(path) as archive:
            names = [name for name in archive.contents.files if name.startswith("history/")]
            return _source(path, ((name.partition("/")[2], archive.read(name)) for name in names))


def merge(paths: Paths, sources: Iterable[MergeSource], now: datetime) -> MergeResult:
    """Add to our own history what it has not yet; what is there is backed up first.

    Raises:
        WriteError: it was not added, or in part; merging once more adds the rest.
        DataFolderError: the data folder is not the learner's; nothing was changed.
    """
    private.check_folder(paths.data)
    with os_errors_as_write_errors("The history was not merged"):
        private.make_private_folder(paths.data / "history")
        with locked(paths.data / "progress.lock"):
            history = History(paths.data / "history")
            history.terminate_last_line()
            lines = {entry: line for source in sources for entry, line in source.lines.items()}
            new = missing_entries(history.read().entries, lines)
            if not new:
                return MergeResult(0, 0, None)
            before = write_backup(paths, now, "before-merge", locks=False)
            months: dict[str, list[bytes]] = {}
            for entry in new:
                months.setdefault(lines[entry].month, []).append(lines[entry].raw)
            for month, added in sorted(months.items()):
                _extend(history.folder / month, added)
        return MergeResult(len(new), sum(isinstance(entry, Review) for entry in new), before)


def archive_conflict_copies(paths: Paths, copies: Iterable[Path]) -> None:
    """Move conflict copies whose entries have come in to where backups are; nothing in them is lost.

    Raises:
        WriteError: one could not be moved.
    """
    folder = paths.backups / "merged"
    with os_errors_as_write_errors("A conflict copy was not moved"):
        private.make_private_folder(folder)
        for copy in copies:
            place, number = folder / copy.name, 2
            while place.exists():
                place, number = folder / f"{copy.stem}-{number}{copy.suffix}", number + 1
            os.rename(copy, place)


def _source(path: Path, files: Iterable[tuple[str, bytes]]) -> MergeSource:
    lines: dict[HistoryEntry, SourceLine] = {}
    damaged = 0
    for name, data in files:
        found = [line.rstrip(b"\r") for line in data.split(b"\n") if line.strip()]
        good = {entry: line for line in found if (entry := decode_entry(line)) is not None}
        damaged += sum(decode_entry(line) is None for line in found) if len(good) < len(found) else 0
        month = _month(name)
        # No entry goes before one that it follows: an undo is never in an older file than its review.
        for entry in sorted(good, key=lambda entry: (entry.seq, entry.id)):
            month = max(month, f"{entry.at.year:04}-{entry.at.month:02}.jsonl")
            lines.setdefault(entry, SourceLine(good[entry], month))
    return MergeSource(path, lines, damaged)


def _month(name: str) -> str:
    """The month's file that a copy of it is named after, or ""."""
    found = _MONTH.match(name)
    return f"{found.group()}.jsonl" if found else ""


def _extend(path: Path, lines: Iterable[bytes]) -> None:
    """Replace a month by itself with more lines."""
    try:
        before = private.read_file(path)
    except FileNotFoundError:
        before = b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    private.atomic_write(path, before + b"".join(line + b"\n" for line in lines), durable=True)
