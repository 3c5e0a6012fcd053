"""Find the learner's files in a folder and the folders below it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.text.file_names import is_utf8
from tpm_tui.storage.files.conflict_copies import find_conflict_copies
from tpm_tui.storage.files.problem import Problem, file_problem

DRAFTS_AND_HIDDEN = ("_", ".")
"""First characters of the names of drafts and hidden files."""

MAX_LEVELS = 8
"""Levels of folders below a folder."""

MAX_FOLDERS = 500
"""Folders that are listed: a link to a home folder must not take minutes to follow."""


class FoundFiles(Struct, frozen=True):
    """The files below a folder, and what could not be listed."""

    files: tuple[Path, ...] = ()
    """Sorted by name, folders among files; the original comes before its copies."""
    problems: tuple[Problem, ...] = ()

    def only(self, wanted: Callable[[Path], bool]) -> FoundFiles:
        """Return the wanted files, and the problems of wanted paths."""
        return FoundFiles(
            tuple(filter(wanted, self.files)),
            tuple(problem for problem in self.problems if wanted(Path(problem.file))),
        )


def find_files(folder: Path, suffixes: tuple[str, ...], skipped: tuple[str, ...] = (".",)) -> FoundFiles:
    """Find the files with one of these suffixes, in lower or upper case. Links are followed, each once.

    Args:
        folder: where to search.
        suffixes: file name extensions in lower case.
        skipped: files and folders whose names begin with one of these are left out.
    """
    search = _Search(suffixes, skipped)
    files = tuple(search.files_in(folder, 0))
    return FoundFiles(files, tuple(search.problems))


def without_conflict_copies(found: FoundFiles) -> FoundFiles:
    """Return the files without the conflict copies of sync tools, with a warning for each."""
    names: dict[Path, list[str]] = {}
    for file in found.files:
        names.setdefault(file.parent, []).append(file.name)
    copies = {
        folder / name: original
        for folder, all_names in names.items()
        for name, original in find_conflict_copies(all_names).items()
    }
    return FoundFiles(
        tuple(file for file in found.files if file not in copies),
        (*found.problems, *(_copy_problem(copy, original) for copy, original in copies.items())),
    )


class _Search:
    def __init__(self, suffixes: tuple[str, ...], skipped: tuple[str, ...]) -> None:
        self.problems: list[Problem] = []
        self._suffixes = suffixes
        self._skipped = skipped
        self._seen: set[tuple[int, int]] = set()
        self._limited = False

    def files_in(self, folder: Path, depth: int) -> Iterator[Path]:
        """Yield the files of a folder and of the folders in it."""
        if not self._is_new(folder, depth):
            return
        try:
            with os.scandir(folder) as found:
                entries = [(item.name, os.path.isdir(item)) for item in found]
        except OSError:
            hint = "check its permissions"
            self.problems.append(file_problem(folder, "permission to list this folder was denied", hint))
            return
        for name, is_folder in sorted(entries, key=_sort_key):
            if name.startswith(self._skipped) or not (is_folder or name.lower().endswith(self._suffixes)):
                continue
            if not is_utf8(name):
                hint = "rename it: a backup cannot contain it"
                self.problems.append(file_problem(folder / name, "the name is not UTF-8", hint, "warning"))
            if is_folder and name.lower().endswith(self._suffixes):
                self.problems.append(file_problem(folder / name, "a folder, not a file", "rename or move it"))
            elif is_folder:
                yield from self.files_in(folder / name, depth + 1)
            else:
                yield folder / name

    def _is_new(self, folder: Path, depth: int) -> bool:
        """Return whether to list a folder: not again, and not beyond the limits."""
        try:
            status = os.stat(folder)
        except OSError:
            return True  # listing it reports the cause
        key = status.st_dev, status.st_ino
        if key in self._seen:
            return False
        if depth > MAX_LEVELS or len(self._seen) >= MAX_FOLDERS:
            self._report_limit(folder)
            return False
        self._seen.add(key)
        return True

    def _report_limit(self, folder: Path) -> None:
        if not self._limited:
            self._limited = True
            message = f"not searched: the limits are {MAX_LEVELS} levels and {MAX_FOLDERS} folders"
            hint = "move the files that you need further up"
            self.problems.append(file_problem(folder, message, hint, "warning"))


def _sort_key(entry: tuple[str, bool]) -> tuple[str, str]:
    """Sort `good.yaml` before `good (1).yaml`, although the dot comes after the space."""
    stem, _, suffix = entry[0].rpartition(".")
    return (stem, suffix) if stem and not entry[1] else (entry[0], "")


def _copy_problem(copy: Path, original: str) -> Problem:
    of = f" of {original}" if original else ""
    hint = f"copy what is missing into {original or 'the original'} and delete it, or give it another name"
    return file_problem(copy, f"a sync tool's conflict copy{of}; it is not read", hint, "warning")
