"""The facts files that lie beside bank files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.facts import Fact
from tpm_tui.storage.cache import in_file, remembered
from tpm_tui.storage.problem import Findings, Problem
from tpm_tui.storage.source import Unreadable, real_path

FILE_NAME = "facts.yaml"


class LoadedFacts(Struct, frozen=True):
    """Facts by id, in the order of the files, and what was wrong with the files."""

    facts: dict[str, Fact]
    problems: tuple[Problem, ...] = ()


class _FactsFile(Struct, frozen=True):
    facts: tuple[Fact, ...]
    lines: tuple[int, ...]
    problems: tuple[Problem, ...]


def load_facts(paths: Sequence[Path], cache: Path | None = None) -> LoadedFacts:
    """The facts of facts files, and of the `facts.yaml` of folders that have one.

    A bad fact is set aside with a problem and costs no other; of two with one id the first stays. Raises
    nothing for whatever the files may be.
    """
    facts: dict[str, Fact] = {}
    places: dict[str, str] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    for file in (file for path in paths for file in _files(path)):
        real = real_path(file)
        if real in seen:
            continue
        seen.add(real)
        try:
            loaded = remembered(file, _FactsFile, partial(_parse, file), cache)
        except Unreadable as error:
            problems.append(error.problem)
            continue
        problems += in_file(loaded.problems, file)
        for fact, line in zip(loaded.facts, loaded.lines, strict=True):
            if fact.id in facts:
                message = f"the id {fact.id} is taken by {places[fact.id]}"
                problems.append(Problem(str(file), line, 1, message, "give this fact another id"))
            else:
                facts[fact.id] = fact
                places[fact.id] = f"{file}:{line}"
    return LoadedFacts(facts, tuple(problems))


def _files(path: Path) -> list[Path]:
    """A bank need not have facts, and a bank file has none."""
    file = path / FILE_NAME if os.path.isdir(path) else path
    return [file] if file.name == FILE_NAME and os.path.exists(file) else []


def _parse(path: Path, data: bytes) -> dict[str, object]:
    # Imported only where no cache answers.
    from tpm_tui.storage.conversion import convert
    from tpm_tui.storage.envelope import entries
    from tpm_tui.storage.yaml_tree import read_tree

    findings = Findings(str(path))
    root = read_tree(data, findings)
    nodes = entries(root, "facts", (), findings) if root is not None else []
    good = [
        node
        for number, node in enumerate(nodes, start=1)
        if convert(node, Fact, findings, f"fact {number}") is not None and not node.broken
    ]
    return {
        "facts": [node.value for node in good],
        "lines": [node.position[0] for node in good],
        "problems": findings.problems(),
    }
