"""Mutations that damage a file, each with a name for the message of a failing test.

A mutation is built from the bytes of a valid file. Nothing is random: a failure is reproducible.
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
"""Nested brackets: a hundred times the recursion limit of Python."""


def cuts(raw: bytes, step: int = 1) -> Mutations:
    """Truncate the file at every length, including zero."""
    for length in range(0, len(raw), step):
        yield f"cut to {length} bytes", raw[:length]


def flips(raw: bytes, step: int = 1) -> Mutations:
    """Flip one bit of every byte, a different one each time."""
    for at in range(0, len(raw), step):
        bit = (at // step * 5 + 3) % 8
        yield f"bit {bit} of byte {at}", raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]


def line_mutations(raw: bytes) -> Mutations:
    """Reorder, duplicate, remove, join and split lines."""
    lines = raw.splitlines(keepends=True)
    for n, line in enumerate(lines):
        before, after = lines[:n], lines[n + 1 :]
        yield f"line {n + 1} is removed", b"".join(before + after)
        yield f"line {n + 1} is duplicated", b"".join([*before, line, line, *after])
        yield f"line {n + 1} comes first", b"".join([line, *before, *after])
        yield f"line {n + 1} comes last", b"".join([*before, *after, line])
        yield f"line {n + 1} is joined with the next", b"".join([*before, line.rstrip(b"\n"), *after])
        half = len(line) // 2
        yield f"line {n + 1} is split in two", b"".join([*before, line[:half], b"\n", line[half:], *after])
    yield "all lines in reverse order", b"".join(reversed(lines))
    yield "everything twice", raw + raw


def format_mutations(raw: bytes) -> Mutations:
    """Change the encoding and format as editors, sync tools and other systems do."""
    return ((name, data) for name, data in _format_mutations(raw) if data != raw)


def _format_mutations(raw: bytes) -> Mutations:
    middle = len(raw) // 2
    yield "a byte-order mark", b"\xef\xbb\xbf" + raw
    yield "CRLF line ends", raw.replace(b"\n", b"\r\n")
    yield "CR line ends", raw.replace(b"\n", b"\r")
    yield "UTF-16", raw.decode("utf-8").encode("utf-16")
    yield "invalid UTF-8", raw[:middle] + b"\xff\xfe" + raw[middle:]
    yield "a Latin-1 letter", raw[:middle] + b"\xe9" + raw[middle:]
    yield "an incomplete UTF-8 character at the end", raw + b"\xc3"
    yield "a surrogate in UTF-8", raw[:middle] + b"\xed\xa0\x80" + raw[middle:]
    yield "NUL instead of everything", bytes(len(raw))
    yield "NUL at the end", raw + bytes(100)
    yield "NUL in the second half", raw[:middle] + bytes(len(raw) - middle)
    yield "a control character", raw[:middle] + b"\x1b[2J" + raw[middle:]
    yield "merge conflict markers", b"<<<<<<< HEAD\n" + raw + b"=======\n" + raw + b">>>>>>> theirs\n"
    yield "a binary file of another program", b"PK\x03\x04" + bytes(range(256)) * 4
    yield "a web page", b"<!DOCTYPE html><html><body>404</body></html>\n"
    yield "only a newline", b"\n"
    yield "whitespace", b"   \t \n" * 20


def documents() -> Mutations:
    """Whole JSON (and YAML) documents of an unexpected type or extreme size."""
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
    yield "deep objects", b'{"a":' * NESTED
    yield "a number of many digits", b'{"version": ' + b"9" * 10_000 + b"}"
    yield "a line of many megabytes", b'{"text": "' + b"x" * (9 << 20) + b'"}'


def value_mutations(document: Json, others: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a JSON document as text, with each value in it replaced by each other value (JSON text by name).

    Also without each field, with each field twice, and with each list item twice.
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
            yield f"{where} is removed", json.dumps(_changed(document, path, None, remove=True))


WRONG_VALUES = {
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
    "a control sequence": '"\\u001b]0;x\\u0007\\u202e"',
    "a path": '"../../../etc/passwd"',
    "the first day": '"0001-01-01"',
    "the last day": '"9999-12-31"',
    "the first moment": '"0001-01-01T00:00:00+14:00"',
    "the last moment": '"9999-12-31T23:59:59.999999-14:00"',
    "a moment without a zone": '"2026-11-22T20:00:00"',
    "a list": '["text"]',
    "an empty list": "[]",
    "an object": '{"text": 1}',
    "an empty object": "{}",
    "deep lists": "[" * NESTED + "]" * NESTED,
}
"""Values by name, as JSON text: of the wrong type, or extreme values of the right type."""


def _places(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _places(item, (*path, key))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _places(item, (*path, at))


def _changed(value: Json, path: tuple[str | int, ...], new: Json, remove: bool = False) -> Json:
    if not path:
        return new
    first, *rest = path
    if isinstance(value, dict):
        if remove and not rest:
            return {key: item for key, item in value.items() if key != first}
        return {k: _changed(v, tuple(rest), new, remove) if k == first else v for k, v in value.items()}
    assert isinstance(value, list)
    if remove and not rest:
        return [item for at, item in enumerate(value) if at != first]
    return [_changed(v, tuple(rest), new, remove) if at == first else v for at, v in enumerate(value)]


# Obstacles: something else in place of a file


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "inside").write_text("mine\n", "utf-8")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as new:
        new.bind(str(path))


def _sparse(path: Path) -> None:
    path.touch(0o600)
    os.truncate(path, 3 << 30)


def _outside(path: Path) -> None:
    """Create a link to another file."""
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
    "a link to another file": _outside,
    "a file of three gigabytes": _sparse,
}
"""Functions that create an obstacle at a path, by name."""


@contextmanager
def fail_open(path: Path, code: int) -> Iterator[None]:
    """Make opening this file fail with an errno, also for root, whom permissions do not stop."""
    real_open, real_path = os.open, os.path.realpath(path)

    def failing_open(name: object, *args: object, **kwargs: object) -> int:
        if isinstance(name, str | os.PathLike) and os.path.realpath(name) == real_path:
            raise OSError(code, os.strerror(code), str(name))
        return real_open(name, *args, **kwargs)  # type: ignore[arg-type]

    os.open = failing_open  # type: ignore[assignment]
    try:
        yield
    finally:
        os.open = real_open


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Fail if the block takes too long, as when opening a pipe without a writer."""

    def on_alarm(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"not finished after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
