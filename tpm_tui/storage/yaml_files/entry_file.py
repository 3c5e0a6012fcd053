"""Files that lie beside bank files and hold one list of read_entry_list with ids: facts, study sets."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from tpm_tui.storage.files.problem import Problem, ProblemList
from tpm_tui.storage.files.untrusted import ReadError, real_path
from tpm_tui.storage.yaml_files.cache import in_file, remembered


class HasId(Protocol):
    """An entry that is known by its id."""

    @property
    def id(self) -> str:
        """Unique among the read_entry_list of all files."""


T = TypeVar("T", bound=HasId)


class EntryFile(Struct, Generic[T], frozen=True):
    """What one file gave."""

    entries: tuple[T, ...]
    lines: tuple[int, ...]
    problems: tuple[Problem, ...]


def load_entries(
    paths: Sequence[Path], name: str, noun: str, type_: type[T], cache: Path | None
) -> tuple[dict[str, T], tuple[Problem, ...]]:
    """The read_entry_list by id of files of that name, and of the one that each folder may have.

    A bad entry is set aside with a problem and costs no other; of two with one id the first stays. Raises
    nothing for whatever the files may be.

    Args:
        paths: files and folders, as a bank's.
        name: of the files, `facts.yaml`.
        noun: what one entry is called, `fact`; the file's list is its plural.
        type_: of an entry.
        cache: where parsed files are kept.
    """
    file_type: type[EntryFile[T]] = EntryFile[type_]  # type: ignore[valid-type]
    found: dict[str, T] = {}
    places: dict[str, str] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    for file in (file for path in paths for file in _files(path, name)):
        real = real_path(file)
        if real in seen:
            continue
        seen.add(real)
        try:
            loaded = remembered(file, file_type, partial(_parse, file, noun, type_), cache)
        except ReadError as error:
            problems.append(error.problem)
            continue
        problems += in_file(loaded.problems, file)
        for entry, line in zip(loaded.entries, loaded.lines, strict=True):
            if entry.id in found:
                message = f"the id {entry.id} is taken by {places[entry.id]}"
                problems.append(Problem(str(file), line, 1, message, f"give this {noun} another id"))
            else:
                found[entry.id] = entry
                places[entry.id] = f"{file}:{line}"
    return found, tuple(problems)


def _files(path: Path, name: str) -> list[Path]:
    """A bank need not have such a file, and a bank file is none."""
    file = path / name if os.path.isdir(path) else path
    return [file] if file.name == name and os.path.lexists(file) else []


def _parse(path: Path, noun: str, type_: type[T], data: bytes) -> dict[str, object]:
    # Imported only where no cache answers.
    from tpm_tui.storage.yaml_files.convert import convert
    from tpm_tui.storage.yaml_files.file_header import read_entry_list
    from tpm_tui.storage.yaml_files.tree import read_tree

    findings = ProblemList(str(path))
    root = read_tree(data, findings)
    nodes = read_entry_list(root, f"{noun}s", (), findings) if root is not None else []
    good = [
        node
        for number, node in enumerate(nodes, start=1)
        if convert(node, type_, findings, f"{noun} {number}") is not None and not node.broken
    ]
    return {
        "entries": [node.value for node in good],
        "lines": [node.position[0] for node in good],
        "problems": findings.problems(),
    }
