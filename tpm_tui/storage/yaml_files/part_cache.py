"""A cache entry that was made from several files: its head is read at once, each part of it on access.

The file has the length and the CRC-32 of the head, the head, and the parts one after the other. An open entry
stays as it is: entries are only ever replaced by new files. It is read with `pread`, since a file that gets
shorter ends a program that has mapped it into memory.
"""

from __future__ import annotations

import fcntl
import os
import sys
import weakref
from binascii import crc32
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Raw, Struct

from tpm_tui.storage.yaml_files.cache import (
    MAX_ENTRY,
    cached_state,
    encodable,
    open_private,
    write_entry,
    writer_version,
)

_T = TypeVar("_T")

ColumnType = Literal["I", "Q"]
"""The type of the numbers of a column, as `memoryview.cast` names it."""

_NUMBER_SIZE: dict[ColumnType, int] = {"I": 4, "Q": 8}
"""Bytes of a number, which is unsigned."""

_LENGTH_SIZE, _CHECKSUM_SIZE = 8, 4
_START_SIZE = _LENGTH_SIZE + _CHECKSUM_SIZE
"""Bytes before the head: its length and its CRC-32, both little-endian."""


_LAST_STANDARD_STREAM = 2


class FileStamp(Struct, frozen=True, array_like=True):
    """A file, and what changes with its content."""

    path: bytes
    state: tuple[int, int, int, int]
    """Size, modification and change times in nanoseconds, and inode."""


class _Head(Struct, frozen=True, array_like=True):
    writer: str
    """Version of the program and code that wrote the entry, and the byte order of its columns."""
    files: tuple[FileStamp, ...]
    offsets: bytes
    """A column: where each part begins after the head, and where the last one ends."""
    checksums: bytes
    """A column: the CRC-32 of each part."""
    content: Raw


class _OpenFile:
    """A file that is open until this object is garbage."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = _above_standard_streams(descriptor)
        weakref.finalize(self, os.close, self._descriptor)

    def read(self, start: int, size: int) -> bytes:
        """Return up to `size` bytes. Raises `OSError`."""
        return os.pread(self._descriptor, size, start)

    def size(self) -> int:
        """Return the size of the file in bytes."""
        return os.fstat(self._descriptor).st_size


class CachedParts:
    """The parts of an entry."""

    def __init__(self, file: _OpenFile, start: int, head: _Head) -> None:
        """
        Args:
            file: the open entry.
            start: where the first part begins in the file.
            head: the head of the entry.

        Raises:
            ValueError: the file does not have exactly the bytes of the parts.
        """
        self._file = file
        self._start = start
        self._offsets = decode_column(head.offsets, "Q")
        self._checksums = decode_column(head.checksums, "I")
        if len(self._offsets) != len(self) + 1 or file.size() != start + self._offsets[-1]:
            raise ValueError("the cache entry does not have the size of its parts")

    def __len__(self) -> int:
        return len(self._checksums)

    def read(self, place: int) -> bytes | None:
        """Return the bytes of the part at a place, from 0; None if they cannot be read or are damaged."""
        begin, end = self._offsets[place], self._offsets[place + 1]
        try:
            data = self._file.read(self._start + begin, end - begin)
        except OSError:
            return None
        return data if len(data) == end - begin and crc32(data) == self._checksums[place] else None


def _above_standard_streams(descriptor: int) -> int:
    """Return a descriptor that is not the number of a standard stream which is closed."""
    if descriptor > _LAST_STANDARD_STREAM:
        return descriptor
    try:
        return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _LAST_STANDARD_STREAM + 1)
    finally:
        os.close(descriptor)


def file_stamps(paths: Iterable[Path]) -> tuple[FileStamp, ...]:
    """Return files, each once, with their states as they are now. Raises `OSError`."""
    return tuple(
        FileStamp(encodable(path), cached_state(os.stat(path))) for path in dict.fromkeys(map(str, paths))
    )


def stamped_path(stamp: FileStamp) -> str:
    """Return the path of a file as it was given to `file_stamps`."""
    return stamp.path.decode("utf-8", "surrogatepass")


def read_parts(
    entry_path: Path, files: tuple[FileStamp, ...], type_: type[_T]
) -> tuple[_T, CachedParts] | None:
    """Return the content of the head of an entry, and its parts; None if it is not valid for these files.

    Args:
        entry_path: the entry.
        files: the states that the files must have had.
        type_: the type of the content.
    """
    try:
        file = _OpenFile(open_private(entry_path))
        start = file.read(0, _START_SIZE)
        size = int.from_bytes(start[:_LENGTH_SIZE], "little")
        data = file.read(_START_SIZE, min(size, MAX_ENTRY))
        if len(data) != size or crc32(data) != int.from_bytes(start[_LENGTH_SIZE:], "little"):
            return None
        head = msgspec.msgpack.decode(data, type=_Head)
        if (head.writer, head.files) != (_writer(), files):
            return None
        content = msgspec.msgpack.decode(head.content, type=type_)
        return content, CachedParts(file, _START_SIZE + size, head)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError, MemoryError):
        return None


def write_parts(
    entry_path: Path, files: tuple[FileStamp, ...], content: Struct, parts: Sequence[bytes]
) -> None:
    """Replace an entry atomically; on an error, leave everything unchanged.

    Args:
        entry_path: the entry.
        files: the states of the files before they were read.
        content: what is read at once.
        parts: what is read on access.
    """
    offsets = encode_column("Q", accumulate(map(len, parts), initial=0))
    checksums = encode_column("I", map(crc32, parts))
    raw = Raw(msgspec.msgpack.encode(content))
    head = msgspec.msgpack.encode(_Head(_writer(), files, offsets, checksums, raw))
    start = len(head).to_bytes(_LENGTH_SIZE, "little") + crc32(head).to_bytes(_CHECKSUM_SIZE, "little")
    write_entry(entry_path, b"".join((start, head, *parts)))


def encode_column(code: ColumnType, values: Iterable[int]) -> bytes:
    """Return numbers as bytes, which are read again without an object for each.

    Args:
        code: the type of the numbers.
        values: the numbers.
    """
    return b"".join(value.to_bytes(_NUMBER_SIZE[code], sys.byteorder) for value in values)


def decode_column(data: bytes, code: ColumnType) -> memoryview[int]:
    """Return the numbers of a column. Raises `ValueError` if the bytes are no such column."""
    if len(data) % _NUMBER_SIZE[code]:
        raise ValueError("the column ends within a number")
    return memoryview(data).cast(code)


def _writer() -> str:
    return f"{writer_version()} {sys.byteorder}"
