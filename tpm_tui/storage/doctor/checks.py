"""Check the learner's files, and repair what can be repaired without losing data.

A check changes nothing. A repair writes a backup first, and never removes a line or a file that it cannot
read: damaged files are quarantined, damaged lines stay in the history.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.backup.merge import list_conflict_copies
from tpm_tui.storage.backup.restore import STAGING_PREFIX, summarize_backup
from tpm_tui.storage.backup.write import find_backups, write_backup
from tpm_tui.storage.doctor.finding import Finding, join_first, pluralize
from tpm_tui.storage.doctor.history_checks import CheckedHistory, check_boxes, check_history
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import (
    DECODE_ERRORS,
    DataFolderError,
    describe_os_error,
    os_errors_as_write_errors,
)
from tpm_tui.storage.files.lock import LOCKS_NOT_SUPPORTED, UNSUPPORTED_ERRNOS, locked
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.temp_names import is_temp
from tpm_tui.storage.progress.drafts import Draft, Drafts, is_draft
from tpm_tui.storage.progress.journal import History
from tpm_tui.storage.progress.snapshot import RESTORING
from tpm_tui.storage.progress.store import Store

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs"}
)


DRAFTS = ("drafts", "notes")
"""Folders of text that is not in the history yet."""


def check_files(paths: Paths, rules: Rules, now: datetime) -> tuple[CheckedHistory, list[Finding]]:
    """Check all files; return the readable history and the findings."""
    history = check_history(paths, now)
    findings = [*history.findings, *check_boxes(paths, history, rules)]
    for check in (
        _check_restoring,
        _check_copies,
        _check_drafts,
        _check_privacy,
        _check_leftovers,
        _check_locks,
        _check_backups,
    ):
        try:
            findings += check(paths)
        except OSError as error:
            findings.append(Finding(check.__name__.removeprefix("_check_"), "", describe_os_error(error)))
    return history, findings


def repair(paths: Paths, rules: Rules, now: datetime) -> Path | None:
    """Repair every finding marked as repairable; return the backup that was written first.

    Raises:
        WriteError: the backup or a change could not be written.
        DataFolderError: a newer version wrote the progress file.
    """
    backup = write_backup(paths, now, "before-repair")
    if not paths.data.is_dir():
        return backup
    with os_errors_as_write_errors("The repair was not finished"):
        for path in _exposed_paths(paths):
            os.chmod(path, stat.S_IMODE(os.lstat(path).st_mode) & ~0o077)
        for path in _temp_paths(paths):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                private.remove(path)
        with locked(paths.data / "progress.lock"):
            History(paths.data / "history").terminate_last_line()
    for folder in DRAFTS:
        Drafts(paths.data / folder).newest_drafts()  # quarantines damaged ones
    history = check_history(paths, now)
    store = Store.open(paths.data, rules)
    store.checkpoint()  # a damaged file is quarantined and replaced from its backup and the history
    if any(finding.repair for finding in check_boxes(paths, history, rules)):
        store.rebuild(keep_known=not history.is_complete)
        store.checkpoint()
    return backup


def _check_restoring(paths: Paths) -> Iterator[Finding]:
    if (paths.data / RESTORING).exists():
        message = "a restore was interrupted"
        yield Finding("restore", RESTORING, message, "run it again: tpm-tui restore FILE")


def _check_copies(paths: Paths) -> Iterator[Finding]:
    for copy in list_conflict_copies(paths):
        message = "a conflict copy of a sync tool; its answers do not count yet"
        yield Finding("copies", f"history/{copy.name}", message, "run: tpm-tui merge")
    others = [
        path.name
        for path in _files(paths.data)
        if path.name.startswith(("progress", "mock")) and path.suffix == ".json" and "conflict" in path.name
    ]
    if others:
        message = f"conflict copies of a sync tool: {join_first(others)}"
        yield Finding(
            "copies", str(paths.data), message, "not needed; everything is in the history", wrong=False
        )


def _check_drafts(paths: Paths) -> Iterator[Finding]:
    for folder in DRAFTS:
        yield from _check_draft_folder(paths.data / folder)


def _check_draft_folder(folder: Path) -> Iterator[Finding]:
    damaged, unknown = [], []
    for path in _files(folder):
        if is_temp(path.name):
            continue
        if not is_draft(path.name):
            unknown.append(path.name)
            continue
        try:
            msgspec.json.decode(private.read_file(path), type=Draft)
        except DECODE_ERRORS:
            damaged.append(path.name)
        except FileNotFoundError:
            continue
    if damaged:
        message = f"{pluralize(len(damaged), 'damaged draft')}: {join_first(damaged)}"
        yield Finding("drafts", folder.name, message, "quarantined as *.damaged-*", repair=True)
    if unknown:
        message = f"unknown files, kept but not read: {join_first(unknown)}"
        yield Finding(
            "drafts", folder.name, message, "check them and remove what you do not need", wrong=False
        )


def _check_privacy(paths: Paths) -> Iterator[Finding]:
    if paths.data.is_dir():
        other_owner = [str(path) for path in _walk(paths) if os.lstat(path).st_uid != os.geteuid()]
        if other_owner:
            message = f"{join_first(other_owner)}: owned by another user"
            yield Finding("privacy", str(paths.data), message, f"run: chown -R $USER {paths.data}")
    if exposed := [str(path.relative_to(paths.data.parent)) for path in _exposed_paths(paths)]:
        message = f"other users can read {pluralize(len(exposed), 'file or folder', 'files and folders')}"
        yield Finding(
            "privacy",
            str(paths.data),
            f"{message}: {join_first(exposed)}",
            "permissions restricted to you",
            repair=True,
        )


def _check_leftovers(paths: Paths) -> Iterator[Finding]:
    if temp := [str(path.relative_to(paths.data)) for path in _temp_paths(paths)]:
        message = f"temporary files of a process that has ended: {join_first(temp)}"
        yield Finding("leftovers", str(paths.data), message, "removed", repair=True)
    quarantined = [path.name for path in _files(paths.data) if ".damaged-" in path.name]
    if quarantined:
        message = f"quarantined damaged files: {join_first(quarantined)}"
        yield Finding(
            "leftovers", str(paths.data), message, "remove them when you no longer need them", wrong=False
        )


def _check_locks(paths: Paths) -> Iterator[Finding]:
    lock = paths.data / "progress.lock"
    if lock.exists():
        with private.open_file(lock, os.O_RDWR) as fd:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # a session is saving at this moment
            except OSError as error:
                if error.errno not in UNSUPPORTED_ERRNOS:
                    raise
                yield Finding("locks", str(paths.data), LOCKS_NOT_SUPPORTED)
    if (kind := file_system_type(paths.data)) in NETWORK_FILE_SYSTEMS:
        message = f"on a network drive ({kind}), where locks may not work across machines"
        remedy = "practise on one machine at a time, or use one data folder per machine and merge"
        yield Finding("locks", str(paths.data), message, remedy, wrong=False)


def _check_backups(paths: Paths) -> Iterator[Finding]:
    found = find_backups(paths)
    if not found:
        if History(paths.data / "history").sizes():
            yield Finding("backups", "", "there is no backup yet", "run: tpm-tui backup", wrong=False)
        return
    newest = found[-1].path
    try:
        summarize_backup(newest)
    except DataFolderError as error:
        yield Finding("backups", f"backups/{newest.name}", str(error), "write a new one: tpm-tui backup")


def file_system_type(folder: Path, table: Path = Path("/proc/self/mountinfo")) -> str:
    """Return the type of the file system that a folder is on; "" if it is unknown."""
    try:
        lines = table.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    real = os.path.realpath(folder)
    best = ("", "")
    for line in lines:
        place, _, rest = line.partition(" - ")
        fields, kinds = place.split(), rest.split()
        if len(fields) > 4 and kinds:
            mount = fields[4].replace("\\040", " ").rstrip("/")
            if (real == mount or real.startswith(mount + "/")) and len(mount) >= len(best[0]):
                best = mount, kinds[0]
    return best[1]


def _walk(paths: Paths) -> Iterator[Path]:
    """Yield the data folder and everything in it; do not follow links."""
    yield paths.data
    for folder, folders, files in os.walk(paths.data):
        yield from (path for name in (*folders, *files) if not (path := Path(folder, name)).is_symlink())


def _exposed_paths(paths: Paths) -> list[Path]:
    if not paths.data.is_dir():
        return []
    return [path for path in _walk(paths) if os.lstat(path).st_mode & 0o077]


def _temp_paths(paths: Paths) -> list[Path]:
    if not paths.data.is_dir():
        return []
    return [path for path in _walk(paths) if is_temp(path.name) or path.name.startswith(STAGING_PREFIX)]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
