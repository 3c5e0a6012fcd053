"""Write a bank to the cache."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec import Raw

from tpm_tui.storage.bank.fields import struct_fields
from tpm_tui.storage.bank.index.entry import BankColumns, QuestionRun, bank_entry_path
from tpm_tui.storage.bank.loader import LoadedBank
from tpm_tui.storage.yaml_files.part_cache import FileStamp, encode_column, stamped_path, write_parts


def write_cached_bank(
    loaded: LoadedBank, paths: Sequence[Path], files: tuple[FileStamp, ...], cache: Path
) -> None:
    """Write a bank to the cache, if possible.

    Args:
        loaded: a bank without problems.
        paths: the bank files and folders of bank files that it was loaded from, in order.
        files: their states before they were read.
        cache: the cache folder.
    """
    bank, places = loaded.bank, [loaded.places[id] for id in loaded.bank.order]
    place_by_file = {stamped_path(stamp): place for place, stamp in enumerate(files)}
    if not place_by_file.keys() >= {place.file for place in places}:
        return  # a file was added meanwhile
    files_of = (place_by_file[place.file] for place in places)
    groups = groupby(zip(bank.topic_by_question.values(), files_of, strict=True))
    originals = [
        (place_by_file[each.place.file], each.place.line, each.place.column, struct_fields(each.question))
        for each in loaded.originals.values()
    ]
    columns = BankColumns(
        ids=bank.order,
        runs=tuple(QuestionRun(topic, file, len(list(run))) for (topic, file), run in groups),
        numbers=encode_column("I", (question.number or 0 for question in bank.questions)),
        lines=encode_column("I", (place.line for place in places)),
        columns=encode_column("I", (place.column for place in places)),
        renamed_points={id: dict(names) for id, names in bank.renamed_points.items()},
        titles=Raw(msgspec.msgpack.encode([question.title for question in bank.questions])),
        topics=Raw(msgspec.msgpack.encode([struct_fields(topic) for topic in bank.topics])),
        originals=Raw(msgspec.msgpack.encode(originals)),
    )
    # Without defaults: a filled-in one might not pass the checks of its type.
    parts = [msgspec.msgpack.encode(struct_fields(question)) for question in bank.questions]
    write_parts(bank_entry_path(paths, cache), files, columns, parts)
