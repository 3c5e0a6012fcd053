"""The progress file: the cards as of a position in the history, as TinyDB tables with a checksum.

`TinyDB("progress.json").table("cards").all()` reads it. This module reads it without TinyDB, which takes
longer to import than everything else. The file can always be rebuilt from the history. The checksum covers
every byte before it; otherwise a flipped digit in a box would go unnoticed.

    {"cards": {"1": {"key": "late-program-recovery", "box": 2, "due": "2026-11-24", ...}, ...},
     "sessions": {"1": {"key": ..., "started": ...}, ...},
     "_meta": {"1": {"schema": 1, "seq": ..., "seg": ..., "off": ..., "sizes": ..., ..., "crc": "9f2c01aa"}}}
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zlib import crc32

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import asdict

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import RULES_VERSION, Rules, Schedule, due_day
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.errors import TpmError
from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DECODE_ERRORS, DataFolderError, cause_and_remedy
from tpm_tui.storage.progress.journal import LogPosition

FILE = "progress.json"
BACKUP = "progress.json.bak"
SCHEMA = 1
"""Version of the format. The checksum and `_meta.1.schema` keep their place in every later version."""

Tables = dict[str, dict[str, dict[str, object]]]

_NO_CRC = '00000000"}}}'


_Natural = Annotated[int, Meta(ge=0)]
_Moment = Annotated[datetime, Meta(tz=True)]


class DamagedProgressError(TpmError):
    """The file is not what was written: damaged, truncated or not a progress file."""


class SessionRecord(Struct, frozen=True, omit_defaults=True):
    """One session, as listed in the progress file."""

    key: str
    started: _Moment
    mode: str = ""
    ended: _Moment | None = None


class Progress(Struct, frozen=True):
    """The state that the history up to a position replays to."""

    rules: Rules
    cards: Cards = {}
    sessions: tuple[SessionRecord, ...] = ()
    """The latest sessions, oldest first."""
    seq: int = 0
    """Sequence number of the newest entry."""
    place: LogPosition = LogPosition()
    sizes: dict[str, int] = {}
    """Bytes read of every segment, which reveals one that was truncated or changed by a merge."""
    entries: int = 0
    """Number of entries read; fewer at a later read mean damaged lines. 0 if not counted."""
    partial: bool = False
    """Whether part of the history was lost, so that the cards hold more than the history."""
    rules_version: int = RULES_VERSION
    """Version of the rules by which the cards were computed."""

    def is_by_rules(self, rules: Rules) -> bool:
        """Return whether the cards were computed by these rules, in the version of this package."""
        return self.rules == rules and self.rules_version == RULES_VERSION


class _Row(Struct, omit_defaults=True):
    """One row of the table `cards`."""

    key: str
    box: _Natural = 0
    due: date | None = None
    """For other readers of the file; ignored here, since it is computed from the other fields."""
    last: date | None = None
    day: date | None = None
    lapses: int = 0
    reviews: int = 0
    review: str = ""
    grade: Grade | None = None
    before: Schedule | None = None
    practised: tuple[str, ...] = ()
    spaced: tuple[_Natural, ...] = ()
    attempts: int = 0
    suspended: bool = False
    starred: bool = False
    buried: date | None = None
    known: bool | None = None


class _Meta(Struct):
    schema: int
    seq: _Natural
    seg: str
    off: _Natural
    sizes: dict[str, int]
    rules: Rules
    partial: bool
    entries: _Natural = 0
    rules_version: int = 1
    """0.1.0 did not write it."""
    crc: str = ""


class _File(Struct):
    cards: dict[str, _Row]
    sessions: dict[str, SessionRecord]
    meta: dict[str, _Meta] = msgspec.field(name="_meta")


class _SchemaOnly(Struct):
    schema: int


class _MetaOnly(Struct):
    meta: dict[str, _SchemaOnly] = msgspec.field(name="_meta")


def progress_tables(progress: Progress) -> Tables:
    """Return the progress as TinyDB tables."""
    meta = _Meta(
        schema=SCHEMA,
        seq=progress.seq,
        seg=progress.place.segment,
        off=progress.place.offset,
        sizes=progress.sizes,
        rules=progress.rules,
        partial=progress.partial,
        entries=progress.entries,
        rules_version=progress.rules_version,
    )
    file = _File(
        cards={str(n): _row(card, progress.rules) for n, card in enumerate(progress.cards.values(), 1)},
        sessions={str(n): record for n, record in enumerate(progress.sessions, 1)},
        meta={"1": meta},
    )
    return msgspec.convert(msgspec.to_builtins(file), Tables)


def encode_tables(data: Mapping[str, Mapping[str, Mapping[str, object]]]) -> bytes:
    """Return TinyDB tables as the bytes of the file, ending in the checksum of everything before it."""
    meta = {**data["_meta"]["1"]}
    meta.pop("crc", None)
    others = {name: table for name, table in data.items() if name != "_meta"}
    import json  # not needed to read the cards

    text = json.dumps({**others, "_meta": {"1": {**meta, "crc": "00000000"}}}, allow_nan=False)
    body = text[: -len(_NO_CRC)].encode("ascii")
    return body + b'%08x"}}}' % crc32(body)


def decode_progress(raw: bytes) -> Progress:
    """Return the progress encoded in the bytes of a file.

    Raises:
        DamagedProgressError: the bytes are not what was written.
        DataFolderError: a newer version wrote it.
    """
    if raw[-len(_NO_CRC) :] != b'%08x"}}}' % crc32(raw[: -len(_NO_CRC)]):
        raise DamagedProgressError("the checksum does not match")
    try:
        schema = msgspec.json.decode(raw, type=_MetaOnly).meta["1"].schema
        if schema > SCHEMA:
            raise DataFolderError(f"{FILE} was written by a newer tpm-tui (format {schema}); update tpm-tui")
        file = msgspec.json.decode(raw, type=_File)
        meta = file.meta["1"]
    except (*DECODE_ERRORS, KeyError) as error:
        raise DamagedProgressError(str(error)) from error
    if any(row.before and row.before.box < 0 for row in file.cards.values()):
        raise DamagedProgressError("a box number is negative")
    cards = [_card(row) for row in file.cards.values()]
    return Progress(
        rules=meta.rules,
        cards={card.question: card for card in cards},
        sessions=tuple(file.sessions.values()),
        seq=meta.seq,
        place=LogPosition(meta.seg, meta.off),
        sizes=meta.sizes,
        partial=meta.partial,
        entries=meta.entries,
        rules_version=meta.rules_version,
    )


def read_progress(path: Path) -> Progress | None:
    """Return the progress in a file; None if the file is missing.

    Raises:
        DamagedProgressError: the file is not what was written, or not a regular file.
        DataFolderError: a newer version wrote it.
        OSError: it cannot be read.
    """
    try:
        raw = private.read_file(os.path.realpath(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in private.NOT_A_FILE:
            raise DamagedProgressError(cause_and_remedy(error)[0]) from error
        raise
    return decode_progress(raw)


def _row(card: Card, rules: Rules) -> _Row:
    schedule = card.schedule
    return _Row(
        key=card.question,
        due=due_day(schedule, rules),
        **asdict(schedule),
        before=card.before,
        practised=card.practised,
        spaced=card.spaced,
        attempts=card.attempts,
        suspended=card.suspended,
        starred=card.starred,
        buried=card.buried,
        known=card.known,
    )


def _card(row: _Row) -> Card:
    return Card(
        question=clean(row.key),
        schedule=Schedule(
            box=row.box,
            last=row.last,
            day=row.day,
            lapses=row.lapses,
            reviews=row.reviews,
            review=row.review,
            grade=row.grade,
        ),
        before=row.before,
        practised=row.practised,
        spaced=row.spaced,
        attempts=row.attempts,
        suspended=row.suspended,
        starred=row.starred,
        buried=row.buried,
        known=row.known,
    )
