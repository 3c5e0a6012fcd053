"""Load one bank file, and find the bank files of a folder."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.storage.files.find_files import (
    DRAFTS_AND_HIDDEN,
    FoundFiles,
    find_files,
    without_conflict_copies,
)
from tpm_tui.storage.files.problem import Problem
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


def find_bank_files(path: Path) -> FoundFiles:
    """Return the bank files of a path: the file itself, or those in a folder and the folders below it.

    Files and folders whose names begin with `_` or `.` are drafts and are left out. Conflict copies of sync
    tools are left out too, with a warning for each.
    """
    if not os.path.isdir(path):
        return FoundFiles((path,))
    found = without_conflict_copies(find_files(path, SUFFIXES, DRAFTS_AND_HIDDEN))
    return found.only(lambda file: file.name not in OTHER_FILES)


def _parse(path: Path, data: bytes) -> dict[str, object]:
    from tpm_tui.storage.bank.parser import parse_bank  # imported only on a cache miss

    return parse_bank(data, path)
