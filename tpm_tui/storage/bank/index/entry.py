"""The cache entry of a bank: an index in columns, and the questions, each encoded apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from msgspec import Raw, Struct

from tpm_tui.storage.bank.bank_files import find_bank_files
from tpm_tui.storage.yaml_files.cache import encodable
from tpm_tui.storage.yaml_files.part_cache import CachedParts, FileStamp, file_stamps, read_parts


class QuestionRun(Struct, frozen=True, array_like=True):
    """Consecutive questions of one topic and file."""

    topic: str
    file: int
    """Place of the file among the files of the entry, from 0."""
    count: int


class BankColumns(Struct, frozen=True, array_like=True):
    """What a bank's entry has of all questions, in the author's order. `encode_column` makes the bytes."""

    ids: tuple[str, ...]
    runs: tuple[QuestionRun, ...]
    numbers: bytes
    """0 for a question without a number."""
    lines: bytes
    columns: bytes
    renamed_points: dict[str, dict[str, str]]
    titles: Raw
    """The title of each question, empty for none; decoded when lists are shown."""
    topics: Raw
    originals: Raw
    """The questions that are replaced by own copies, as `CachedOriginal`s."""

    def topic_by_question(self) -> dict[str, str]:
        """Return the topic id by question id."""
        topics = chain.from_iterable(repeat(run.topic, run.count) for run in self.runs)
        return dict(zip(self.ids, topics, strict=True))


class CachedBank(NamedTuple):
    """A bank in the cache, whose files have not changed."""

    columns: BankColumns
    files: tuple[FileStamp, ...]
    questions: CachedParts


def bank_stamps(paths: Sequence[Path]) -> tuple[FileStamp, ...]:
    """Return the files of a bank in order; none if one of them has a problem or cannot be read."""
    found = [find_bank_files(path) for path in paths]
    if any(each.problems or not each.files for each in found):
        return ()
    try:
        return file_stamps(file for each in found for file in each.files)
    except OSError:
        return ()


def bank_entry_path(paths: Sequence[Path], cache: Path, type_: type[Struct] = BankColumns) -> Path:
    """Return the path of an entry of a bank.

    Args:
        paths: bank files and folders of bank files, in order.
        cache: the cache folder.
        type_: what the entry has.
    """
    names = crc32(b"\0".join(encodable(str(path)) for path in paths))
    return cache / f"{names:08x}-{crc32(repr(type_).encode()):08x}.msgpack"


def read_cached_bank(
    paths: Sequence[Path], files: tuple[FileStamp, ...], cache: Path | None
) -> CachedBank | None:
    """Return a bank from the cache; None if it does not have it for these files.

    Args:
        paths: bank files and folders of bank files, in order.
        files: what `bank_stamps` returns for them.
        cache: the cache folder, if any.
    """
    if cache is None or not files:
        return None
    found = read_parts(bank_entry_path(paths, cache), files, BankColumns)
    if found is None or len(found[0].ids) != len(found[1]):
        return None
    return CachedBank(found[0], files, found[1])
