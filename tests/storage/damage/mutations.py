"""Ways in which a file can be damaged, each with a name for the message of a test that fails.

A mutation is made of the bytes of a good file. Nothing here is random: what failed fails again.
"""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeAlias

Mutations: TypeAlias = "Iterator[tuple[str, bytes]]"
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

NESTED = 100_000
"""Brackets within each other: a hundred times what Python's stack bears."""


def cuts(raw: bytes, step: int = 1) -> Mutations:
    """Cut off at every length, down to the empty file."""
    for length in range(0, len(raw), step):
        yield f"cut to {length} bytes", raw[:length]


def flips(raw: bytes, step: int = 1) -> Mutations:
    """One bit of every byte, another one each time."""
    for at in range(0, len(raw), step):
        bit = (at // step * 5 + 3) % 8
        yield f"bit {bit} of byte {at}", raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]


def line_faults(raw: bytes) -> Mutations:
    """Lines in another order, twice, gone, run together, torn apart."""
    lines = raw.splitlines(keepends=True)
    for n, line in enumerate(lines):
        before, after = lines[:n], lines[n + 1 :]
        yield f"line {n + 1} is gone", b"".join(before + after)
        yield f"line {n + 1} is there twice", b"".join([*before, line, line, *after])
        yield f"line {n + 1} comes first", b"".join([line, *before, *after])
        yield f"line {n + 1} comes last", b"".join([*before, *after, line])
        yield f"line {n + 1} runs into the next", b"".join([*before, line.rstrip(b"\n"), *after])
        half = len(line) // 2
        yield f"line {n + 1} is torn in two", b"".join([*before, line[:half], b"\n", line[half:], *after])
    yield "all lines the other way round", b"".join(reversed(lines))
    yield "everything twice", raw + raw


def disguises(raw: bytes) -> Mutations:
    """What editors, sync tools and other systems make of a file."""
    return ((name, data) for name, data in _disguises(raw) if data != raw)


def _disguises(raw: bytes) -> Mutations:
    middle = len(raw) // 2
    yield "a byte-order mark", b"\xef\xbb\xbf" + raw
    yield "line ends of another system", raw.replace(b"\n", b"\r\n")
    yield "line ends of an old system", raw.replace(b"\n", b"\r")
    yield "16 bits a character", raw.decode("utf-8").encode("utf-16")
    yield "no UTF-8", raw[:middle] + b"\xff\xfe" + raw[middle:]
    yield "a Latin-1 letter", raw[:middle] + b"\xe9" + raw[middle:]
    yield "half a character at the end", raw + b"\xc3"
    yield "a surrogate in UTF-8", raw[:middle] + b"\xed\xa0\x80" + raw[middle:]
    yield "NUL instead of everything", bytes(len(raw))
    yield "NUL at the end", raw + bytes(100)
    yield "NUL in the second half", raw[:middle] + bytes(len(raw) - middle)
    yield "a control character", raw[:middle] + b"\x1b[2J" + raw[middle:]
    yield "marks of a merge", b"<<<<<<< HEAD\n" + raw + b"=======\n" + raw + b">>>>>>> theirs\n"
    yield "of another program", b"PK\x03\x04" + bytes(range(256)) * 4
    yield "a web page", b"<!DOCTYPE html><html><body>404</body></html>\n"
    yield "one line end", b"\n"
    yield "blanks", b"   \t \n" * 20


def documents() -> Mutations:
    """Whole JSON documents, which are YAML too: of another kind than expected, or traps."""
    for text in (
        *(
            "[]",
            "{}",
            "null",
            "true",
            "7",
            '"text"',
            "[1, 2]",
            '{"a": {"b": []}}',
            "NaN",
            "Infinity",
            "1e999",
        ),
        *(
            '"\\ud800"',
            "[{}]",
            '{"": ""}',
            "-0",
            '{"questions": {}}',
            '{"cards": []}',
            '{"_meta": {"1": []}}',
        ),
    ):
        yield text, text.encode()
    yield "deep lists", b"[" * NESTED
    yield "deep lists, closed", b"[" * NESTED + b"]" * NESTED
    yield "deep groups", b'{"a":' * NESTED
    yield "a number of many digits", b'{"version": ' + b"9" * 10_000 + b"}"
    yield "a line of many megabytes", b'{"text": "' + b"x" * (9 << 20) + b'"}'


