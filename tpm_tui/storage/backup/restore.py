"""Putting a backup in the resolve of what is here, which is backed up first.

Everything is checked, and the history unpacked beside its resolve, before anything is touched. What then
happens under the lock is a row of atomic replacements, and a note on disk says that it is going on: after
a crash in the middle the learner is told, and restoring once more ends it.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from tpm_tui.core.cards.events import active_reviews
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.storage.backup.archive import Archive, Contents, open_archive
from tpm_tui.storage.backup.manifest import CONFIG, list_files, resolve
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import (
    DataFolderError,
    os_errors_as_data_folder_errors,
    os_errors_as_write_errors,
)
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress import tables
from tpm_tui.storage.progress.journal import decode_entry
from tpm_tui.storage.progress.snapshot import RESTORED, RESTORING

STAGE = ".restoring-"
"""Begins the name of the folder in which the history is unpacked."""


class BackupSummary(Struct, frozen=True):
    """What a backup holds, in figures."""

    contents: Contents
    answers: int
    """That stand."""
    questions: int
    first: date | None
    last: date | None
    """Study days of the oldest and the newest answer."""
    drafts: int
    banks: int
    """Files of the learner's own questions."""
    settings: bool
    damaged: int
    """Lines of the history that cannot be read; they are kept as they are."""


class RestoreResult(Struct, frozen=True):
    """What was done."""

    before: Path | None
    """The backup of what was here."""
    files: int


def summarize_backup(path: Path) -> BackupSummary:
    """Look into a backup, and check all of it.

    Raises:
        DataFolderError: it cannot be restored.
    """
    with os_errors_as_data_folder_errors(str(path)), open_archive(path) as archive:
        archive.verify()
        _check_boxes(archive)
        names = archive.contents.files
        lines = [
            line
            for name in names
            if name.startswith("history/")
            for line in archive.read(name).split(b"\n")
            if line
        ]
        entries = [entry for line in lines if (entry := decode_entry(line)) is not None]
        standing = active_reviews(merge_entries(entries))
        return BackupSummary(
            contents=archive.contents,
            answers=len(standing),
            questions=len({review.question for review in standing}),
            first=min((review.day for review in standing), default=None),
            last=max((review.day for review in standing), default=None),
            drafts=sum(name.startswith("drafts/") for name in names),
            banks=sum(name.startswith("bank/") for name in names),
            settings=CONFIG in names,
            damaged=len(lines) - len(entries),
        )


def restore(paths: Paths, path: Path, now: datetime) -> RestoreResult:
    """Put a backup in the resolve of what is here.

    History and boxes become those of the backup; its drafts, questions, themes and settings replace those
    of the same name, and others stay. A session that runs meanwhile goes on from the restored boxes.

    Raises:
        DataFolderError: the backup cannot be restored, or the data folder is not the learner's; nothing was changed.
        WriteError: it could not be put in resolve; if it was begun, restoring once more ends it.
    """
    private.check_folder(paths.data)
    with os_errors_as_data_folder_errors(str(path)), open_archive(path) as archive:
        archive.verify()
        _check_boxes(archive)
        with os_errors_as_write_errors("The backup was not restored"):
            private.make_private_folder(paths.data / "history")
            stage = _unpacked_history(archive, paths)
            try:
                with locked(paths.data / "progress.lock"):
                    before = write_backup(paths, now, "before-restore", locks=False)
                    _replace_files(archive, paths, stage, path, now)
            finally:
                shutil.rmtree(stage, ignore_errors=True)
        return RestoreResult(before, len(archive.contents.files))


def _check_boxes(archive: Archive) -> None:
    """Refuse boxes of a newer version; damaged ones are made anew from the history."""
    if tables.FILE in archive.contents.files:
        with suppress(tables.DamagedProgressError):
            tables.decode_progress(archive.read(tables.FILE))


def _unpacked_history(archive: Archive, paths: Paths) -> Path:
    """A folder beside the history with the backup's, on disk."""
    history = paths.data / "history"
    for left in history.glob(f"{STAGE}*"):
        shutil.rmtree(left, ignore_errors=True)
    stage = history / f"{STAGE}{os.urandom(8).hex()}"
    stage.mkdir(private.FOLDER_MODE)
    try:
        for name in archive.contents.files:
            room, _, file = name.partition("/")
            if room == "history":
                private.atomic_write(stage / file, archive.read(name), durable=True)
    except (OSError, DataFolderError):
        shutil.rmtree(stage, ignore_errors=True)
        raise
    return stage


def _replace_files(archive: Archive, paths: Paths, stage: Path, path: Path, now: datetime) -> None:
    note = msgspec.json.encode({"from": path.name, "made": archive.contents.made, "at": now})
    private.atomic_write(paths.data / RESTORING, note, durable=True)
    history = paths.data / "history"
    for file in sorted(os.listdir(stage)):
        os.replace(stage / file, history / file)
    files = archive.contents.files
    for name, own in list_files(paths).items():
        if name.startswith("history/") and name not in files:
            os.unlink(own)
    private.sync_folder(history)
    private.remove(paths.data / tables.BACKUP)
    if tables.FILE not in files:
        private.remove(paths.data / tables.FILE)
    for name in files:
        own_place = resolve(name, paths)
        if own_place is not None and not name.startswith("history/"):
            private.make_private_folder(own_place.parent)
            private.atomic_write(own_place, archive.read(name), durable=True)
    private.atomic_write(paths.data / RESTORED, note, durable=True)
    private.remove(paths.data / RESTORING)
    private.sync_folder(paths.data)
