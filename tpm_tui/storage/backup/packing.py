"""Pack files into the zip file of a backup."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from hashlib import sha256
from typing import IO

import msgspec
from msgspec import Struct

from tpm_tui import __version__
from tpm_tui.storage.files import private

COMPRESSION_LEVEL = 1
"""The fastest of nine levels: a third of the time of the default level, for a fifth more bytes."""


class PackedSource(Struct, frozen=True):
    """A file as it was while the lock was held: its bytes, or a descriptor and a size."""

    data: bytes | None
    fd: int = -1
    size: int = 0

    def read(self) -> bytes:
        """Return the bytes; raise `OSError` if the file was truncated since."""
        if self.data is not None:
            return self.data
        pieces: list[bytes] = []
        at = 0
        while at < self.size and (piece := os.pread(self.fd, self.size - at, at)):
            pieces.append(piece)
            at += len(piece)
        if at < self.size:
            raise OSError(errno.EIO, "the history was truncated while it was read")
        return b"".join(pieces)


def pack(out: IO[bytes], sources: dict[str, PackedSource], made: datetime, reason: str) -> None:
    """Write the archive: compressed, unless it would then unpack to more than an archive may."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED  # slow to import

    from tpm_tui.storage.backup.archive import size_limit

    total = _pack_as(ZIP_DEFLATED, out, sources, made, reason)
    if total > size_limit(out.tell()):
        out.seek(0)
        out.truncate()
        _pack_as(ZIP_STORED, out, sources, made, reason)


def _pack_as(
    method: int, out: IO[bytes], sources: dict[str, PackedSource], made: datetime, reason: str
) -> int:
    """Write the archive with a compression method; return the bytes of all files in it."""
    from zipfile import ZipFile, ZipInfo

    from tpm_tui.storage.backup.archive import CONTENTS, FORMAT, Contents, StoredFile

    def info(name: str) -> ZipInfo:
        year = min(max(made.year, 1980), 2107)  # the range of the zip format
        entry = ZipInfo(name, (year, made.month, made.day, made.hour, made.minute, made.second))
        entry.external_attr = private.FILE_MODE << 16
        entry.compress_type = method
        return entry

    stored: dict[str, StoredFile] = {}
    with ZipFile(out, "w") as packed:
        for name, source in sources.items():
            data = source.read()  # one month: a few megabytes at most
            packed.writestr(info(name), data, compresslevel=COMPRESSION_LEVEL)
            stored[name] = StoredFile(len(data), sha256(data).hexdigest())
        contents = Contents(FORMAT, __version__, made, reason, stored)
        packed.writestr(info(CONTENTS), msgspec.json.format(msgspec.json.encode(contents)))
    return sum(file.bytes for file in stored.values())
