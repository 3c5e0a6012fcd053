"""The file with what a start needs of its modules: their bytecode and their compiled regular expressions.

A start imports about 450 modules of packages, which compile 100 regular expressions. For each module Python
searches a folder, and opens and reads a file. The same bytecode in one file saves 10 % of the time to the
first frame, and the compiled expressions save 7 % more (Python 3.11, Textual 8.2.8).

Imports only what Python has imported anyway, since everything else can come from the file.
"""

from __future__ import annotations

import marshal
import os
import sys
from binascii import crc32

PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))

PATH = os.path.join(
    PACKAGE,
    "__pycache__",
    f"start.{sys.implementation.cache_tag}.{crc32(os.fsencode(sys.prefix)):08x}.bin",
)
"""Beside the package's own bytecode: whoever can change this file can change the code, too. Each environment
has its own, since several can share one checkout."""

SIZE_BYTES = 8
"""The file begins with the size of its index, little-endian."""

LAST_STANDARD_STREAM = 2

UINT32 = 0xFFFFFFFF

ModuleEntry = tuple[str, bool, int, int, int, int]
"""A module: its source, whether it is a package, time in seconds and size in bytes of the source (modulo
2**32, as in Python's own bytecode files), offset and length of its bytecode."""

Expression = tuple[int, str | bytes, int, list[int], int, dict[str, int], tuple[str | None, ...]]
"""A regular expression: the flags it is requested with, and the arguments of the function that creates it."""

UNREADABLE = (OSError, EOFError, ValueError, TypeError)
"""What reading a damaged file raises."""


class StartFile:
    """The file, open for reading. A missing or damaged file has no entries."""

    def __init__(self, path: str = PATH) -> None:
        self.index: dict[str, ModuleEntry] = {}
        """By module name."""
        self._expressions = (0, 0)
        self._file = -1
        try:
            self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            if self._file <= LAST_STANDARD_STREAM:
                self.close()  # this stream is closed, and its number is not for another file
            else:
                self._read_index()
        except UNREADABLE:
            self.close()

    def _read_index(self) -> None:
        total = os.fstat(self._file).st_size
        size = int.from_bytes(self.read(0, SIZE_BYTES), "little")
        if size <= total:
            version, expected, index, expressions = marshal.loads(self.read(SIZE_BYTES, size))
            if (version, expected) == (sys.version, total):
                self.index, self._expressions = index, expressions

    def read(self, offset: int, length: int) -> bytes:
        """Return a part of the file; raises OSError."""
        return os.pread(self._file, length, offset)

    def read_expressions(self) -> list[Expression]:
        """Return the regular expressions."""
        try:
            found: list[Expression] = marshal.loads(self.read(*self._expressions))
        except UNREADABLE:
            return []
        return found

    def close(self) -> None:
        """Close the file; it has no entries any more."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1
        self.index = {}


def source_state(source: str) -> tuple[int, int]:
    """Return time and size of a source as in Python's own bytecode files; (-1, -1) if there is none."""
    try:
        found = os.stat(source)
    except OSError:
        return -1, -1
    return int(found.st_mtime) & UINT32, found.st_size & UINT32
