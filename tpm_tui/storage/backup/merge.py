"""Merge the history, stories and lists of another machine, a backup, or the conflict copy of a sync tool.

Lines are only added, to the file of their month, and a month is replaced atomically: a crash leaves it with
none of the new lines or all of them, and another merge adds those that are still missing. Other sessions can
save meanwhile: the lock is held only to put the new files in place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.events import HistoryEntry, Review
from tpm_tui.core.cards.history import missing_entries
from tpm_tui.storage.backup.archive import open_archive
from tpm_tui.storage.backup.month_files import prepared_months
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.bank.bank_files import SUFFIXES
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import (
    DataFolderError,
    describe_os_error,
    os_errors_as_data_folder_errors,
    os_errors_as_write_errors,
)
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.files.untrusted import ReadError
from tpm_tui.storage.progress.journal import History, decode_entry
from tpm_tui.storage.stories.merge import (
    MergedTexts,
    OwnTexts,
    list_text_copies,
    merge_texts,
    parse_own_texts,
    read_own_file,
    read_own_texts,
    write_merged,
)
from tpm_tui.storage.stories.own_files import OWN_FILES

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}(?![0-9])")
_SEGMENT = re.compile(r"[0-9]{4}-[0-9]{2}\.jsonl")


class SourceLine(Struct, frozen=True):
    """A line of the history to be merged."""

    raw: bytes
    """The unchanged bytes, including fields that a newer version may have added."""
    month: str
    """The name of the file that it belongs to, `2026-11.jsonl`."""


class MergeSource(Struct, frozen=True):
    """The history found in one folder or file to be merged."""

    path: Path
    lines: dict[HistoryEntry, SourceLine]
    damaged: int
    """The number of lines that cannot be read; they are not merged."""
    texts: OwnTexts = OwnTexts()
    """The stories and lists."""


class MergeResult(Struct, frozen=True):
    """What was added to the history."""

    entries: int
    answers: int
    backup: Path | None
    """The backup of the previous data; None if nothing was added."""
    texts: MergedTexts = MergedTexts()
    """What was changed in the stories and lists."""


def list_conflict_copies(paths: Paths) -> list[Path]:
    """List the conflict copies in the history: files of a sync tool for a month written on two machines.

    Every tool names them differently (`2026-11.sync-conflict-20261122-...jsonl`: Syncthing,
    `2026-11 (Ada's conflicted copy).jsonl`: Dropbox, `2026-11 2.jsonl`: iCloud), so every file that is not
    the regular file of a month counts as one.
    """
    folder = paths.data / "history"
    with suppress(FileNotFoundError):
        names = sorted(name for name in os.listdir(folder) if ".jsonl" in name and not name.startswith("."))
        return [folder / name for name in names if not _SEGMENT.fullmatch(name)]
    return []


def read_conflict_copies(paths: Paths) -> tuple[list[MergeSource], list[Problem]]:
    """Read the conflict copies in the history; return what was read, and a problem for each unreadable copy.

    A copy without a valid line is read too, as its lines cannot be merged later either.

    Raises:
        DataFolderError: the history cannot be listed.
    """
    found: list[MergeSource] = []
    problems: list[Problem] = []
    with os_errors_as_data_folder_errors("The history"):
        copies, text_copies = list_conflict_copies(paths), list_text_copies(paths.data)
    for copy in copies:
        try:
            found.append(_parse(copy, [(copy.name, private.read_file(os.path.realpath(copy)))]))
        except OSError as error:
            message = f"this conflict copy was not merged: {describe_os_error(error, str(copy))}"
            problems.append(file_problem(copy, message))
    for copy in text_copies:
        try:
            found.append(MergeSource(copy, {}, 0, read_own_file(copy)))
        except ReadError as error:
            problems.append(error.problem)
    return found, problems


def read_merge_source(path: Path) -> MergeSource:
    """Read the history in a data folder, a history folder, a history file, or a backup.

    Raises:
        DataFolderError: there is no history in it, or it cannot be read.
    """
    with os_errors_as_data_folder_errors(str(path)):
        if path.is_dir():
            folder = path / "history" if (path / "history").is_dir() else path
            files = sorted(file for file in folder.iterdir() if ".jsonl" in file.name and file.is_file())
            texts = read_own_texts(path)
            if not files and texts == OwnTexts():
                raise DataFolderError(
                    f"{path} contains no history: there are no .jsonl files in it or in its history/ folder"
                )
            found = ((file.name, private.read_file(os.path.realpath(file))) for file in files)
            return replace(_parse(path, found), texts=texts)
        if path.suffix in SUFFIXES:
            return _read_text_file(path)
        real = os.path.realpath(path)
        with private.open_file(real, os.O_RDONLY) as fd:
            zipped = os.pread(fd, 2, 0) == b"PK"
        if not zipped:
            source = _parse(path, [(path.name, private.read_file(real))])
            if not source.lines:
                raise DataFolderError(f"{path} contains no history entry")
            return source
        with open_archive(path) as archive:
            names = [name for name in archive.contents.files if name.startswith("history/")]
            source = _parse(path, ((name.partition("/")[2], archive.read(name)) for name in names))
            own = {name: archive.read(name) for name in OWN_FILES if name in archive.contents.files}
            return replace(source, texts=parse_own_texts(own, path))


def _read_text_file(path: Path) -> MergeSource:
    """Return the stories or lists of one file.

    Raises:
        DataFolderError: there are none in it, or it cannot be read.
    """
    try:
        texts = read_own_file(path)
    except ReadError as error:
        raise DataFolderError(str(error)) from error
    if not texts.stories and texts.lists == OwnTexts().lists:
        first = f": {texts.problems[0]}" if texts.problems else ""
        raise DataFolderError(f"{path} contains no story and no list{first}")
    return MergeSource(path, {}, 0, texts)


def merge(paths: Paths, sources: Sequence[MergeSource], now: datetime) -> MergeResult:
    """Back up the data, then add the missing entries of the sources to the history.

    Raises:
        WriteError: not all entries were added; another merge adds the rest.
        DataFolderError: the data folder is not private; nothing was changed.
    """
    private.check_folder(paths.data)
    with os_errors_as_write_errors("The history was not merged"):
        private.make_private_folder(paths.data / "history")
        lock, history = paths.data / "progress.lock", History(paths.data / "history")
        with locked(lock):
            history.terminate_last_line()
        lines = {entry: line for source in sources for entry, line in source.lines.items()}
        new = missing_entries(history.read().entries, lines)
        given = [source.texts for source in sources]
        if not new and not merge_texts(paths.data, given).files:
            return MergeResult(0, 0, None)
        backup = write_backup(paths, now, "before-merge")
        months: dict[str, list[bytes]] = {}
        for entry in new:
            months.setdefault(lines[entry].month, []).append(lines[entry].raw)
        with prepared_months(history.folder, months) as prepared, locked(lock):
            texts = merge_texts(paths.data, given)
            prepared.put_in_place()
            write_merged(paths.data, texts)
        return MergeResult(len(new), sum(isinstance(entry, Review) for entry in new), backup, texts)


def archive_conflict_copies(paths: Paths, copies: Sequence[Path]) -> Path | None:
    """Move merged conflict copies to the `merged` folder of the backups, so that nothing in them is lost.

    Returns:
        That folder; None if there are no copies.

    Raises:
        WriteError: one could not be moved.
    """
    folder = paths.backups / "merged"
    if not copies:
        return None
    with os_errors_as_write_errors("A conflict copy was not moved"):
        private.make_private_folder(folder)
        for copy in copies:
            target, number = folder / copy.name, 2
            while target.exists():
                target, number = folder / f"{copy.stem}-{number}{copy.suffix}", number + 1
            os.rename(copy, target)
    return folder


def _parse(path: Path, files: Iterable[tuple[str, bytes]]) -> MergeSource:
    lines: dict[HistoryEntry, SourceLine] = {}
    damaged = 0
    for name, data in files:
        found = [line.rstrip(b"\r") for line in data.split(b"\n") if line.strip()]
        good = {entry: line for line in found if (entry := decode_entry(line)) is not None}
        damaged += sum(decode_entry(line) is None for line in found) if len(good) < len(found) else 0
        month = _month(name)
        # No entry goes into an older file than one before it: an undo must not precede its review.
        for entry in sorted(good, key=lambda entry: (entry.seq, entry.id)):
            month = max(month, f"{entry.at.year:04}-{entry.at.month:02}.jsonl")
            lines.setdefault(entry, SourceLine(good[entry], month))
    return MergeSource(path, lines, damaged)


def _month(name: str) -> str:
    """Return the name of the month's file that a copy is named after, or ""."""
    found = _MONTH.match(name)
    return f"{found.group()}.jsonl" if found else ""
