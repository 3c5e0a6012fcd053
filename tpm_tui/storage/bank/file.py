"""Load one bank file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.files.untrusted import ReadError
from tpm_tui.storage.yaml_files.cache import load_cached, with_file_name


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


def _parse(path: Path, data: bytes) -> dict[str, object]:
    from tpm_tui.storage.bank.parser import parse_bank  # imported only on a cache miss

    return parse_bank(data, path)
