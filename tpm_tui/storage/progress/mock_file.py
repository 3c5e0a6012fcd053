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
from tpm_tui.storage.files.errors import (
    UNDECODABLE,
    DataFolderError,
    WriteError,
    describe_os_error,
    os_errors_as_data_folder_errors,
    os_errors_as_write_errors,
)

VERSION = 1
MAX_QUESTION_IDS = 500
"""Questions whose last asking is remembered."""

_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)


class SavedMock(Struct, frozen=True):
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

    def read(self) -> tuple[SavedMock, str]:
        """What is kept, and a notice or ""; a damaged file is set aside, and nothing is kept then.

        Raises:
            DataFolderError: it cannot be read, or a newer version wrote it.
        """
        with os_errors_as_data_folder_errors(str(self.path)):
            try:
                data = private.read_file(self.path)
            except FileNotFoundError:
                return SavedMock(), ""
        try:
            version = msgspec.json.decode(data, type=_Versioned).version
            if version > VERSION:
                raise DataFolderError(
                    f"{self.path} was written by a newer tpm-tui; use that one, or move it away"
                )
            kept = msgspec.json.decode(data, type=SavedMock)
        except UNDECODABLE:
            return SavedMock(), self._set_aside()
        if kept.mock is not None and not kept.mock.sound:
            return SavedMock(), self._set_aside()
        return kept, ""

    def save(self, kept: SavedMock) -> None:
        """Put another state in place of the present one.

        Raises:
            WriteError: the former one is still there.
        """
        newest = sorted(kept.asked.items(), key=lambda item: item[1], reverse=True)[:MAX_QUESTION_IDS]
        data = msgspec.json.encode(msgspec.structs.replace(kept, asked=dict(newest)))
        with os_errors_as_write_errors("The mock interview is not saved"):
            private.make_private_folder(self.folder)
            private.atomic_write(self.path, data, durable=False, through_link=False)  # as it is read

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other processes from practice_session the same interview; freed when this process dies.

        Raises:
            WriteError: another process sits it, or the folder cannot be written to.
        """
        with os_errors_as_write_errors("The mock interview cannot begin"):
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
                raise WriteError(
                    "A mock interview is open in another terminal; stop it there (q), or wait a few "
                    "seconds if its connection was lost"
                ) from None
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise WriteError(
                        f"The mock interview cannot begin: {describe_os_error(error)}"
                    ) from error
            yield
        finally:
            os.close(lock)

    def _set_aside(self) -> str:
        try:
            aside = private.quarantine(self.path)
        except OSError as error:
            return f"{self.path}: a damaged mock interview; {describe_os_error(error)}."
        return f"{self.path}: a damaged mock interview; it was kept as {aside.name}."
