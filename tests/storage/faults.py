"""An operating system that fails, or dies, at the call one chooses.

It takes the place of `os` in the modules of the store, and counts the calls that touch files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tpm_tui.storage.backup import archive, manifest, merge, restore, write
from tpm_tui.storage.files import private
from tpm_tui.storage.progress import atomic, journal, tables

CHANGES = ("mkdir", "write", "fdatasync", "fsync", "ftruncate", "link", "unlink", "rename", "replace")
"""Calls that change what is on disk; and `open`, where it may create a file."""

READS = ("stat", "lstat", "fstat", "scandir", "listdir", "pread", "open")


Meeting = Callable[[str, Callable[..., Any], tuple[Any, ...]], Any]
"""What happens at a call, given its name, the call itself and its arguments."""


class Died(BaseException):
    """The process is dead: nothing it does after this reaches the disk."""


class System:
    """`os`, but for the calls that a fault is to meet."""

    def __init__(
        self, meet: Callable[[str, Callable[..., Any], tuple[Any, ...]], Any], names: tuple[str, ...]
    ):
        self._meet = meet
        self._names = names

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in self._names:
            return real
        return lambda *args, **kwargs: self._meet(name, lambda *a: real(*a, **kwargs), args)


@contextmanager
def system(patch: Any) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        for module in (private, journal, tables, atomic, manifest, archive, write, merge, restore):
            monkeypatch.setattr(module, "os", patch)
        yield


def creates(name: str, args: tuple[Any, ...]) -> bool:
    return name == "open" and bool(args[1] & os.O_CREAT)


class Death:
    """The process dies at the k-th call that changes something: before it, after it, or half-way through."""

    def __init__(self, k: int, when: str) -> None:
        self.left, self.when, self.dead = k, when, False

    def __call__(self, name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        if name == "open" and not creates(name, args):
            return real(*args)
        if self.dead:
            raise Died
        self.left -= 1
        if self.left:
            return real(*args)
        self.dead = True
        if self.when == "after":
            done = real(*args)
            if name == "open":
                os.close(done)
        elif self.when == "torn" and name == "write":
            real(args[0], args[1][: len(args[1]) // 2])
        raise Died


class Failure:
    """The k-th call fails with an error, or all from the k-th on."""

    def __init__(self, k: int, code: int, lasting: bool = False, torn: bool = False) -> None:
        self.left, self.code, self.lasting, self.torn = k, code, lasting, torn

    @property
    def met(self) -> bool:
        return self.left <= 0

    def __call__(self, name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        self.left -= 1
        if self.left == 0 or (self.lasting and self.left < 0):
            if self.torn and name == "write":
                real(args[0], args[1][: len(args[1]) // 2])
            raise OSError(self.code, os.strerror(self.code))
        return real(*args)


@contextmanager
def dying(k: int, when: str) -> Iterator[Death]:
    death = Death(k, when)
    with system(System(death, (*CHANGES, "open"))):
        yield death


@contextmanager
def failing(k: int, code: int, *, lasting: bool = False, torn: bool = False) -> Iterator[Failure]:
    failure = Failure(k, code, lasting, torn)
    with system(System(failure, (*CHANGES, *READS))):
        yield failure


@contextmanager
def note_editor() -> Iterator[list[str]]:
    """The names of the calls that change something, in their order."""
    calls: list[str] = []

    def note(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        calls.append(name)
        return real(*args)

    with system(System(note, CHANGES)):
        yield calls
