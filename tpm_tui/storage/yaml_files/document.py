"""Load a hand-written YAML file as a typed value, with every problem found in it."""

from __future__ import annotations

from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from tpm_tui.storage.files.problem import Problem, ProblemList
from tpm_tui.storage.files.untrusted import ReadError, read_bytes

_T = TypeVar("_T")


class Loaded(Struct, Generic[_T], frozen=True):
    """The result of loading a file: a value unless the file has errors, and the problems."""

    value: _T | None
    problems: tuple[Problem, ...] = ()
    lines: dict[str, tuple[int, int]] = {}
    """Line and column of each field by its path, `colors.primary` or `questions[3].prompt`."""

    def position_of(self, path: str) -> tuple[int, int]:
        """Return line and column of a field; (1, 1) if it is not in the file."""
        return self.lines.get(path, (1, 1))

    def line_of(self, path: str) -> int:
        """Return the line of a field; 1 if it is not in the file."""
        return self.position_of(path)[0]


def load_yaml(path: Path, type_: type[_T]) -> Loaded[_T]:
    """Load a YAML file as the type. Never raises for the file or its content: these become problems."""
    try:
        data, _ = read_bytes(path)
    except ReadError as error:
        return Loaded(None, (error.problem,))
    return parse_yaml(data, type_, str(path))


def parse_yaml(data: bytes, type_: type[_T], file: str) -> Loaded[_T]:
    """Parse bytes that were already read; `file` is the name used in problems."""
    loaded_type: type[Loaded[_T]] = Loaded[type_]  # type: ignore[valid-type]
    return msgspec.convert(parse_untyped(data, type_, file), loaded_type, strict=False)


def parse_untyped(data: bytes, type_: type[_T], file: str) -> dict[str, object]:
    """Return the fields of a `Loaded` as plain texts, lists and mappings, for the cache.

    The value is present only if it converts to the type.
    """
    # Imported only on a cache miss: difflib and msgspec.inspect are slow to import.
    from tpm_tui.storage.yaml_files.convert import convert
    from tpm_tui.storage.yaml_files.tree import read_tree

    problems = ProblemList(file)
    root = read_tree(data, problems)
    is_valid = root is not None and convert(root, type_, problems) is not None and not root.broken
    return {
        "value": root.value if root is not None and is_valid else None,
        "problems": problems.sorted(),
        "lines": dict(root.walk()) if root is not None else {},
    }
