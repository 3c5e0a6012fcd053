"""Fault injection: a replacement for `os` that fails, or crashes the process, at a chosen call.

It replaces `os` in the storage modules and counts the calls that touch files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tpm_tui.storage.backup import archive, manifest, merge, month_files, packing, restore, write
from tpm_tui.storage.files import private
from tpm_tui.storage.progress import atomic, journal, tables

CHANGES = ("mkdir", "write", "fdatasync", "fsync", "ftruncate", "link", "unlink", "rename", "replace")
"""Calls that change what is on disk; `open` is added where it may create a file."""

READS = ("stat", "lstat", "fstat", "scandir", "listdir", "pread", "open")


CallHandler = Callable[[str, Callable[..., Any], tuple[Any, ...]], Any]
"""Runs instead of a call; receives its name, the real function and the arguments."""


class SimulatedCrash(BaseException):
    """The process has crashed: nothing it does afterwards reaches the disk."""


class FakeOs:
    """`os`, with the named functions routed through a handler."""

    def __init__(self, handler: CallHandler, names: tuple[str, ...]):
        self._handler = handler
        self._names = names

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in self._names:
            return real
        return lambda *args, **kwargs: self._handler(name, lambda *a: real(*a, **kwargs), args)


@contextmanager
def patched_os(replacement: Any) -> Iterator[None]:
    """Replace `os` in the storage modules."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        for module in (
            private,
            journal,
            tables,
            atomic,
            manifest,
            archive,
            month_files,
            packing,
            write,
            merge,
            restore,
        ):
            monkeypatch.setattr(module, "os", replacement)
        yield


def may_create(name: str, args: tuple[Any, ...]) -> bool:
    """Return whether a call is an `open` that may create a file."""
    return name == "open" and bool(args[1] & os.O_CREAT)


class Crash:
    """Crash at the k-th call that changes something: before it, after it, or in the middle of a write."""

    def __init__(self, k: int, when: str) -> None:
        self.remaining, self.when, self.crashed = k, when, False

    def __call__(self, name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        if name == "open" and not may_create(name, args):
            return real(*args)
        if self.crashed:
            raise SimulatedCrash
        self.remaining -= 1
        if self.remaining:
            return real(*args)
        self.crashed = True
        if self.when == "after":
            result = real(*args)
            if name == "open":
                os.close(result)
        elif self.when == "torn" and name == "write":
            real(args[0], args[1][: len(args[1]) // 2])
        raise SimulatedCrash


class Failure:
    """Fail the k-th call with an error, or every call from the k-th on."""

    def __init__(self, k: int, code: int, lasting: bool = False, torn: bool = False) -> None:
        self.remaining, self.code, self.lasting, self.torn = k, code, lasting, torn

    @property
    def triggered(self) -> bool:
        """Whether the k-th call was reached."""
        return self.remaining <= 0

    def __call__(self, name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        self.remaining -= 1
        if self.remaining == 0 or (self.lasting and self.remaining < 0):
            if self.torn and name == "write":
                real(args[0], args[1][: len(args[1]) // 2])
            raise OSError(self.code, os.strerror(self.code))
        return real(*args)


@contextmanager
def crash_at(k: int, when: str) -> Iterator[Crash]:
    """Crash at the k-th changing call; see `Crash`."""
    crash = Crash(k, when)
    with patched_os(FakeOs(crash, (*CHANGES, "open"))):
        yield crash


@contextmanager
def fail_at(k: int, code: int, *, lasting: bool = False, torn: bool = False) -> Iterator[Failure]:
    """Fail the k-th call with an errno; see `Failure`."""
    failure = Failure(k, code, lasting, torn)
    with patched_os(FakeOs(failure, (*CHANGES, *READS))):
        yield failure


@contextmanager
def record_calls() -> Iterator[list[str]]:
    """Record the names of the calls that change something, in order."""
    calls: list[str] = []

    def record(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        calls.append(name)
        return real(*args)

    with patched_os(FakeOs(record, CHANGES)):
        yield calls
