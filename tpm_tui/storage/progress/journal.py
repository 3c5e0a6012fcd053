"""The history: an append-only log with one line per entry and one file ("segment") per month.

A line is the CRC-32 of the rest as eight hex digits, a space, and the entry as ASCII JSON, which cannot
contain a raw newline. A damaged line is skipped and counted; the lines after it are still read. An intact
line that this version does not understand is an `UnknownEntry`: a newer version wrote it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated
from zlib import crc32

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from tpm_tui.core.cards.events import (
    HistoryEntry,
    KnownEntry,
    Review,
    UnknownEntry,
)
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DECODE_ERRORS
from tpm_tui.storage.files.problem import Problem, file_problem

_SEGMENT = re.compile(r"[0-9]{4}-[0-9]{2}\.jsonl")
_ESCAPE = re.compile(rb'\\[^nt"\\/]')
"""A JSON escape whose character may need cleaning. In an ASCII line only DEL can appear unescaped."""

_REVIEW_ID = re.compile(
    rb'"type":"(?:review","id":"((?:[^"\\]|\\.)*)"|(?:undo|redo)",.*"review":"((?:[^"\\]|\\.)*)")'
)
"""The id of a review in its own line, or in that of its undo or redo."""

_TIMESTAMP_GRANULARITY = 2_000_000_000
"""Nanoseconds within which a file system may give two changes the same time; FAT has the coarsest times."""


@cache
def _entry_decoder() -> msgspec.json.Decoder[KnownEntry]:
    """Return the decoder of the entries; making it takes 1 ms, which a start without answers saves."""
    return msgspec.json.Decoder(KnownEntry)


class _CommonFields(Struct):
    """The fields of every entry, also of a newer version."""

    id: str
    seq: Annotated[int, Meta(ge=1)]
    after: Annotated[int, Meta(ge=0)]
    at: Annotated[datetime, Meta(tz=True)]
    day: date


class LogPosition(Struct, frozen=True):
    """A position in the history, between two lines."""

    segment: str = ""
    offset: int = 0


_START = LogPosition()


class ReadResult(Struct, frozen=True):
    """The entries read from a position on."""

    entries: list[HistoryEntry]
    end: LogPosition
    sizes: dict[str, int]
    """Bytes read of every segment, by name, oldest first."""
    notices: tuple[Problem, ...] = ()


def encode_entry(entry: HistoryEntry) -> bytes:
    """Return an entry as a line.

    Raises:
        ValueError: the entry could not be decoded again.
    """
    import json  # not needed to read the history, and slow to import

    text = json.dumps(msgspec.to_builtins(entry), ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    body = text.encode("ascii")
    _entry_decoder().decode(body)
    return b"%08x %b\n" % (crc32(body), body)


def decode_entry(line: bytes) -> HistoryEntry | None:
    """Return the entry of a line given without its newline; None if the line is damaged."""
    # A sync tool or an editor may have added \r; the checksum is of the line without it.
    line = line.removesuffix(b"\r")
    body = line[9:]
    if line[:9] != b"%08x " % crc32(body):
        return None
    try:
        entry = _entry_decoder().decode(body)
    except DECODE_ERRORS:
        return _decode_unknown(body)
    if body.isascii() and b"\x7f" not in body and not _ESCAPE.search(body):
        return entry
    return sanitized(entry)


def _decode_unknown(body: bytes) -> UnknownEntry | None:
    """Return an entry that only a newer version understands; None if it lacks the fields of every entry."""
    try:
        common = msgspec.json.decode(body, type=_CommonFields)
        line = clean(body.decode("ascii"))
    except DECODE_ERRORS:
        return None
    return UnknownEntry(
        id=common.id, seq=common.seq, after=common.after, at=common.at, day=common.day, line=line
    )


def sanitized(entry: HistoryEntry) -> HistoryEntry:
    """Return the entry with all its texts cleaned: a synced history is as untrusted as a bank."""
    if isinstance(entry, Review):
        return replace(
            entry,
            session=clean(entry.session),
            question=clean(entry.question),
            prompt=clean(entry.prompt),
            answer=clean(entry.answer),
            covered=tuple(map(clean, entry.covered)),
            missed=tuple(map(clean, entry.missed)),
        )
    if isinstance(entry, UnknownEntry):
        return entry
    return replace(entry, **{name: cleaned for name, cleaned in _cleaned_texts(entry)})


_IDS = frozenset(("id", "review", "undoes", "redoes"))
"""Fields with ids of entries, which are compared and never shown."""


def _cleaned_texts(entry: KnownEntry) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield the name and the cleaned value of each field with texts."""
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if name in _IDS:
            continue
        if isinstance(value, str):
            yield name, clean(value)
        elif isinstance(value, tuple):
            yield name, tuple(map(clean, value))


