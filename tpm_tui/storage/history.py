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

from tpm_tui.core.clean import clean
from tpm_tui.core.review import HistoryEntry, Note, Recalled, Review, SessionEnd, SessionStart
from tpm_tui.storage import private

_SEGMENT = re.compile(r"[0-9]{4}-[0-9]{2}\.jsonl")
_ESCAPE = re.compile(rb'\\[^nt"\\/]')
"""Of a character that may need cleaning; in a line of ASCII only DEL can stand there without."""

_decoder: msgspec.json.Decoder[HistoryEntry] = msgspec.json.Decoder(HistoryEntry)


class Place(Struct, frozen=True):
    """A place between two lines."""

    segment: str = ""
    offset: int = 0


_START = Place()


class Passage(Struct, frozen=True):
    """What was read from a place on."""

    entries: list[HistoryEntry]
    end: Place
    sizes: dict[str, int]
    """Bytes of every segment that count as read, by name, oldest first."""
    notices: tuple[str, ...] = ()


def encode(entry: HistoryEntry) -> bytes:
    """An entry as a line.

    Raises:
        ValueError: the entry could not be read back.
    """
    text = json.dumps(msgspec.to_builtins(entry), ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    body = text.encode("ascii")
    _decoder.decode(body)
    return b"%08x %b\n" % (crc32(body), body)


def decode(line: bytes) -> HistoryEntry | None:
    """The entry of a line without its end; None for a damaged one."""
    line = line.removesuffix(b"\r")  # of a sync tool or an editor; the sum is of our own line ends
    body = line[9:]
    if line[:9] != b"%08x " % crc32(body):
        return None
    try:
        entry = _decoder.decode(body)
    except (msgspec.MsgspecError, RecursionError):
        return None
    if body.isascii() and b"\x7f" not in body and not _ESCAPE.search(body):
        return entry
    return cleaned(entry)


def cleaned(entry: HistoryEntry) -> HistoryEntry:
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

    def sizes(self) -> dict[str, int]:
        """Bytes of every segment, by name, oldest first; none where there is no folder yet.

        Raises:
            OSError: the folder cannot be read.
        """
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

    def read(self, since: Place = _START, sizes: dict[str, int] | None = None) -> Passage:
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
            data = private.read(self.folder / name, max(0, start - 1)) if sizes[name] > start else b""
            if start and data:
                if data[:1] != b"\n":
                    return self.read(sizes=sizes)
                data = data[1:]
            whole = data.rfind(b"\n") + 1 if name == newest else len(data)
            lines = [line for line in data[:whole].split(b"\n") if line]
            good = [entry for line in lines if (entry := decode(line)) is not None]
            entries += good
            if bad := len(lines) - len(good):
                notices.append(f"{self.folder / name}: skipped {bad} damaged line{'s' * (bad > 1)}.")
            if whole < len(data):
                notices.append(f"{self.folder / name}: the last line is unfinished, and was not read.")
            sizes[name] = start + whole
            end = Place(name, start + whole)
        return Passage(entries, end, sizes, tuple(notices))

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
            data = private.read(self.folder / name)
            lines = reversed(data.split(b"\n")) if wanted.search(data) else ()
            yield [e for line in lines if wanted.search(line) and (e := decode(line)) is not None]

    def mend(self) -> dict[str, int]:
        """End a last line that was torn, so that it cannot swallow the next one; returns the sizes then.

        Nothing is cut off.

        Raises:
            OSError: it cannot be ended.
        """
        sizes = self.sizes()
        newest = max(sizes, default="")
        if newest and sizes[newest]:
            with private.opened(self.folder / newest, os.O_RDWR | os.O_APPEND) as fd:
                if os.pread(fd, 1, sizes[newest] - 1) != b"\n":
                    private.write_all(fd, b"\n")
                    sizes[newest] += 1
        return sizes

    def append(self, entry: HistoryEntry, newest: str | None = None) -> None:
        """Write an entry; it is on disk when this returns.

        Args:
            entry: what to write, into the segment of its month.
            newest: the newest segment there is, if known already; it goes there if the clock went back.


        Raises:
            OSError: nothing was written; what was begun is cut off again.
            ValueError: the entry could not be read back; nothing was written.
        """
        line = encode(entry)
        private.make_private_folder(self.folder)
        if newest is None:
            newest = max(self.sizes(), default="")
        name = max(f"{entry.at.year:04}-{entry.at.month:02}.jsonl", newest)
        with private.opened(self.folder / name, os.O_RDWR | os.O_CREAT | os.O_APPEND) as fd:
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
