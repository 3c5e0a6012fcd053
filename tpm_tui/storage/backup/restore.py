"""Replace the learner's data with a backup, after backing up the data.

The backup is verified, and its history unpacked to a staging folder, before any file is changed. Then files
are replaced atomically, one after the other, under the lock. A marker file exists meanwhile: after a crash
the learner sees a notice, and another restore completes it.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.storage.backup.archive import Archive, Contents, open_archive
from tpm_tui.storage.backup.manifest import CONFIG, list_files, resolve
from tpm_tui.storage.backup.settings_file import editor_of, with_current_editor
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import (
    DataFolderError,
    os_errors_as_data_folder_errors,
    os_errors_as_write_errors,
)
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress import tables
from tpm_tui.storage.progress.journal import decode_entry
from tpm_tui.storage.progress.snapshot import RESTORED, RESTORING
from tpm_tui.storage.stories.merge import OwnTexts, parse_own_texts
from tpm_tui.storage.stories.own_files import OWN_FILES

MAX_SYNCED_FILES = 200
"""More files than this are written to disk together: to wait for each takes minutes for thousands, during
which no session can save."""

STAGING_PREFIX = ".restoring-"
"""Prefix of the staging folder in which the history is unpacked."""


class BackupSummary(Struct, frozen=True):
    """The contents of a backup, as numbers."""

    contents: Contents
    answers: int
    """The number of active reviews."""
    questions: int
    first: date | None
    last: date | None
    """The study days of the oldest and the newest answer."""
    drafts: int
    banks: int
    """The number of the learner's own bank files."""
    stories: int
    """The number of stories without an error."""
    settings: bool
    editor: str
    """The program that the settings name to edit questions; empty if they name none."""
    damaged: int
    """The number of history lines that cannot be read; they are restored unchanged."""


class RestoreResult(Struct, frozen=True):
    """The result of a restore."""

    backup: Path | None
    """The backup of the previous data; None if there was none."""
    files: int
    """The number of restored files."""
    problems: tuple[Problem, ...] = ()
    """What was left out, as warnings."""


def summarize_backup(path: Path) -> BackupSummary:
    """Verify a backup and summarize its contents.

    Raises:
        DataFolderError: the backup cannot be restored.
    """
    with os_errors_as_data_folder_errors(str(path)), open_archive(path) as archive:
        archive.verify()
        _check_progress_version(archive)
        names = archive.contents.files
        lines = [
            line
            for name in names
            if name.startswith("history/")
            for line in archive.read(name).split(b"\n")
            if line
        ]
        entries = [entry for line in lines if (entry := decode_entry(line)) is not None]
        active = active_reviews(merge_entries(entries))
        return BackupSummary(
            contents=archive.contents,
            answers=len(active),
            questions=len({review.question for review in active}),
            first=min((review.day for review in active), default=None),
            last=max((review.day for review in active), default=None),
            drafts=sum(name.startswith("drafts/") for name in names),
            banks=sum(name.startswith("bank/") for name in names),
            stories=len(_own_texts(archive).stories),
            settings=CONFIG in names,
            editor=editor_of(archive.read(CONFIG)) if CONFIG in names else "",
            damaged=len(lines) - len(entries),
        )


def _own_texts(archive: Archive) -> OwnTexts:
    files = archive.contents.files
    return parse_own_texts({name: archive.read(name) for name in OWN_FILES if name in files}, archive.path)


def restore(paths: Paths, path: Path, now: datetime, *, with_editor: bool = False) -> RestoreResult:
    """Replace the learner's data with a backup.

    History and boxes become those of the backup; its drafts, questions, themes and settings replace files
    of the same name, and other files are kept. A running session continues from the restored boxes.

    Args:
        paths: the learner's files.
        path: the backup.
        now: the current time, with its zone.
        with_editor: restore the setting `editor` too, which names a program; otherwise it stays as it is.

    Raises:
        DataFolderError: the backup is invalid, or the data folder is not private; nothing was changed.
        WriteError: the restore failed; if files were already replaced, another restore completes it.
    """
    private.check_folder(paths.data)
    with os_errors_as_data_folder_errors(str(path)), open_archive(path) as archive:
        archive.verify()
        _check_progress_version(archive)
        with os_errors_as_write_errors("The backup was not restored"):
            private.make_private_folder(paths.data / "history")
            stage = _unpack_history(archive, paths)
            try:
                with locked(paths.data / "progress.lock"):
                    backup = write_backup(paths, now, "before-restore", lock=False)
                    left_out = _replace_files(archive, paths, stage, path, now, with_editor)
            finally:
                shutil.rmtree(stage, ignore_errors=True)
        return RestoreResult(backup, len(archive.contents.files), left_out)


def _check_progress_version(archive: Archive) -> None:
    """Reject boxes of a newer version; damaged ones are rebuilt from the history after the restore."""
    if tables.FILE in archive.contents.files:
        with suppress(tables.DamagedProgressError):
            tables.decode_progress(archive.read(tables.FILE))


def _unpack_history(archive: Archive, paths: Paths) -> Path:
    """Write the history of the backup to a staging folder, durably; return that folder."""
    history = paths.data / "history"
    for stale in history.glob(f"{STAGING_PREFIX}*"):
        shutil.rmtree(stale, ignore_errors=True)
    stage = history / f"{STAGING_PREFIX}{os.urandom(8).hex()}"
    stage.mkdir(private.FOLDER_MODE)
    try:
        for name in archive.contents.files:
            folder, _, file = name.partition("/")
            if folder == "history":
                private.atomic_write(stage / file, archive.read(name), durable=True)
    except (OSError, DataFolderError):
        shutil.rmtree(stage, ignore_errors=True)
        raise
    return stage


def _replace_files(
    archive: Archive, paths: Paths, stage: Path, path: Path, now: datetime, with_editor: bool
) -> tuple[Problem, ...]:
    """Replace the files; return what was left out."""
    marker = msgspec.json.encode({"from": path.name, "made": archive.contents.made, "at": now})
    private.atomic_write(paths.data / RESTORING, marker, durable=True)
    history = paths.data / "history"
    for file in sorted(os.listdir(stage)):
        os.replace(stage / file, history / file)
    files = archive.contents.files
    for name, current in list_files(paths).items():
        if name.startswith("history/") and name not in files:
            os.unlink(current)
    private.sync_folder(history)
    private.remove(paths.data / tables.BACKUP)
    if tables.FILE not in files:
        private.remove(paths.data / tables.FILE)
    left_out: Problem | None = None
    durable = len(files) <= MAX_SYNCED_FILES
    for name in files:
        target = resolve(name, paths)
        if target is not None and not name.startswith("history/"):
            data: bytes | None = archive.read(name)
            if data is not None and name == CONFIG and not with_editor:
                data, left_out = with_current_editor(data, paths.config)
            if data is not None:
                private.make_private_folder(target.parent)
                private.atomic_write(target, data, durable)
    if not durable:
        os.sync()  # until then, the marker says that the restore is not finished
    private.atomic_write(paths.data / RESTORED, marker, durable=True)
    private.remove(paths.data / RESTORING)
    private.sync_folder(paths.data)
    return (left_out,) if left_out else ()
