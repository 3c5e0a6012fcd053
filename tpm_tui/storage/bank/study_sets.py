"""Load the study set files that accompany bank files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.bank.study_set import StudySet
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.yaml_files.entry_file import load_entries

SETS_FILE = "sets.yaml"


class LoadedSets(Struct, frozen=True):
    """Study sets by id, in file order, and the problems found in the files."""

    sets: dict[str, StudySet]
    problems: tuple[Problem, ...] = ()


def load_study_sets(paths: Sequence[Path], cache: Path | None = None) -> LoadedSets:
    """Load sets files, and the `sets.yaml` of each folder that has one."""
    sets, problems, _ = load_entries(paths, SETS_FILE, "set", StudySet, cache)
    return LoadedSets(sets, problems)
