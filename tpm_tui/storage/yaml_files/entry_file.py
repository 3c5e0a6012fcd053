"""Files in a bank folder that contain one list of entries with ids: facts, study sets."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from tpm_tui.core.text.file_names import printable_line
from tpm_tui.storage.files.find_files import DRAFTS_AND_HIDDEN, FoundFiles, find_files
from tpm_tui.storage.files.problem import Problem, ProblemList, problem_at
from tpm_tui.storage.files.untrusted import ReadError, real_path
from tpm_tui.storage.yaml_files.cache import load_cached, with_file_name


class HasId(Protocol):
    """An entry with an id."""

    @property
    def id(self) -> str:
        """The id, unique among the entries of all files."""


_T = TypeVar("_T", bound=HasId)


class EntryPlace(Struct, frozen=True):
    """Where an entry is defined; the line counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return printable_line(f"{self.file}:{self.line}")


class EntryFile(Struct, Generic[_T], frozen=True):
    """The valid entries of one file, and its problems."""

    entries: tuple[_T, ...]
    lines: tuple[int, ...]
    problems: tuple[Problem, ...]


def load_entries(
    paths: Sequence[Path], name: str, noun: str, type_: type[_T], cache: Path | None
) -> tuple[dict[str, _T], tuple[Problem, ...], dict[str, EntryPlace]]:
    """Load the entries of all files with that name, by id, the problems found, and the places of the entries.

    An invalid entry is skipped with a problem and does not affect the others. If two entries share an id,
    the second is skipped. Never raises for the files or their content.

    Args:
        paths: bank files and folders; a folder, and each folder below it, may contain one file of that name.
        name: the file name, such as `facts.yaml`.
        noun: what an entry is called, such as `fact`; the file's list has its plural as name.
        type_: the type of an entry.
        cache: the cache folder, or None.
    """
    file_type: type[EntryFile[_T]] = EntryFile[type_]  # type: ignore[valid-type]
    found: dict[str, _T] = {}
    places: dict[str, EntryPlace] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    searches = [_named(path, name) for path in paths]
    problems += (problem for found_files in searches for problem in found_files.problems)
    for file in (file for found_files in searches for file in found_files.files):
        real = real_path(file)
        if real in seen:
            continue
        seen.add(real)
        try:
            loaded = load_cached(file, file_type, partial(_parse, file, noun, type_), cache)
        except ReadError as error:
            problems.append(error.problem)
            continue
        problems += with_file_name(loaded.problems, file)
        for entry, line in zip(loaded.entries, loaded.lines, strict=True):
            if entry.id in found:
                message = f"the id {entry.id} is already used at {places[entry.id]}"
                problems.append(problem_at(file, (line, 1), message, f"give this {noun} another id"))
            else:
                found[entry.id] = entry
                places[entry.id] = EntryPlace(str(file), line)
    return found, tuple(problems), places


def _named(path: Path, name: str) -> FoundFiles:
    """Return the files of that name: the path itself, or those in the folder and the folders below it.

    The problems are only those of that name: the search for bank files reports the others.
    """
    if os.path.isdir(path):
        return find_files(path, (name,), DRAFTS_AND_HIDDEN).only(lambda file: file.name == name)
    return FoundFiles((path,) if path.name == name and os.path.lexists(path) else ())


def _parse(path: Path, noun: str, type_: type[_T], data: bytes) -> dict[str, object]:
    # Imported only on a cache miss.
    from tpm_tui.storage.yaml_files.convert import convert
    from tpm_tui.storage.yaml_files.file_header import read_entry_list
    from tpm_tui.storage.yaml_files.tree import read_tree

    problems = ProblemList(str(path))
    root = read_tree(data, problems)
    nodes = read_entry_list(root, f"{noun}s", (), problems) if root is not None else []
    valid = [
        node
        for number, node in enumerate(nodes, start=1)
        if convert(node, type_, problems, f"{noun} {number}") is not None and not node.broken
    ]
    return {
        "entries": [node.value for node in valid],
        "lines": [node.position[0] for node in valid],
        "problems": problems.sorted(),
    }
