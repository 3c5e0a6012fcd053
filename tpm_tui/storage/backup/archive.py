"""Read backups. A backup is untrusted input: everything in it is checked before it is used.

A backup is a zip file that any tool can open. It is rejected if it contains unknown file names (they could
point outside the data folder), links, encrypted files, unsupported compression methods, too many or too large
files, or files that do not match the checksums in the list of contents.
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
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec
from msgspec import Struct

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.storage.backup.manifest import is_backup_folder, resolve
from tpm_tui.storage.backup.zip_end import check_end_record, mebibytes
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DECODE_ERRORS, DataFolderError
from tpm_tui.storage.files.paths import Paths

CONTENTS = "tpm-tui-backup.json"
FORMAT = 1

MAX_FILES = 20_000
MAX_ENTRIES = 2 * MAX_FILES
"""Of a zip file; folders have entries too."""
MAX_FILE_BYTES = 512 << 20
MAX_TOTAL_BYTES = 1 << 30
"""Limit for all files together, uncompressed; 100,000 long answers take an eighth of it."""
MAX_RATIO = 100
"""Limit for all files together in proportion to the archive; text is packed to a third or a tenth."""
SMALL_BYTES = 64 << 20
"""Files of this size together are accepted however well they are packed."""
MAX_CONTENTS_BYTES = 8 << 20

_ENCRYPTED = 1
_PATHS = Paths(Path("config.yaml"), Path("data"), Path("state"), Path("cache"))


class StoredFile(Struct, frozen=True):
    """A file in the list of contents."""

    bytes: int
    sha256: str


class Contents(Struct, frozen=True):
    """The list of contents of a backup."""

    format: int
    version: str
    """The version of tpm-tui that wrote the backup."""
    made: datetime
    reason: str
    """Why it was written: `auto`, `before-restore`; empty if the learner ran `tpm-tui backup`."""
    files: dict[str, StoredFile]


class _FormatOnly(Struct):
    format: int


class Archive:
    """An open backup whose list of contents was checked against the files in it."""

    def __init__(self, path: Path, file: ZipFile, packed_bytes: int) -> None:
        self.path = path
        self._file = file
        self._packed_bytes = packed_bytes
        entries = [info for info in file.infolist() if not _is_folder(info)]
        self._infos = {info.filename: info for info in entries}
        self.contents = self._read_contents(self._infos.pop(CONTENTS, None))
        if len(entries) != len(self._infos) + 1:
            raise DataFolderError(f"{path} is not a tpm-tui backup: it contains two files with the same name")
        self._check()

    def read(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            DataFolderError: they do not match the size or checksum in the list of contents.
        """
        stored = self.contents.files[name]
        data = self._unpack(self._infos[name], stored.bytes)
        if len(data) != stored.bytes or sha256(data).hexdigest() != stored.sha256:
            raise DataFolderError(f"{self.path} is damaged: the checksum of {name} does not match")
        return data

    def verify(self) -> None:
        """Read every file once; raise `DataFolderError` if one does not match its checksum."""
        for name in self.contents.files:
            self.read(name)

    def _read_contents(self, info: ZipInfo | None) -> Contents:
        if info is None:
            raise DataFolderError(f"{self.path} is not a tpm-tui backup: it contains no {CONTENTS}")
        data = self._unpack(info, MAX_CONTENTS_BYTES)
        try:
            format = msgspec.json.decode(data, type=_FormatOnly).format
            if format > FORMAT:
                raise DataFolderError(
                    f"{self.path} was written by a newer tpm-tui (format {format}); update tpm-tui"
                )
            return msgspec.json.decode(data, type=Contents)
        except DECODE_ERRORS as error:
            raise DataFolderError(f"{self.path} is damaged: {CONTENTS} cannot be read") from error

    def _check(self) -> None:
        files = self.contents.files
        if unknown := [name for name in self._infos if resolve(name, _PATHS) is None]:
            raise DataFolderError(
                f"{self.path} is not a tpm-tui backup: it contains the unknown file {unknown[0][:80]!r}"
            )
        folders = {folder for name in self._infos for folder in _folders_of(name)}
        if clash := folders & self._infos.keys():
            raise DataFolderError(f"{self.path} is damaged: {min(clash)!r} is a file and a folder")
        if self._infos.keys() != files.keys():
            raise DataFolderError(f"{self.path} is damaged: its list of contents does not match")
        if any(stat.S_ISLNK(info.external_attr >> 16) for info in self._infos.values()):
            raise DataFolderError(f"{self.path} is not a tpm-tui backup: it contains a link")
        self._check_sizes(files)

    def _check_sizes(self, files: dict[str, StoredFile]) -> None:
        """Check the sizes before anything is unpacked: those in the list of contents and those of the zip."""
        sizes = {name: max(stored.bytes, self._infos[name].file_size) for name, stored in files.items()}
        largest, total = max(sizes.values(), default=0), sum(sizes.values())
        reason = ""
        if len(files) > MAX_FILES:
            reason = f"it contains {len(files)} files; the limit is {MAX_FILES}"
        elif largest > MAX_FILE_BYTES:
            reason = f"it contains a file of {mebibytes(largest)}; the limit is {mebibytes(MAX_FILE_BYTES)}"
        elif total > (limit := size_limit(self._packed_bytes)):
            packed = f"it is {mebibytes(self._packed_bytes)} and unpacks to {mebibytes(total)}"
            reason = f"{packed}; the limit is {mebibytes(limit)}"
        if reason:
            raise DataFolderError(f"{self.path} is too large to be a tpm-tui backup: {reason}")

    def _unpack(self, info: ZipInfo, limit: int) -> bytes:
        """Return the bytes of a file, at most `limit` + 1: one more shows that it is too large."""
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or info.flag_bits & _ENCRYPTED:
            raise DataFolderError(
                f"{self.path} is not a tpm-tui backup: {info.filename[:80]!r} is encrypted, or packed with "
                "an unsupported method"
            )
        with _zip_errors_as_data_folder_errors(self.path), self._file.open(info) as member:
            return member.read(limit + 1)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a backup for reading.

    Raises:
        DataFolderError: it is not a backup, is damaged, was written by a newer version, or is too large.
        OSError: the file cannot be read, or is not a regular file.
    """
    real = os.path.realpath(path)
    with private.open_file(real, os.O_RDONLY) as fd, os.fdopen(os.dup(fd), "rb") as file:
        check_end_record(path, file, MAX_TOTAL_BYTES, MAX_ENTRIES)
        with _zip_errors_as_data_folder_errors(path):
            zip_file = ZipFile(file)
        with zip_file:
            yield Archive(path, zip_file, os.fstat(fd).st_size)


def size_limit(packed_bytes: int) -> int:
    """Return the limit in bytes for all files of an archive together."""
    return min(MAX_TOTAL_BYTES, max(SMALL_BYTES, MAX_RATIO * packed_bytes))


def _is_folder(info: ZipInfo) -> bool:
    """Return whether this is the entry of a folder; other zip tools write such entries."""
    return info.filename.endswith("/") and is_backup_folder(info.filename)


def _folders_of(name: str) -> list[str]:
    """Return the folders that a file is in: `a/b/c` is in `a/b` and `a`."""
    parts = name.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


@contextmanager
def _zip_errors_as_data_folder_errors(path: Path) -> Iterator[None]:
    """Turn what `zipfile` can raise for a damaged or malicious file into `DataFolderError`."""
    errors = (BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, LookupError)
    try:
        yield
    except (*errors, OverflowError, MemoryError) as error:
        detail = clean_line(str(error))[:100]
        raise DataFolderError(f"{path} is damaged, or not a tpm-tui backup: {detail}") from error
