"""Putting a backup in the place of what is here, which is backed up first.

Everything is checked, and the history unpacked beside its place, before anything is touched. What then
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

from tpm_tui.core.cards.events import standing_reviews
from tpm_tui.core.cards.history import merged
from tpm_tui.storage.backup.archive import Archive, Contents, opened_archive
from tpm_tui.storage.backup.manifest import CONFIG, place, present
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import Unusable, reading, saving
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress import tables as progress
from tpm_tui.storage.progress.journal import decode
from tpm_tui.storage.progress.snapshot import RESTORED, RESTORING

STAGE = ".restoring-"
"""Begins the name of the folder in which the history is unpacked."""


class Summary(Struct, frozen=True):
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


class Restored(Struct, frozen=True):
    """What was done."""

    before: Path | None
    """The backup of what was here."""
    files: int


def summary(path: Path) -> Summary:
    """Look into a backup, and check all of it.

    Raises:
        Unusable: it cannot be restored.
    """
    with reading(str(path)), opened_archive(path) as archive:
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
        entries = [entry for line in lines if (entry := decode(line)) is not None]
        standing = standing_reviews(merged(entries))
        return Summary(
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


def restore(paths: Paths, path: Path, now: datetime) -> Restored:
    """Put a backup in the place of what is here.

    History and boxes become those of the backup; its drafts, questions, themes and settings replace those
    of the same name, and others stay. A session that runs meanwhile goes on from the restored boxes.

    Raises:
        Unusable: the backup cannot be restored, or the data folder is not the learner's; nothing was changed.
        NotSaved: it could not be put in place; if it was begun, restoring once more ends it.
    """
    private.check_folder(paths.data)
    with reading(str(path)), opened_archive(path) as archive:
        archive.verify()
        _check_boxes(archive)
        with saving("The backup was not restored"):
            private.make_private_folder(paths.data / "history")
            stage = _unpacked_history(archive, paths)
            try:
                with locked(paths.data / "progress.lock"):
                    before = write_backup(paths, now, "before-restore", locks=False)
                    _put_in_place(archive, paths, stage, path, now)
            finally:
                shutil.rmtree(stage, ignore_errors=True)
        return Restored(before, len(archive.contents.files))


def _check_boxes(archive: Archive) -> None:
    """Refuse boxes of a newer version; damaged ones are made anew from the history."""
    if progress.FILE in archive.contents.files:
        with suppress(progress.Damaged):
            progress.decode(archive.read(progress.FILE))


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
                private.replace_privately(stage / file, archive.read(name), durable=True)
    except (OSError, Unusable):
        shutil.rmtree(stage, ignore_errors=True)
        raise
    return stage


def _put_in_place(archive: Archive, paths: Paths, stage: Path, path: Path, now: datetime) -> None:
    note = msgspec.json.encode({"from": path.name, "made": archive.contents.made, "at": now})
    private.replace_privately(paths.data / RESTORING, note, durable=True)
    history = paths.data / "history"
    for file in sorted(os.listdir(stage)):
        os.replace(stage / file, history / file)
    files = archive.contents.files
    for name, own in present(paths).items():
        if name.startswith("history/") and name not in files:
            os.unlink(own)
    private.sync_folder(history)
    private.remove(paths.data / progress.BACKUP)
    if progress.FILE not in files:
        private.remove(paths.data / progress.FILE)
    for name in files:
        own_place = place(name, paths)
        if own_place is not None and not name.startswith("history/"):
            private.make_private_folder(own_place.parent)
            private.replace_privately(own_place, archive.read(name), durable=True)
    private.replace_privately(paths.data / RESTORED, note, durable=True)
    private.remove(paths.data / RESTORING)
    private.sync_folder(paths.data)
