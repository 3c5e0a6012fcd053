"""The files of a backup, and their locations in the data and config folders."""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.storage.files.find_files import MAX_LEVELS, find_files
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.tables import FILE
from tpm_tui.storage.settings.asked_draft import ASKED_DRAFT_FILE
from tpm_tui.storage.stories.own_files import OWN_FILES

CONFIG = "config.yaml"
FILES = (FILE, "mock.json", ASKED_DRAFT_FILE, *OWN_FILES)
"""Files directly in the data folder."""

BACKUP_FOLDERS = {
    "history": (".jsonl",),
    "drafts": (".json",),
    "notes": (".json",),
    "versions": (".json",),
    "bank": (".yaml", ".yml", ".md"),
    "themes": (".yaml", ".yml"),
}
"""Folders of a backup, and the file name extensions in each."""

DEEP_FOLDERS = ("bank", "themes")
"""Folders of a backup that can have folders of their own."""

MAX_NAME_BYTES = 200
"""Of one part of a path."""


def resolve(name: str, paths: Paths) -> Path | None:
    """Return the location of a file in a backup; None for a name that a backup cannot contain."""
    if name in FILES:
        return paths.data / name
    if name == CONFIG:
        return paths.config
    folder, _, file = name.partition("/")
    return _folder(folder, paths) / file if _is_valid(folder, file) else None


def list_files(paths: Paths) -> dict[str, Path]:
    """List the files that a backup would contain now, by their names in it.

    Raises:
        OSError: a folder cannot be read.
    """
    found = {name: paths.data / name for name in FILES} | {CONFIG: paths.config}
    for folder in BACKUP_FOLDERS:
        at = _folder(folder, paths)
        names = _names_below(folder, at) if at.is_dir() else []
        found |= {f"{folder}/{name}": at / name for name in names if _is_valid(folder, name)}
    return {name: path for name, path in found.items() if path.is_file()}


def list_unsupported_files(paths: Paths) -> list[Path]:
    """List the learner's own questions and themes that a backup cannot contain because of their names."""
    return [
        _folder(folder, paths) / name
        for folder in DEEP_FOLDERS
        for name in _names_below(folder, _folder(folder, paths))
        if not _is_valid(folder, name) and (_folder(folder, paths) / name).is_file()
    ]


def is_backup_folder(name: str) -> bool:
    """Return whether a path that ends in a slash can be a folder of a backup."""
    folder, _, below = name.removesuffix("/").partition("/")
    return folder in BACKUP_FOLDERS and (not below or (folder in DEEP_FOLDERS and _is_plain_path(below)))


def _names_below(folder: str, at: Path) -> list[str]:
    """Return the files in a folder and, if a backup can have those, in the folders below; relative to it."""
    if folder not in DEEP_FOLDERS:
        return sorted(os.listdir(at))
    return [str(path.relative_to(at)) for path in find_files(at, BACKUP_FOLDERS[folder]).files]


def _folder(name: str, paths: Paths) -> Path:
    return paths.themes if name == "themes" else paths.data / name


def _is_valid(folder: str, name: str) -> bool:
    """Return whether a backup can contain a file of this name in one of its folders."""
    if not name.lower().endswith(BACKUP_FOLDERS.get(folder, ())):
        return False
    return _is_plain_path(name) if folder in DEEP_FOLDERS else _is_plain(name)


def _is_plain_path(path: str) -> bool:
    parts = path.split("/")
    return len(parts) <= MAX_LEVELS + 1 and all(map(_is_plain, parts))


def _is_plain(name: str) -> bool:
    """Return whether this is a plain name of a visible file or folder, valid on every operating system."""
    return (
        name != ""
        and not name.startswith(".")
        and not {*name} & {*'/\\:\n\t"<>|?*'}
        and is_clean(name)
        and len(name.encode()) <= MAX_NAME_BYTES
    )
