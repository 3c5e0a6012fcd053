"""The unfinished mock interview: one private file in the data folder, replaced whole at every change.

Like a draft it outlives the process and the connection. Beside the interview it keeps which questions
were asked in earlier ones, and when, so that the next draw prefers others.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from tpm_tui.core.mock.interview import Mock
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import UNDECODABLE, NotSaved, Unusable, in_words, reading, saving

VERSION = 1
MOST_ASKED = 500
"""Questions whose last asking is remembered."""

_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)


class Kept(Struct, frozen=True):
    """What the file holds."""

    version: int = VERSION
    mock: Mock | None = None
    """The unfinished interview."""
    asked: dict[str, date] = {}
    """Questions of earlier interviews, and the study day on which each was asked last."""


class _Versioned(Struct, frozen=True):
    version: int = VERSION


class MockFile:
    """The file of a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "mock.json"

    def read(self) -> tuple[Kept, str]:
        """What is kept, and a notice or ""; a damaged file is set aside, and nothing is kept then.

        Raises:
            Unusable: it cannot be read, or a newer version wrote it.
        """
        with reading(str(self.path)):
            try:
                data = private.read(self.path)
            except FileNotFoundError:
                return Kept(), ""
        try:
            version = msgspec.json.decode(data, type=_Versioned).version
            if version > VERSION:
                raise Unusable(f"{self.path} was written by a newer tpm-tui; use that one, or move it away")
            kept = msgspec.json.decode(data, type=Kept)
        except UNDECODABLE:
            return Kept(), self._set_aside()
        if kept.mock is not None and not kept.mock.sound:
            return Kept(), self._set_aside()
        return kept, ""

    def save(self, kept: Kept) -> None:
        """Put another state in place of the present one.

        Raises:
            NotSaved: the former one is still there.
        """
        newest = sorted(kept.asked.items(), key=lambda item: item[1], reverse=True)[:MOST_ASKED]
        data = msgspec.json.encode(msgspec.structs.replace(kept, asked=dict(newest)))
        with saving("The mock interview is not saved"):
            private.make_private_folder(self.folder)
            private.replace_privately(self.path, data, durable=False, through_link=False)  # as it is read

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other processes from sitting the same interview; freed when this process dies.

        Raises:
            NotSaved: another process sits it, or the folder cannot be written to.
        """
        with saving("The mock interview cannot begin"):
            private.make_private_folder(self.folder)
            lock = os.open(
                self.folder / "mock.lock",
                os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW,
                private.FILE_MODE,
            )
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise NotSaved(
                    "A mock interview is open in another terminal; stop it there (q), or wait a few "
                    "seconds if its connection was lost"
                ) from None
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise NotSaved(f"The mock interview cannot begin: {in_words(error)}") from error
            yield
        finally:
            os.close(lock)

    def _set_aside(self) -> str:
        try:
            aside = private.set_aside(self.path)
        except OSError as error:
            return f"{self.path}: a damaged mock interview; {in_words(error)}."
        return f"{self.path}: a damaged mock interview; it was kept as {aside.name}."
