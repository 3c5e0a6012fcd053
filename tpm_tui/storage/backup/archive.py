"""Reading a backup that may come from anywhere: nothing in it is believed before it was checked.

A backup is a zip file that any tool can look into. Refused are names that no backup of ours has (so none
leads out of the data folder), links, what is encrypted or packed in other ways, too many or too large
files, and whatever does not match the checksums in the list of contents.
"""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec
from msgspec import Struct

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.storage.backup.manifest import BACKUP_FOLDERS, resolve
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import UNDECODABLE, DataFolderError
from tpm_tui.storage.files.paths import Paths

CONTENTS = "tpm-tui-backup.json"
FORMAT = 1

MAX_FILES = 20_000
MAX_FILE_BYTES = 512 << 20
MAX_BYTES = 1 << 30
"""Of all files together, unpacked; a hundred thousand long answers come to an eighth of it."""
MAX_CONTENTS_BYTES = 8 << 20
MAX_DIRECTORY_BYTES = 8 << 20

_ENCRYPTED = 1
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_BYTES = 22
_PATHS = Paths(Path("config.yaml"), Path("data"), Path("state"), Path("cache"))


class Stored(Struct, frozen=True):
    """What the list of contents says of a file."""

    bytes: int
    sha256: str


class Contents(Struct, frozen=True):
    """The list of contents."""

    format: int
    version: str
    """Of the program that wrote it."""
    made: datetime
    reason: str
    """What it was made for: `auto`, `before-restore`; empty where the learner asked for it."""
    files: dict[str, Stored]


class _FormatOnly(Struct):
    format: int


class Archive:
    """An opened backup, its list of contents checked against what is in it."""

    def __init__(self, path: Path, file: ZipFile) -> None:
        self.path = path
        self._file = file
        entries = [info for info in file.infolist() if not _is_backup_folder(info)]
        self._infos = {info.filename: info for info in entries}
        self.contents = self._read_contents(self._infos.pop(CONTENTS, None))
        if len(entries) != len(self._infos) + 1:
            raise DataFolderError(f"{path} is no backup of tpm-tui: it holds two files of one name")
        self._check()

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            DataFolderError: they are not those that were stored.
        """
        known = self.contents.files[name]
        data = self._unpack(self._infos[name], known.bytes)
        if len(data) != known.bytes or sha256(data).hexdigest() != known.sha256:
            raise DataFolderError(f"{self.path} is damaged: {name} is not what was stored")
        return data

    def verify(self) -> None:
        """Read everything once. Raises `DataFolderError` where something is not what was stored."""
        for name in self.contents.files:
            self.read(name)

    def _read_contents(self, info: ZipInfo | None) -> Contents:
        if info is None:
            raise DataFolderError(f"{self.path} is no backup of tpm-tui: it holds no {CONTENTS}")
        data = self._unpack(info, MAX_CONTENTS_BYTES)
        try:
            format = msgspec.json.decode(data, type=_FormatOnly).format
            if format > FORMAT:
                raise DataFolderError(
                    f"{self.path} was written by a newer tpm-tui (format {format}); update this one"
                )
            return msgspec.json.decode(data, type=Contents)
        except UNDECODABLE as error:
            raise DataFolderError(f"{self.path} is damaged: {CONTENTS} cannot be read") from error

    def _check(self) -> None:
        files = self.contents.files
        if strange := [name for name in self._infos if resolve(name, _PATHS) is None]:
            raise DataFolderError(f"{self.path} is no backup of tpm-tui: it holds {strange[0][:80]!r}")
        if self._infos.keys() != files.keys():
            raise DataFolderError(f"{self.path} is damaged: its list of contents does not match")
        if any(stat.S_ISLNK(info.external_attr >> 16) for info in self._infos.values()):
            raise DataFolderError(f"{self.path} is no backup of tpm-tui: it holds a link")
        sizes = [stored.bytes for stored in files.values()]
        if len(files) > MAX_FILES or max(sizes, default=0) > MAX_FILE_BYTES or sum(sizes) > MAX_BYTES:
            raise DataFolderError(f"{self.path} is too large to be a backup of tpm-tui")

    def _unpack(self, info: ZipInfo, most: int) -> bytes:
        """At most so many bytes and one more, which is enough to see that there are too many."""
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or info.flag_bits & _ENCRYPTED:
            raise DataFolderError(
                f"{self.path} is no backup of tpm-tui: {info.filename[:80]!r} is packed otherwise"
            )
        with _telling(self.path), self._file.open(info) as member:
            return member.read(most + 1)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """A backup, to be read from.

    Raises:
        DataFolderError: it is none, is damaged, of a newer version, or too large.
        OSError: it cannot be read, or is no regular file.
    """
    real = os.path.realpath(path)
    with private.open_file(real, os.O_RDONLY) as fd, os.fdopen(os.dup(fd), "rb") as file:
        _check_end(path, file)
        with _telling(path):
            unpacked = ZipFile(file)
        with unpacked:
            yield Archive(path, unpacked)


def _check_end(path: Path, file: IO[bytes]) -> None:
    """Look at the end record before Python's reader believes it and fills the memory."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_BYTES - 0xFFFF))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise DataFolderError(f"{path} is no backup of tpm-tui, or was cut off")
    entries, directory = struct.unpack("<HL", tail[at + 10 : at + 16])
    if size > MAX_BYTES or entries > MAX_FILES + len(BACKUP_FOLDERS) + 1 or directory > MAX_DIRECTORY_BYTES:
        raise DataFolderError(f"{path} is too large to be a backup of tpm-tui")
    if tail[max(0, at - 20) : at].startswith(_END_64):
        raise DataFolderError(f"{path} is no backup of tpm-tui: it is a zip file for very large contents")


def _is_backup_folder(info: ZipInfo) -> bool:
    """Whether it is the entry of a folder, as other tools write them."""
    return info.filename.removesuffix("/") in BACKUP_FOLDERS and info.filename.endswith("/")


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """What Python's reader may raise of a file that is damaged, or made to harm."""
    faults = (BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, LookupError)
    try:
        yield
    except (*faults, OverflowError, MemoryError) as error:
        told = clean_line(str(error))[:100]
        raise DataFolderError(f"{path} is damaged, or no backup of tpm-tui: {told}") from error
