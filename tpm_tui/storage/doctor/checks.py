"""Check the learner's files. A check changes nothing; `repair` fixes what a problem names a repair for."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.text.plural import plural
from tpm_tui.storage.backup.manifest import list_unsupported_files
from tpm_tui.storage.backup.restore import summarize_backup
from tpm_tui.storage.backup.write import find_backups
from tpm_tui.storage.doctor.copy_checks import check_copies
from tpm_tui.storage.doctor.history_checks import CheckedHistory, check_boxes, check_history
from tpm_tui.storage.doctor.phrases import join_first
from tpm_tui.storage.doctor.repair import exposed_paths, temp_paths, walk_data
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import (
    DECODE_ERRORS,
    DataFolderError,
    describe_os_error,
)
from tpm_tui.storage.files.lock import LOCKS_NOT_SUPPORTED, UNSUPPORTED_ERRNOS
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.files.temp_names import is_temp
from tpm_tui.storage.progress import tables
from tpm_tui.storage.progress.drafts import Draft, is_draft
from tpm_tui.storage.progress.journal import History
from tpm_tui.storage.progress.missing_history import DRAFT_FOLDERS, missing_history_problem
from tpm_tui.storage.progress.snapshot import RESTORING

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs"}
)


def check_files(paths: Paths, rules: Rules, now: datetime) -> tuple[CheckedHistory, list[Problem]]:
    """Check all files; return the readable history and the problems."""
    history = check_history(paths, now)
    problems = [*history.problems, *check_boxes(paths, history, rules)]
    for check in (
        _check_missing_history,
        _check_restoring,
        check_copies,
        _check_drafts,
        _check_privacy,
        _check_leftovers,
        _check_locks,
        _check_backups,
    ):
        try:
            problems += check(paths)
        except OSError as error:
            name = check.__name__.removeprefix("_").removeprefix("check_")
            problems.append(file_problem("", describe_os_error(error), check=name))
    return history, problems


def _check_missing_history(paths: Paths) -> Iterator[Problem]:
    if not History(paths.data / "history").sizes() and not (paths.data / tables.FILE).exists():
        problem = missing_history_problem(paths.data)
        if problem is not None:
            yield replace(problem, check="log")


def _check_restoring(paths: Paths) -> Iterator[Problem]:
    if (paths.data / RESTORING).exists():
        hint = "run it again: tpm-tui restore FILE"
        yield file_problem(RESTORING, "a restore was interrupted", hint, check="restore")


def _check_drafts(paths: Paths) -> Iterator[Problem]:
    for folder in DRAFT_FOLDERS:
        yield from _check_draft_folder(paths.data / folder)


def _check_draft_folder(folder: Path) -> Iterator[Problem]:
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
        message = f"{plural(len(damaged), 'damaged draft')}: {join_first(damaged)}"
        hint = "quarantined as *.damaged-*"
        yield file_problem(folder.name, message, hint, check="drafts", repair="drafts")
    if unknown:
        message = f"unknown files, kept but not read: {join_first(unknown)}"
        hint = "check them and remove what you do not need"
        yield file_problem(folder.name, message, hint, "note", check="drafts")


def _check_privacy(paths: Paths) -> Iterator[Problem]:
    if paths.data.is_dir():
        other_owner = [str(path) for path in walk_data(paths) if os.lstat(path).st_uid != os.geteuid()]
        if other_owner:
            message = f"{join_first(other_owner)}: owned by another user"
            hint = f"run: chown -R $USER {paths.data}"
            yield file_problem(paths.data, message, hint, check="privacy")
    if exposed := [str(path.relative_to(paths.data.parent)) for path in exposed_paths(paths)]:
        message = f"other users can read {plural(len(exposed), 'file or folder', 'files and folders')}"
        yield file_problem(
            paths.data,
            f"{message}: {join_first(exposed)}",
            "permissions restricted to you",
            check="privacy",
            repair="permissions",
        )


def _check_leftovers(paths: Paths) -> Iterator[Problem]:
    if temp := [str(path.relative_to(paths.data)) for path in temp_paths(paths)]:
        message = f"temporary files of a process that has ended: {join_first(temp)}"
        yield file_problem(paths.data, message, "removed", check="leftovers", repair="temp-files")
    quarantined = [path.name for path in _files(paths.data) if ".damaged-" in path.name]
    if quarantined:
        message = f"quarantined damaged files: {join_first(quarantined)}"
        hint = "remove them when you no longer need them"
        yield file_problem(paths.data, message, hint, "note", check="leftovers")


def _check_locks(paths: Paths) -> Iterator[Problem]:
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
                yield file_problem(paths.data, *LOCKS_NOT_SUPPORTED, check="locks")
    if (kind := file_system_type(paths.data)) in NETWORK_FILE_SYSTEMS:
        message = f"on a network drive ({kind}), where locks may not work across machines"
        hint = "practise on one machine at a time, or use one data folder per machine and merge"
        yield file_problem(paths.data, message, hint, "note", check="locks")


def _check_backups(paths: Paths) -> Iterator[Problem]:
    if left_out := [path.name for path in list_unsupported_files(paths)]:
        message = f"a backup cannot contain files with these names: {join_first(left_out)}"
        yield file_problem(paths.data, message, "rename them", "warning", check="backups")
    found = find_backups(paths)
    if not found:
        if History(paths.data / "history").sizes():
            hint = "run: tpm-tui backup"
            yield file_problem("", "there is no backup yet", hint, "note", check="backups")
        return
    newest = found[-1].path
    try:
        summarize_backup(newest)
    except DataFolderError as error:
        hint = "write a new one: tpm-tui backup"
        yield file_problem(f"backups/{newest.name}", str(error), hint, check="backups")


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


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
