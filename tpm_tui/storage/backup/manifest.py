"""What a backup holds, and where each file of it lives."""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.tables import FILE

CONFIG = "config.yaml"
FILES = (FILE, "mock.json")
"""Of the data folder itself."""

BACKUP_FOLDERS = {
    "history": (".jsonl",),
    "drafts": (".json",),
    "notes": (".json",),
    "bank": (".yaml", ".yml", ".md"),
    "themes": (".yaml", ".yml"),
}
"""Folders of a backup, and the endings of the files in them."""

MAX_NAME_BYTES = 200


def resolve(name: str, paths: Paths) -> Path | None:
    """Where a file of a backup lives; None for a name that no backup of ours has."""
    if name in FILES:
        return paths.data / name
    if name == CONFIG:
        return paths.config
    room, _, file = name.partition("/")
    return (
        _folder(room, paths) / file
        if room in BACKUP_FOLDERS and _is_plain(file, BACKUP_FOLDERS[room])
        else None
    )


def list_files(paths: Paths) -> dict[str, Path]:
    """The files that a backup would hold now, by their names in it.

    Raises:
        OSError: a folder cannot be read.
    """
    found = {name: paths.data / name for name in FILES} | {CONFIG: paths.config}
    for room, endings in BACKUP_FOLDERS.items():
        folder = _folder(room, paths)
        if folder.is_dir():
            names = sorted(os.listdir(folder))
            found |= {f"{room}/{name}": folder / name for name in names if _is_plain(name, endings)}
    return {name: path for name, path in found.items() if path.is_file()}


def _folder(room: str, paths: Paths) -> Path:
    return paths.themes if room == "themes" else paths.data / room


def _is_plain(name: str, endings: tuple[str, ...]) -> bool:
    """Whether it is one visible file's own name, on any system."""
    return (
        name.lower().endswith(endings)
        and not name.startswith(".")
        and not {*name} & {*'/\\:\n\t"<>|?*'}
        and is_clean(name)
        and len(name.encode()) <= MAX_NAME_BYTES
    )
