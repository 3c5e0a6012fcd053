"""Examining the learner's files, and mending what can be mended without losing a word.

An examination changes nothing. A repair backs up first, and never removes a line or a file that it cannot
read: what is damaged is set aside or stays where it is.
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
from tpm_tui.storage.backup.merge import conflict_copies
from tpm_tui.storage.backup.restore import STAGE, summarize_backup
from tpm_tui.storage.backup.write import backups, write_backup
from tpm_tui.storage.doctor.finding import Finding, counted, join_first
from tpm_tui.storage.doctor.history_checks import Log, check_boxes, check_log
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import (
    UNDECODABLE,
    DataFolderError,
    describe_os_error,
    os_errors_as_write_errors,
)
from tpm_tui.storage.files.lock import NO_LOCKS, NOT_SUPPORTED, locked
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.drafts import Draft, Drafts, is_draft
from tpm_tui.storage.progress.journal import History
from tpm_tui.storage.progress.snapshot import RESTORING
from tpm_tui.storage.progress.store import Store

NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs"})


DRAFTS = ("drafts", "notes")
"""Folders of what was typed and is not in the history yet."""


def check_files(paths: Paths, rules: Rules, now: datetime) -> tuple[Log, list[Finding]]:
    """The history as it can be read, and everything that there is to tell about the files."""
    log = check_log(paths, now)
    findings = [*log.findings, *check_boxes(paths, log, rules)]
    for check in (_restoring, _copies, _drafts, _privacy, _leftovers, _locks, _backups):
        try:
            findings += check(paths)
        except OSError as error:
            findings.append(Finding(check.__name__.strip("_"), "", describe_os_error(error)))
    return log, findings


def repair(paths: Paths, rules: Rules, now: datetime) -> Path | None:
    """Mend what the examination says can be mended; returns the backup that was made first.

    Raises:
        WriteError: the backup or a change could not be written.
        DataFolderError: a newer version wrote the progress file.
    """
    before = write_backup(paths, now, "before-repair")
    if not paths.data.is_dir():
        return before
    with os_errors_as_write_errors("The repair was not finished"):
        for path in _open_to_others(paths):
            os.chmod(path, stat.S_IMODE(os.lstat(path).st_mode) & ~0o077)
        for path in _left_behind(paths):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                private.remove(path)
        with locked(paths.data / "progress.lock"):
            History(paths.data / "history").terminate_last_line()
    for folder in DRAFTS:
        Drafts(paths.data / folder).latest()  # sets damaged ones aside
    log = check_log(paths, now)
    store = Store.open(paths.data, rules)
    store.checkpoint()  # a damaged file is set aside, and its backup and the history take its place
    if any(finding.repair for finding in check_boxes(paths, log, rules)):
        store.rebuild(keep_known=not log.whole)
        store.checkpoint()
    return before


def _restoring(paths: Paths) -> Iterator[Finding]:
    if (paths.data / RESTORING).exists():
        message = "a backup was put in place only in part"
        yield Finding("restore", RESTORING, message, "run once more: tpm-tui restore FILE")


def _copies(paths: Paths) -> Iterator[Finding]:
    for copy in conflict_copies(paths):
        message = "a copy that a sync tool put aside; its answers do not count yet"
        yield Finding("copies", f"history/{copy.name}", message, "run: tpm-tui merge")
    others = [
        path.name
        for path in _files(paths.data)
        if path.name.startswith(("progress", "mock")) and path.suffix == ".json" and "conflict" in path.name
    ]
    if others:
        message = f"copies that a sync tool put aside: {join_first(others)}"
        yield Finding("copies", str(paths.data), message, "the history has all of it", wrong=False)


def _drafts(paths: Paths) -> Iterator[Finding]:
    for folder in DRAFTS:
        yield from _drafts_in(paths.data / folder)


def _drafts_in(folder: Path) -> Iterator[Finding]:
    damaged, strange = [], []
    for path in _files(folder):
        if private.is_temp(path.name):
            continue
        if not is_draft(path.name):
            strange.append(path.name)
            continue
        try:
            msgspec.json.decode(private.read_file(path), type=Draft)
        except UNDECODABLE:
            damaged.append(path.name)
        except FileNotFoundError:
            continue
    if damaged:
        message = f"{counted(len(damaged), 'damaged draft')}: {join_first(damaged)}"
        yield Finding("drafts", folder.name, message, "set aside under a name that tells", repair=True)
    if strange:
        message = f"kept, and not read: {join_first(strange)}"
        yield Finding(
            "drafts", folder.name, message, "look into them, and remove what is not needed", wrong=False
        )


def _privacy(paths: Paths) -> Iterator[Finding]:
    if paths.data.is_dir():
        foreign = [str(path) for path in _walk(paths) if os.lstat(path).st_uid != os.geteuid()]
        if foreign:
            message = f"{join_first(foreign)}: of another user"
            yield Finding("privacy", str(paths.data), message, f"run: chown -R $USER {paths.data}")
    if seen := [str(path.relative_to(paths.data.parent)) for path in _open_to_others(paths)]:
        message = f"other users may look into {counted(len(seen), 'file or folder', 'files and folders')}"
        yield Finding(
            "privacy", str(paths.data), f"{message}: {join_first(seen)}", "closed to them", repair=True
        )


def _leftovers(paths: Paths) -> Iterator[Finding]:
    if left := [str(path.relative_to(paths.data)) for path in _left_behind(paths)]:
        message = f"left behind by a process that died: {join_first(left)}"
        yield Finding("leftovers", str(paths.data), message, "removed", repair=True)
    aside = [path.name for path in _files(paths.data) if ".damaged-" in path.name]
    if aside:
        message = f"damaged files that were set aside: {join_first(aside)}"
        yield Finding("leftovers", str(paths.data), message, "remove them when you like", wrong=False)


def _locks(paths: Paths) -> Iterator[Finding]:
    lock = paths.data / "progress.lock"
    if lock.exists():
        with private.open_file(lock, os.O_RDWR) as fd:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # a session is os_errors_as_write_errors at this moment
            except OSError as error:
                if error.errno not in NO_LOCKS:
                    raise
                yield Finding("locks", str(paths.data), NOT_SUPPORTED)
    if (kind := file_system(paths.data)) in NETWORK:
        message = f"on a network drive ({kind}), where locks may not reach other machines"
        remedy = "practise on one machine at a time, or give each its own folder and merge"
        yield Finding("locks", str(paths.data), message, remedy, wrong=False)


def _backups(paths: Paths) -> Iterator[Finding]:
    found = backups(paths)
    if not found:
        if History(paths.data / "history").sizes():
            yield Finding("backups", "", "there is no backup yet", "run: tpm-tui backup", wrong=False)
        return
    newest = found[-1].path
    try:
        summarize_backup(newest)
    except DataFolderError as error:
        yield Finding("backups", f"backups/{newest.name}", str(error), "make another: tpm-tui backup")


def file_system(folder: Path, table: Path = Path("/proc/self/mountinfo")) -> str:
    """The kind of file system that a folder is on; "" where the system does not tell."""
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
    """The data folder and all in it; links are not followed."""
    yield paths.data
    for folder, folders, files in os.walk(paths.data):
        yield from (path for name in (*folders, *files) if not (path := Path(folder, name)).is_symlink())


def _open_to_others(paths: Paths) -> list[Path]:
    if not paths.data.is_dir():
        return []
    return [path for path in _walk(paths) if os.lstat(path).st_mode & 0o077]


def _left_behind(paths: Paths) -> list[Path]:
    if not paths.data.is_dir():
        return []
    return [path for path in _walk(paths) if private.is_temp(path.name) or path.name.startswith(STAGE)]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
