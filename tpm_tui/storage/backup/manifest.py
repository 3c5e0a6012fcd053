"""The files of a backup, and their locations in the data and config folders."""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.tables import FILE

CONFIG = "config.yaml"
FILES = (FILE, "mock.json")
"""Files directly in the data folder."""

BACKUP_FOLDERS = {
    "history": (".jsonl",),
    "drafts": (".json",),
    "notes": (".json",),
    "bank": (".yaml", ".yml", ".md"),
    "themes": (".yaml", ".yml"),
}
"""Folders of a backup, and the file name extensions in each."""

MAX_NAME_BYTES = 200


def resolve(name: str, paths: Paths) -> Path | None:
    """Return the location of a file in a backup; None for a name that a backup cannot contain."""
    if name in FILES:
        return paths.data / name
    if name == CONFIG:
        return paths.config
    folder_name, _, file = name.partition("/")
    return (
        _folder(folder_name, paths) / file
        if folder_name in BACKUP_FOLDERS and _is_plain(file, BACKUP_FOLDERS[folder_name])
        else None
    )


def list_files(paths: Paths) -> dict[str, Path]:
    """List the files that a backup would contain now, by their names in it.

    Raises:
        OSError: a folder cannot be read.
    """
    found = {name: paths.data / name for name in FILES} | {CONFIG: paths.config}
    for folder_name, extensions in BACKUP_FOLDERS.items():
        folder = _folder(folder_name, paths)
        if folder.is_dir():
            names = sorted(os.listdir(folder))
            found |= {f"{folder_name}/{name}": folder / name for name in names if _is_plain(name, extensions)}
    return {name: path for name, path in found.items() if path.is_file()}


def _folder(name: str, paths: Paths) -> Path:
    return paths.themes if name == "themes" else paths.data / name


def _is_plain(name: str, extensions: tuple[str, ...]) -> bool:
    """Return whether this is a plain name of a visible file, valid on every operating system."""
    return (
        name.lower().endswith(extensions)
        and not name.startswith(".")
        and not {*name} & {*'/\\:\n\t"<>|?*'}
        and is_clean(name)
        and len(name.encode()) <= MAX_NAME_BYTES
    )
