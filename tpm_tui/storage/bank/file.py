"""Load one bank file, and list the bank files of a folder."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.files.untrusted import ReadError
from tpm_tui.storage.yaml_files.cache import load_cached, with_file_name

SUFFIXES = (".yaml", ".yml")
OTHER_FILES = ("facts.yaml", "sets.yaml")
"""Files of a bank folder that contain no questions."""


class BankFile(Struct, frozen=True):
    """The valid questions of one file, and the problems with the rest."""

    topic: Topic
    questions: tuple[Question, ...] = ()
    positions: tuple[tuple[int, int], ...] = ()
    """Line and column of each question."""
    without_id: tuple[str, ...] = ()
    """Ids derived from the prompt because the file has none."""
    problems: tuple[Problem, ...] = ()


def load_bank_file(path: Path, cache: Path | None) -> BankFile | Problem:
    """Load the questions of a file; return a problem if it cannot be read at all."""
    try:
        loaded = load_cached(path, BankFile, partial(_parse, path), cache)
    except ReadError as error:
        return error.problem
    return replace(loaded, problems=with_file_name(loaded.problems, path))


def list_bank_files(path: Path) -> list[Path] | Problem:
    """Return the bank files of a path: the file itself, or the YAML files of a folder sorted by name.

    Names that begin with `_` or `.` are drafts and are skipped. Subfolders are not searched.
    """
    if not os.path.isdir(path):
        return [path]
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except OSError:
        return file_problem(path, "permission to list this folder was denied", "check its permissions")
    return [path / name for name in names if is_bank_name(name)]


def is_bank_name(name: str) -> bool:
    """Return whether a file of that name in a bank folder contains questions."""
    return name.lower().endswith(SUFFIXES) and not name.startswith(("_", ".")) and name not in OTHER_FILES


def _parse(path: Path, data: bytes) -> dict[str, object]:
    from tpm_tui.storage.bank.parser import parse_bank  # imported only on a cache miss

    return parse_bank(data, path)
