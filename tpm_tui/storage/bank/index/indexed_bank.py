"""Load the bank from its index in the cache, so that a question is decoded when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from itertools import chain, repeat
from pathlib import Path

import msgspec
from msgspec import MsgspecError
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.lazy_questions import LazyMapping, LazyQuestions, QuestionIndex
from tpm_tui.core.bank.question import Question
from tpm_tui.storage.bank.index.entry import BankColumns, CachedBank, bank_stamps, read_cached_bank
from tpm_tui.storage.bank.loader import LoadedBank, Original, SourcePosition, load_bank
from tpm_tui.storage.yaml_files.part_cache import CachedParts, FileStamp, decode_column, stamped_path

CachedOriginal = tuple[int, int, int, Question]
"""The place of the file, the line, the column and the question of an `Original`."""

UNREADABLE_QUESTION = "This question cannot be read: its cache is damaged, and it is no longer in the bank."


def load_indexed_bank(paths: Sequence[Path], cache: Path | None) -> LoadedBank:
    """Load a bank as `load_bank` does, from its index in the cache if its files did not change.

    Only a bank without problems is in the cache: otherwise these would not be reported.

    Args:
        paths: bank files and folders of bank files, in order.
        cache: the cache folder, if any.
    """
    files = bank_stamps(paths) if cache else ()
    cached = read_cached_bank(paths, files, cache)
    if cached is not None and (loaded := _open(cached, lambda: _parse(paths, cache))) is not None:
        return loaded
    return _indexed(load_bank(paths, cache), paths, files, cache)


def _parse(paths: Sequence[Path], cache: Path | None) -> Bank:
    """Load a bank from its files, and write the cache again."""
    files = bank_stamps(paths)
    return _indexed(load_bank(paths), paths, files, cache).bank


def _indexed(
    loaded: LoadedBank, paths: Sequence[Path], files: tuple[FileStamp, ...], cache: Path | None
) -> LoadedBank:
    """Return a bank with the states of its files, and write it to the cache, unless it has problems."""
    if cache is None or not files or loaded.problems or loaded.without_id:
        return loaded
    from tpm_tui.storage.bank.index.write import write_cached_bank

    write_cached_bank(loaded, paths, files, cache)
    return replace(loaded, files=files)


def _open(cached: CachedBank, parse: Callable[[], Bank]) -> LoadedBank | None:
    """Return a bank whose questions are in the cache; None if the index is not valid.

    Args:
        cached: the entry.
        parse: loads the bank without the cache, if a question in it is damaged.
    """
    columns, files = cached.columns, [stamped_path(stamp) for stamp in cached.files]
    try:
        topics = msgspec.msgpack.decode(columns.topics, type=tuple[Topic, ...])
        found = msgspec.msgpack.decode(columns.originals, type=tuple[CachedOriginal, ...])
        index = QuestionIndex(
            columns.topic_by_question(),
            decode_column(columns.numbers, "I"),
            columns.renamed_points,
            partial(msgspec.msgpack.decode, columns.titles.copy(), type=tuple[str, ...]),
        )
        places = _Places(columns, files)
        originals = {
            question.id: Original(question, SourcePosition(files[file], line, column))
            for file, line, column, question in found
        }
    except (MsgspecError, ValueError, IndexError):
        return None
    questions = LazyQuestions(index, _Decoder(cached.questions, index, parse))
    bank = Bank(topics, questions)
    positions = LazyMapping(index.place_by_id, places)
    return LoadedBank(bank, positions, originals=originals, files=cached.files)


class _Places:
    """Returns the position of the question at a place."""

    def __init__(self, columns: BankColumns, files: Sequence[str]) -> None:
        self._runs = columns.runs
        self._paths = files
        self._lines = decode_column(columns.lines, "I")
        self._columns = decode_column(columns.columns, "I")

    def __call__(self, place: int) -> SourcePosition:
        return SourcePosition(self._files[place], self._lines[place], self._columns[place])

    @cached_property
    def _files(self) -> tuple[str, ...]:
        """The file of each question."""
        return tuple(chain.from_iterable(repeat(self._paths[run.file], run.count) for run in self._runs))


class _Decoder:
    """Returns the question at a place."""

    def __init__(self, parts: CachedParts, index: QuestionIndex, parse: Callable[[], Bank]) -> None:
        self._parts = parts
        self._index = index
        self._parse = parse
        self._decoder = msgspec.msgpack.Decoder(Question)

    def __call__(self, place: int) -> Question:
        id = self._index.order[place]
        data = self._parts.read(place)
        if data is not None:
            try:
                question = self._decoder.decode(data)
            except (MsgspecError, RecursionError):
                pass
            else:
                if question.id == id:
                    return question
        topic = self._index.topic_by_question[id]
        found = self._parsed.by_id.get(id) or Question(id, UNREADABLE_QUESTION)
        return replace(found, number=self._index.numbers[place] or None, topic=topic)

    @cached_property
    def _parsed(self) -> Bank:
        """The bank as it is in its files now."""
        return self._parse()
