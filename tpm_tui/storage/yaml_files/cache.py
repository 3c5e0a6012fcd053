"""What was read from YAML, kept in a form that loads fifty times faster and without importing yaml.

One entry a file, in a folder of one's own. A cache is a guess that saves time: an entry answers only for
the very file that it was made from (path, size, times), by this program with this code, and is decoded by
type like any other input. Whatever is damaged, foreign or in the way is passed over in silence and, where
that is possible, written anew.
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
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.files.untrusted import ReadError, read_bytes, real_path
from tpm_tui.storage.yaml_files.document import Loaded, parse_untyped

T = TypeVar("T")

MAX_ENTRY = 64 * 1024 * 1024

_PACKAGE = Path(__file__).parents[2]


class _Entry(Struct, frozen=True, array_like=True):
    maker: str
    """Program and code that wrote it."""
    path: bytes
    state: tuple[int, int, int, int]
    """Size, times of change in nanoseconds and inode of the file it was made from."""
    kept: Raw
    checksum: int
    """Of what is kept: damage inside a text would decode well."""


def cached(path: Path, type_: type[T], cache: Path | None) -> Loaded[T]:
    """`document.load` through a cache: the file as the type, from the cache folder where that is possible."""
    loaded_type: type[Loaded[T]] = Loaded[type_]  # type: ignore[valid-type]
    try:
        loaded = remembered(path, loaded_type, lambda data: parse_untyped(data, type_, str(path)), cache)
    except ReadError as error:
        return Loaded(None, (error.problem,))
    return replace(loaded, problems=in_file(loaded.problems, path))


def remembered(path: Path, type_: type[T], make: Callable[[bytes], object], cache: Path | None) -> T:
    """What `make` makes of the file's bytes, or made of them when the cache's entry was written.

    `make` gives plain lists, mappings and texts that convert to the type: kept as the author wrote them, they
    pass the type's checks again, which a value with its defaults filled in might not. Without a cache
    folder the value is always made. Raises `ReadError` where the file cannot be read.
    """
    if cache is None:
        return msgspec.convert(make(read_bytes(path)[0]), type_, strict=False)
    real = real_path(path)
    place = cache / f"{crc32(_encodable(real)):08x}-{crc32(repr(type_).encode()):08x}.msgpack"
    found = _look_up(place, real, type_)
    if found is not None:
        return found
    data, state = read_bytes(path)
    plain = make(data)
    kept = Raw(msgspec.msgpack.encode(plain))
    _keep(place, msgspec.msgpack.encode(_Entry(_maker(), _encodable(real), _state(state), kept, crc32(kept))))
    return msgspec.convert(plain, type_, strict=False)


def in_file(problems: tuple[Problem, ...], path: Path) -> tuple[Problem, ...]:
    """The problems under the name by which the file was asked for; a cache may know it by another."""
    return tuple(replace(problem, file=str(path)) for problem in problems)


def _look_up(place: Path, real: str, type_: type[T]) -> T | None:
    try:
        entry = msgspec.msgpack.decode(_read_own(place), type=_Entry)
        if (entry.maker, entry.path) != (_maker(), _encodable(real)) or entry.state != _state(os.stat(real)):
            return None
        if crc32(entry.kept) != entry.checksum:
            return None
        return msgspec.msgpack.decode(entry.kept, type=type_, strict=False)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError, OverflowError, MemoryError):
        return None


def _read_own(place: Path) -> bytes:
    """The entry's bytes; ValueError where folder or file could be another user's work."""
    if not _is_private(os.stat(place.parent)):
        raise ValueError("the cache folder is not one's own")
    descriptor = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        state = os.fstat(descriptor)
        if not (stat.S_ISREG(state.st_mode) and _is_private(state) and state.st_size <= MAX_ENTRY):
            raise ValueError("not a cache entry of one's own")
        return file.read()


def _keep(place: Path, data: bytes) -> None:
    """Replace the entry whole, or leave everything as it is."""
    draft = place.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(os.stat(place.parent)):
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with open(os.open(draft, flags, 0o600), "wb") as file:
            file.write(data)
        os.replace(draft, place)
    except OSError:
        try:
            os.unlink(draft)
        except OSError:
            return


def _is_private(state: os.stat_result) -> bool:
    """Owned by this user, and nobody else can write it."""
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _state(state: os.stat_result) -> tuple[int, int, int, int]:
    """What tells one content from the next. The time of change and the inode see through a copied date."""
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


@functools.cache
def _maker() -> str:
    """Versions, and the newest code below: an entry of yesterday's checkout must not answer for today's."""
    newest = 0
    for folder in ("core", "storage"):
        for file in (_PACKAGE / folder).rglob("*.py"):
            if file.name.endswith(".py"):
                newest = max(newest, file.stat().st_mtime_ns)
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"{__version__} {python} {msgspec.__version__} {newest}"


def _encodable(path: str) -> bytes:
    """File names may hold bytes that are no text."""
    return path.encode("utf-8", "surrogatepass")