def values(document: Json, others: dict[str, str]) -> Iterator[tuple[str, str]]:
    """A JSON document as text, once for every place in it and every other value, given as JSON text.

    And once without each field, with each field twice, and with each item of a list twice.
    """
    mark = "\ue000"
    for path, value in _places(document):
        where = ".".join(map(str, path))
        marked = json.dumps(_changed(document, path, mark))
        for name, text in others.items():
            if text != json.dumps(value):
                yield f"{where} is {name}", marked.replace(json.dumps(mark), text)
        if path:
            same = json.dumps(value)
            if isinstance(path[-1], str):
                key = json.dumps(path[-1])
                yield f"{where} twice", marked.replace(json.dumps(mark), f"{same}, {key}: {same}")
            else:
                yield f"{where} twice", marked.replace(json.dumps(mark), f"{same}, {same}")
            yield f"{where} is gone", json.dumps(_changed(document, path, None, gone=True))


WRONG = {
    "null": "null",
    "true": "true",
    "a negative number": "-1",
    "a fraction": "0.5",
    "a large number": "9007199254740993",
    "a huge number": "1" + "0" * 40,
    "not a number": "NaN",
    "infinity": "1e999",
    "an empty text": '""',
    "a text": '"text"',
    "a lone surrogate": '"a\\ud800b"',
    "a NUL": '"a\\u0000b"',
    "a steering text": '"\\u001b]0;x\\u0007\\u202e"',
    "a path": '"../../../etc/passwd"',
    "the first day": '"0001-01-01"',
    "the last day": '"9999-12-31"',
    "the first moment": '"0001-01-01T00:00:00+14:00"',
    "the last moment": '"9999-12-31T23:59:59.999999-14:00"',
    "a moment without a zone": '"2026-11-22T20:00:00"',
    "a list": '["text"]',
    "an empty list": "[]",
    "a group": '{"text": 1}',
    "an empty group": "{}",
    "deep lists": "[" * NESTED + "]" * NESTED,
}
"""Values by name, as JSON text: of the wrong type, or of the right one and absurd."""


def _places(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _places(item, (*path, key))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _places(item, (*path, at))


def _changed(value: Json, path: tuple[str | int, ...], new: Json, gone: bool = False) -> Json:
    if not path:
        return new
    first, *rest = path
    if isinstance(value, dict):
        if gone and not rest:
            return {key: item for key, item in value.items() if key != first}
        return {k: _changed(v, tuple(rest), new, gone) if k == first else v for k, v in value.items()}
    assert isinstance(value, list)
    if gone and not rest:
        return [item for at, item in enumerate(value) if at != first]
    return [_changed(v, tuple(rest), new, gone) if at == first else v for at, v in enumerate(value)]


# What can stand in the place of a file


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "inside").write_text("mine\n", "utf-8")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def _sparse(path: Path) -> None:
    path.touch(0o600)
    os.truncate(path, 3 << 30)


def _outside(path: Path) -> None:
    """A link to somebody else's file."""
    target = path.with_name("victim")
    target.write_text("theirs\n", "utf-8")
    path.symlink_to(target)


OBSTACLES: dict[str, Callable[[Path], None]] = {
    "a folder": _folder,
    "a pipe": lambda path: os.mkfifo(path, 0o600),
    "a socket": _socket,
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to a device that never ends": lambda path: path.symlink_to("/dev/zero"),
    "a link to a file of something else": _outside,
    "a file of three gigabytes": _sparse,
}
"""Each puts something where no file is."""


@contextmanager
def refusing(path: Path, code: int) -> Iterator[None]:
    """The system opens this file for nobody, as it does for all but root where permissions say so."""
    real_open, real_path = os.open, os.path.realpath(path)

    def refusing_open(name: object, *args: object, **kwargs: object) -> int:
        if isinstance(name, str | os.PathLike) and os.path.realpath(name) == real_path:
            raise OSError(code, os.strerror(code), str(name))
        return real_open(name, *args, **kwargs)  # type: ignore[arg-type]

    os.open = refusing_open  # type: ignore[assignment]
    try:
        yield
    finally:
        os.open = real_open


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fails what waits, as one does who opens a pipe that nobody writes to."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"still at it after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
