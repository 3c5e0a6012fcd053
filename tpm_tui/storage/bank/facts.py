"""The facts files that lie beside bank files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.bank.facts import Fact
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.yaml_files.entry_file import load_entries

FILE_NAME = "facts.yaml"


class LoadedFacts(Struct, frozen=True):
    """Facts by id, in the order of the files, and what was wrong with the files."""

    facts: dict[str, Fact]
    problems: tuple[Problem, ...] = ()


def load_facts(paths: Sequence[Path], cache: Path | None = None) -> LoadedFacts:
    """The facts of facts files, and of the `facts.yaml` of folders that have one."""
    return LoadedFacts(*load_entries(paths, FILE_NAME, "fact", Fact, cache))