def newer_lines_problem(segment: Path | str, lines: int) -> Problem:
    """Return the note that lines of a segment were written by a newer version."""
    message = f"{lines} line{'s were' if lines > 1 else ' was'} written by a newer version, kept and not used"
    return file_problem(segment, message, "update tpm-tui", severity="note", check="log")


class History:
    """The segments of a folder. Appending requires the lock; reading does not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._synced_segment = ""
        """The segment whose name is synced to disk; a process may die between creating and syncing one."""
        self._known_sizes: dict[str, int] = {}
        self._sizes_folder: private.FileState | None = None
        """The folder's state when `_known_sizes` was read under the lock, if its next change is certain to be
        noticed; otherwise None."""

    def sizes(self) -> dict[str, int]:
        """Return the bytes of every segment, by name, oldest first; empty if there is no folder yet.

        Raises:
            OSError: the folder cannot be read.
        """
        self._sizes_folder = None
        try:
            with os.scandir(self.folder) as found:
                sizes = {
                    item.name: item.stat(follow_symlinks=False).st_size
                    for item in found
                    if _SEGMENT.fullmatch(item.name)
                }
        except FileNotFoundError:
            return {}
        return dict(sorted(sizes.items()))

    def _path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def read(self, since: LogPosition = _START, sizes: dict[str, int] | None = None) -> ReadResult:
        """Return all entries after a position, in file order.

        A last line without a newline is not read yet: it is still being written, or its write was
        interrupted. If no line ends at the position any more, the file was changed and all entries are read.

        Args:
            since: the position to start from.
            sizes: current bytes of every segment, if already known.

        Raises:
            OSError: a segment cannot be read.
        """
        sizes = self.sizes() if sizes is None else {**sizes}
        newest = max(sizes, default="")
        entries: list[HistoryEntry] = []
        notices: list[Problem] = []
        end = since
        for name in sizes:
            if name < since.segment:
                continue
            start = since.offset if name == since.segment else 0
            data = private.read_file(self.folder / name, max(0, start - 1)) if sizes[name] > start else b""
            if start and data:
                if data[:1] != b"\n":
                    return self.read(sizes=sizes)
                data = data[1:]
            whole = data.rfind(b"\n") + 1 if name == newest else len(data)
            lines = [line for line in data[:whole].split(b"\n") if line]
            good = [entry for line in lines if (entry := decode_entry(line)) is not None]
            entries += good
            if newer := sum(isinstance(entry, UnknownEntry) for entry in good):
                notices.append(newer_lines_problem(self.folder / name, newer))
            if bad := len(lines) - len(good):
                notices.append(file_problem(self.folder / name, f"skipped {plural(bad, 'damaged line')}"))
            if whole < len(data):
                message = "the last line is unfinished and was not read"
                notices.append(file_problem(self.folder / name, message, severity="note"))
            sizes[name] = start + whole
            end = LogPosition(name, start + whole)
        return ReadResult(entries, end, sizes, tuple(notices))

    def newest_first(self, *substrings: bytes) -> Iterator[HistoryEntry]:
        """Yield the entries of lines that contain one of the substrings, newest line first.

        Only lines with such a substring are decoded, and a segment is read only when it is needed.

        Raises:
            OSError: a segment cannot be read.
        """
        for segment in self.segments(*substrings):
            yield from segment

    def segments(self, *substrings: bytes, since: str = "") -> Iterator[list[HistoryEntry]]:
        """Yield the same entries, one list per segment, down to the segment named `since`.

        Raises:
            OSError: a segment cannot be read.
        """
        for lines in self._lines(substrings, since):
            yield [entry for line in lines if (entry := decode_entry(line)) is not None]

    def reviews_with_changes(self, reviews: Collection[str]) -> Iterator[HistoryEntry]:
        """Yield the reviews with these ids and their undos and redos, newest line first; decode only these.

        Raises:
            OSError: a segment cannot be read.
        """
        import json  # a start does not need it

        wanted = {json.dumps(review)[1:-1].encode("ascii") for review in reviews}
        for lines in self._lines((b'"type":"review"', b'"type":"undo"', b'"type":"redo"')):
            for line in lines:
                found = _REVIEW_ID.search(line)  # None in a line with its fields in another order
                if found is None or (found[1] or found[2]) in wanted:
                    entry = decode_entry(line)
                    if entry is not None:
                        yield entry

    def _lines(self, substrings: Sequence[bytes], since: str = "") -> Iterator[Iterator[bytes]]:
        """Yield the lines of each segment that contain one of the substrings, the newest of both first."""
        wanted = re.compile(b"|".join(map(re.escape, substrings)))
        for name in reversed(self.sizes()):
            if name < since:
                return
            data = private.read_file(self.folder / name)
            lines = data.split(b"\n") if wanted.search(data) else []
            yield (line for line in reversed(lines) if wanted.search(line))

    def terminate_last_line(self) -> dict[str, int]:
        """Add a newline to an unfinished last line, so that the next line stays separate; return the sizes.

        Nothing is cut off. Past months are checked again only after the folder has changed: replacing one
        changes the folder, and checking every month would make saving slower over the years.

        Raises:
            OSError: the line cannot be terminated.
        """
        folder = private.file_state(self.folder)
        if folder is None or folder != self._sizes_folder:
            self._known_sizes = self.sizes()
        newest = max(self._known_sizes, default="")
        if folder and newest:
            with private.open_file(self._path(newest), os.O_RDWR | os.O_APPEND) as fd:
                status = os.fstat(fd)
                size = status.st_size
                if size and os.pread(fd, 1, size - 1) != b"\n":
                    private.write_all(fd, b"\n")
                    size += 1
            self._known_sizes = {**self._known_sizes, newest: size}
            self._sizes_folder = (
                folder if status.st_mtime_ns - folder.modified > _TIMESTAMP_GRANULARITY else None
            )
        return self._known_sizes

    def append(self, entry: HistoryEntry, sizes: dict[str, int] | None = None) -> ReadResult | None:
        """Write an entry; it is on disk when this returns.

        Args:
            entry: written to the segment of its month, or to the newest segment if the clock went back.
            sizes: current bytes of every segment, if already known.

        Returns:
            What was written, as `read` would return it; None if another process wrote at the same time,
            which is possible on file systems without locks.

        Raises:
            OSError: nothing was written; a partly written line was truncated.
            ValueError: the entry could not be decoded again; nothing was written.
        """
        line = encode_entry(entry)
        sizes = self.sizes() if sizes is None else sizes
        name = max(sizes.keys() | {f"{entry.at.year:04}-{entry.at.month:02}.jsonl"})
        if name not in sizes:
            private.make_private_folder(self.folder)
        with private.open_file(self._path(name), os.O_RDWR | os.O_CREAT | os.O_APPEND) as fd:
            start = os.fstat(fd).st_size
            try:
                private.write_all(fd, line)
                private.sync(fd)
                if name != self._synced_segment:
                    private.sync_folder(self.folder)
                    private.sync_folder(self.folder.parent)
                    self._synced_segment = name
            except OSError:
                with suppress(OSError):
                    os.ftruncate(fd, start)
                raise
        if start != sizes.get(name, 0):
            return None
        end = LogPosition(name, start + len(line))
        return ReadResult([entry], end, {**sizes, name: end.offset})
