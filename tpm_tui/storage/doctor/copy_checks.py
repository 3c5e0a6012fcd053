"""Check for conflict copies of sync tools. Those of questions and themes are found when these are loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tpm_tui.storage.backup.merge import list_conflict_copies
from tpm_tui.storage.doctor.phrases import join_first
from tpm_tui.storage.files.conflict_copies import find_conflict_copies
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.stories.merge import list_text_copies


def check_copies(paths: Paths) -> Iterator[Problem]:
    """Yield an error for each copy of a history file, and a note for copies of other data and settings."""
    for copy in list_conflict_copies(paths):
        message = "a conflict copy of a sync tool; its answers do not count yet"
        yield file_problem(f"history/{copy.name}", message, "run: tpm-tui merge", check="copies")
    own = [copy.name for copy in list_text_copies(paths.data)]
    for name in own:
        message = "a conflict copy of a sync tool; its texts are not used yet"
        yield file_problem(name, message, "run: tpm-tui merge", check="copies")
    if others := sorted(find_conflict_copies(_names(paths.data)).keys() - own):
        message = f"conflict copies of a sync tool: {join_first(others)}"
        hint = "not needed; everything is in the history"
        yield file_problem(paths.data, message, hint, "note", check="copies")
    folder, name = paths.config.parent, paths.config.name
    copies = find_conflict_copies(_names(folder))
    if settings := sorted(copy for copy, original in copies.items() if original == name):
        message = f"conflict copies of the settings, which are not read: {join_first(settings)}"
        hint = f"copy what is missing into {name} and delete them"
        yield file_problem(folder, message, hint, "note", check="copies")


def _names(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    return [path.name for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
