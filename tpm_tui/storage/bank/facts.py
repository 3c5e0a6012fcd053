"""Load the facts files that accompany bank files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.bank.facts import Fact
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.yaml_files.entry_file import EntryPlace, load_entries

FACTS_FILE = "facts.yaml"


class LoadedFacts(Struct, frozen=True):
    """Facts by id, in file order, and the problems found in the files."""

    facts: dict[str, Fact]
    problems: tuple[Problem, ...] = ()
    places: dict[str, EntryPlace] = {}
    """By fact id."""


def load_facts(paths: Sequence[Path], cache: Path | None = None) -> LoadedFacts:
    """Load facts files, and the `facts.yaml` of each folder that has one."""
    return LoadedFacts(*load_entries(paths, FACTS_FILE, "fact", Fact, cache))
