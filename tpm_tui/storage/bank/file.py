"""One file of a bank, as loaded."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.files.untrusted import ReadError
from tpm_tui.storage.yaml_files.cache import in_file, remembered

SUFFIXES = (".yaml", ".yml")
OTHER_FILES = ("facts.yaml", "sets.yaml")
"""Files that live in a bank folder and hold no questions."""


class BankFile(Struct, frozen=True):
    """What a file holds that can be used, and what to tell its author about the rest."""

    topic: Topic
    questions: tuple[Question, ...] = ()
    positions: tuple[tuple[int, int], ...] = ()
    """Line and column of each question."""
    without_id: tuple[str, ...] = ()
    """Ids that were made of the prompt, for want of one in the file."""
    problems: tuple[Problem, ...] = ()


def load_bank_file(path: Path, cache: Path | None) -> BankFile | Problem:
    """The file's questions; the problem where it cannot be read at all."""
    try:
        loaded = remembered(path, BankFile, partial(_parse, path), cache)
    except ReadError as error:
        return error.problem
    return replace(loaded, problems=in_file(loaded.problems, path))


def bank_files(path: Path) -> list[Path] | Problem:
    """The bank files that a path means: itself, or a folder's own YAML files by name, as given.

    Names that begin with `_` or `.` are an author's drafts. A folder of a folder is not looked into.
    """
    if not os.path.isdir(path):
        return [path]
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except OSError:
        return Problem(str(path), 0, 0, "not allowed to look into this folder", "check its permissions")
    return [path / name for name in names if is_bank_name(name)]


def is_bank_name(name: str) -> bool:
    """Whether a file of that name in a bank folder holds questions."""
    return name.lower().endswith(SUFFIXES) and not name.startswith(("_", ".")) and name not in OTHER_FILES


def _parse(path: Path, data: bytes) -> dict[str, object]:
    from tpm_tui.storage.bank.parser import parse_bank  # imported only where no cache answers

    return parse_bank(data, path)
