"""The door for YAML that people write: one file in, one typed value and every problem out."""

from __future__ import annotations

from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from tpm_tui.storage.files.problem import Problem, ProblemList
from tpm_tui.storage.files.untrusted import ReadError, read_bytes

T = TypeVar("T")


class Loaded(Struct, Generic[T], frozen=True):
    """What a file gave: a value unless something in it is wrong, and what to tell its author."""

    value: T | None
    problems: tuple[Problem, ...] = ()
    lines: dict[str, tuple[int, int]] = {}
    """Line and column of each field by its path, `colors.primary` or `questions[3].prompt`."""

    def place_of(self, path: str) -> tuple[int, int]:
        """Line and column where the field is written; the top of the file for one that is not."""
        return self.lines.get(path, (1, 1))

    def line_of(self, path: str) -> int:
        """Line where the field is written; 1 for one that is not."""
        return self.place_of(path)[0]


def load_yaml(path: Path, type_: type[T]) -> Loaded[T]:
    """Read a YAML file as the type. Raises nothing for whatever the file may be: problems say it all."""
    try:
        data, _ = read_bytes(path)
    except ReadError as error:
        return Loaded(None, (error.problem,))
    return parse_yaml(data, type_, str(path))


def parse_yaml(data: bytes, type_: type[T], file: str) -> Loaded[T]:
    """The same for bytes that were read already; `file` is the name for problems."""
    loaded_type: type[Loaded[T]] = Loaded[type_]  # type: ignore[valid-type]
    return msgspec.convert(parse_untyped(data, type_, file), loaded_type, strict=False)


def parse_untyped(data: bytes, type_: type[T], file: str) -> dict[str, object]:
    """The parts of a `Loaded` whose value is still plain text, lists and mappings, for a cache to keep.

    The value is there only if it converts to the type.
    """
    # Both are needed only where no cache answers, and difflib and msgspec.inspect are not cheap to import.
    from tpm_tui.storage.yaml_files.convert import convert
    from tpm_tui.storage.yaml_files.tree import read_tree

    findings = ProblemList(file)
    root = read_tree(data, findings)
    good = root is not None and convert(root, type_, findings) is not None and not root.broken
    return {
        "value": root.value if root is not None and good else None,
        "problems": findings.problems(),
        "lines": dict(root.walk()) if root is not None else {},
    }
