"""A cache of parsed YAML files that loads fifty times faster and without importing yaml.

There is one entry per file, in a folder private to the user. An entry is valid only for the file it was made
from (path, size, times) and for the code that wrote it. It is validated by type like any other input. Invalid
cache entries are ignored and, if possible, rewritten.
"""

from __future__ import annotations

import functools
import os
import stat
import sys
from binascii import crc32
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from tpm_tui import __version__
from tpm_tui.core.text.file_names import escape_undecoded
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.files.untrusted import ReadError, read_bytes, real_path
from tpm_tui.storage.yaml_files.document import Loaded, parse_untyped

_T = TypeVar("_T")

MAX_ENTRY = 64 * 1024 * 1024

_PACKAGE = Path(__file__).parents[2]


class _Entry(Struct, frozen=True, array_like=True):
    writer: str
    """Version of the program and code that wrote it."""
    path: bytes
    state: tuple[int, int, int, int]
    """Size, modification and change times in nanoseconds, and inode of the source file."""
    content: Raw
    checksum: int
    """CRC-32 of the content: damage inside a text would still decode."""


def load_yaml_cached(path: Path, type_: type[_T], cache: Path | None) -> Loaded[_T]:
    """Load a YAML file as the type, like `document.load_yaml`, from the cache if possible."""
    loaded_type: type[Loaded[_T]] = Loaded[type_]  # type: ignore[valid-type]
    try:
        loaded = load_cached(path, loaded_type, lambda data: parse_untyped(data, type_, str(path)), cache)
    except ReadError as error:
        return Loaded(None, (error.problem,))
    return replace(loaded, problems=with_file_name(loaded.problems, path))


def load_cached(path: Path, type_: type[_T], parse: Callable[[bytes], object], cache: Path | None) -> _T:
    """Return what `parse` returns for the file's bytes, from the cache if possible.

    Args:
        path: the file.
        type_: the type of the result.
        parse: returns plain lists, mappings and texts that convert to the type. These are cached as written
            in the file, so that they pass the type's checks again; a value with defaults filled in might not.
        cache: the cache folder; None to call `parse` every time.

    Raises:
        ReadError: the file cannot be read.
    """
    if cache is None:
        return msgspec.convert(parse(read_bytes(path)[0]), type_, strict=False)
    real = real_path(path)
    entry_path = cache / f"{crc32(encodable(real)):08x}-{crc32(repr(type_).encode()):08x}.msgpack"
    cached = _read_entry(entry_path, real, type_)
    if cached is not None:
        return cached
    data, state = read_bytes(path)
    plain = parse(data)
    content = Raw(msgspec.msgpack.encode(plain))
    entry = _Entry(writer_version(), encodable(real), cached_state(state), content, crc32(content))
    write_entry(entry_path, msgspec.msgpack.encode(entry))
    return msgspec.convert(plain, type_, strict=False)


def with_file_name(problems: tuple[Problem, ...], path: Path) -> tuple[Problem, ...]:
    """Return the problems with the path given by the caller; a cache entry may have another for the file."""
    file = escape_undecoded(str(path))
    return tuple(replace(problem, file=file) for problem in problems)


def _read_entry(entry_path: Path, real: str, type_: type[_T]) -> _T | None:
    try:
        entry = msgspec.msgpack.decode(_read_private(entry_path), type=_Entry)
        if (entry.writer, entry.path) != (writer_version(), encodable(real)) or entry.state != cached_state(
            os.stat(real)
        ):
            return None
        if crc32(entry.content) != entry.checksum:
            return None
        return msgspec.msgpack.decode(entry.content, type=type_, strict=False)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError, OverflowError, MemoryError):
        return None


def _read_private(entry_path: Path) -> bytes:
    """Return the bytes of an entry; raise `ValueError` if another user could have written it."""
    with open(open_private(entry_path), "rb") as file:
        if os.fstat(file.fileno()).st_size > MAX_ENTRY:
            raise ValueError("the cache entry is too large")
        return file.read()


def open_private(entry_path: Path) -> int:
    """Return a descriptor to read an entry.

    Raises:
        OSError: the entry cannot be opened.
        ValueError: another user could have written it, or it is no regular file.
    """
    if not _is_private(os.stat(entry_path.parent)):
        raise ValueError("the cache folder is not private")
    descriptor = os.open(entry_path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        state = os.fstat(descriptor)
        if not (stat.S_ISREG(state.st_mode) and _is_private(state)):
            raise ValueError("the cache entry is not private or not a regular file")
    except (OSError, ValueError):
        os.close(descriptor)
        raise
    return descriptor


def write_entry(entry_path: Path, data: bytes) -> None:
    """Replace an entry atomically; on an error, leave everything unchanged."""
    temp = entry_path.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        entry_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(os.stat(entry_path.parent)):
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with open(os.open(temp, flags, 0o600), "wb") as file:
            file.write(data)
        os.replace(temp, entry_path)
    except OSError:
        try:
            os.unlink(temp)
        except OSError:
            return


def _is_private(state: os.stat_result) -> bool:
    """Return whether a file is owned by this user and not writable by others."""
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def cached_state(status: os.stat_result) -> tuple[int, int, int, int]:
    """Return what changes with the content. Change time and inode differ even if the date is copied."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


@functools.cache
def writer_version() -> str:
    """Return the versions and newest code time: an entry of an older checkout must not be used."""
    newest = max(_newest_code(os.path.join(_PACKAGE, folder)) for folder in ("core", "storage"))
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"{__version__} {python} {msgspec.__version__} {newest}"


def _newest_code(folder: str) -> int:
    """Return the newest modification time of the code in a folder and below it, in nanoseconds.

    `Path.rglob` would take 4 ms, 1.5 % of the time to the first frame.
    """
    newest = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                newest = max(newest, entry.stat().st_mtime_ns)
            elif entry.name != "__pycache__" and entry.is_dir():
                newest = max(newest, _newest_code(entry.path))
    return newest


def encodable(path: str) -> bytes:
    """Return a path as bytes; file names may contain bytes that are not valid text."""
    return path.encode("utf-8", "surrogatepass")
