"""The study sets that lie beside bank files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.bank.study_set import StudySet
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.yaml_files.entry_file import load_entries

FILE_NAME = "sets.yaml"


class LoadedSets(Struct, frozen=True):
    """Study sets by id, in the order of the files, and what was wrong with the files."""

    sets: dict[str, StudySet]
    problems: tuple[Problem, ...] = ()


def load_study_sets(paths: Sequence[Path], cache: Path | None = None) -> LoadedSets:
    """The sets of sets files, and of the `sets.yaml` of folders that have one."""
    return LoadedSets(*load_entries(paths, FILE_NAME, "set", StudySet, cache))
