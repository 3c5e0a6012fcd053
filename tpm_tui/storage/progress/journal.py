"""The history: one line an entry, one file ("segment") a month, only ever appended to.

A line is the CRC-32 of the rest as eight hex digits, a blank, and the entry as JSON in ASCII; no raw line
end can occur inside. A line that is damaged is skipped and counted, and hides nothing after it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.events import HistoryEntry, Note, Recalled, Review, SessionEnd, SessionStart
from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import UNDECODABLE

_SEGMENT = re.compile(r"[0-9]{4}-[0-9]{2}\.jsonl")
_ESCAPE = re.compile(rb'\\[^nt"\\/]')
"""Of a character that may need cleaning; in a line of ASCII only DEL can stand there without."""

_SETTLED = 2_000_000_000
"""Nanoseconds in which a file system may give two changes one time; FAT is the coarsest."""

_encoder = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"))
_decoder: msgspec.json.Decoder[HistoryEntry] = msgspec.json.Decoder(HistoryEntry)


class LogPosition(Struct, frozen=True):
    """A place between two lines."""

    segment: str = ""
    offset: int = 0


_START = LogPosition()


class ReadResult(Struct, frozen=True):
    """What was read from a place on."""

    entries: list[HistoryEntry]
    end: LogPosition
    sizes: dict[str, int]
    """Bytes of every segment that count as read, by name, oldest first."""
    notices: tuple[str, ...] = ()


def encode_entry(entry: HistoryEntry) -> bytes:
    """An entry as a line.

    Raises:
        ValueError: the entry could not be read back.
    """
    body = _encoder.encode(msgspec.to_builtins(entry)).encode("ascii")
    _decoder.decode(body)
    return b"%08x %b\n" % (crc32(body), body)


def decode_entry(line: bytes) -> HistoryEntry | None:
    """The entry of a line without its end; None for a damaged one."""
    line = line.removesuffix(b"\r")  # of a sync tool or an editor; the sum is of our own line ends
    body = line[9:]
    if line[:9] != b"%08x " % crc32(body):
        return None
    try:
        entry = _decoder.decode(body)
    except UNDECODABLE:
        return None
    if body.isascii() and b"\x7f" not in body and not _ESCAPE.search(body):
        return entry
    return sanitized(entry)


def sanitized(entry: HistoryEntry) -> HistoryEntry:
    """The entry with all its texts clean: a synced history is as foreign as a bank."""
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
    if isinstance(entry, SessionStart):
        queue = tuple(map(clean, entry.queue))
        fields = {"session": clean(entry.session), "mode": clean(entry.mode), "form": clean(entry.form)}
        return replace(entry, queue=queue, **fields)
    if isinstance(entry, SessionEnd):
        return replace(entry, session=clean(entry.session))
    if isinstance(entry, Note):
        return replace(entry, question=clean(entry.question), text=clean(entry.text))
    if isinstance(entry, Recalled):
        session, question = clean(entry.session), clean(entry.question)
        return replace(entry, session=session, question=question, card=clean(entry.card))
    return replace(entry, question=clean(entry.question))


class History:
    """The segments of a folder. Appending is for the holder of the lock, reading is for everybody."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._durable_name = ""
        """The segment whose name is known to be on disk; one found may be of a process that died early."""
        self._mended: dict[str, int] = {}
        self._mended_in: private.FileState | None = None
        """The sizes that the holder of the lock found last, and the folder then, if its next change is
        sure to be seen."""

    def sizes(self) -> dict[str, int]:
        """Bytes of every segment, by name, oldest first; none where there is no folder yet.

        Raises:
            OSError: the folder cannot be read.
        """
        self._mended_in = None
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
        """All entries after a place, in the order of the files. `sizes` are as of now, if known already.

        A line at the end without a line end is left for later: it is being written, or was torn. Where no
        line ends at the place any more, somebody changed the file, and all entries are read.

        Raises:
            OSError: a segment cannot be read.
        """
        sizes = self.sizes() if sizes is None else {**sizes}
        newest = max(sizes, default="")
        entries: list[HistoryEntry] = []
        notices: list[str] = []
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
            if bad := len(lines) - len(good):
                notices.append(f"{self.folder / name}: skipped {bad} damaged line{'s' * (bad > 1)}.")
            if whole < len(data):
                notices.append(f"{self.folder / name}: the last line is unfinished, and was not read.")
            sizes[name] = start + whole
            end = LogPosition(name, start + whole)
        return ReadResult(entries, end, sizes, tuple(notices))

    def backwards(self, *hints: bytes) -> Iterator[HistoryEntry]:
        """The entries, newest line first, of lines that hold one of the hints.

        Only lines with a hint are decoded, and a segment is read once it is needed.

        Raises:
            OSError: a segment cannot be read.
        """
        for segment in self.segments(*hints):
            yield from segment

    def segments(self, *hints: bytes, since: str = "") -> Iterator[list[HistoryEntry]]:
        """The same, segment by segment down to the one of a name.

        Raises:
            OSError: a segment cannot be read.
        """
        wanted = re.compile(b"|".join(map(re.escape, hints)))
        for name in reversed(self.sizes()):
            if name < since:
                return
            data = private.read_file(self.folder / name)
            lines = reversed(data.split(b"\n")) if wanted.search(data) else ()
            yield [e for line in lines if wanted.search(line) and (e := decode_entry(line)) is not None]

    def terminate_last_line(self) -> dict[str, int]:
        """End a last line that was torn, so that it cannot swallow the next one; returns the sizes then.

        Nothing is cut off. Past months are looked at again once the folder has changed: who replaces one
        changes it, and a look at every month would make a save slower with the years.

        Raises:
            OSError: it cannot be ended.
        """
        folder = private.file_state(self.folder)
        if folder is None or folder != self._mended_in:
            self._mended = self.sizes()
        newest = max(self._mended, default="")
        if folder and newest:
            with private.open_file(self._path(newest), os.O_RDWR | os.O_APPEND) as fd:
                status = os.fstat(fd)
                size = status.st_size
                if size and os.pread(fd, 1, size - 1) != b"\n":
                    private.write_all(fd, b"\n")
                    size += 1
            self._mended = {**self._mended, newest: size}
            self._mended_in = folder if status.st_mtime_ns - folder.changed > _SETTLED else None
        return self._mended

    def append(self, entry: HistoryEntry, sizes: dict[str, int] | None = None) -> ReadResult | None:
        """Write an entry; it is on disk when this returns.

        Args:
            entry: what to write, into the segment of its month, or the newest if the clock went back.
            sizes: as of now, if known already.

        Returns:
            What was written, as if it had been read; None if others wrote at the same time, as they can
            where nothing is locked.

        Raises:
            OSError: nothing was written; what was begun is cut off again.
            ValueError: the entry could not be read back; nothing was written.
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
                if name != self._durable_name:
                    private.sync_folder(self.folder)
                    private.sync_folder(self.folder.parent)
                    self._durable_name = name
            except OSError:
                with suppress(OSError):
                    os.ftruncate(fd, start)
                raise
        if start != sizes.get(name, 0):
            return None
        end = LogPosition(name, start + len(line))
        return ReadResult([entry], end, {**sizes, name: end.offset})
