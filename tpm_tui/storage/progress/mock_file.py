"""The unfinished mock interview: one private file in the data folder, replaced atomically on every change.

Like a draft, it survives the end of the process and of the connection. It also records which questions
were asked in earlier interviews, and when, so that the next draw prefers others.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.judgement import NoteDraft
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import (
    DECODE_ERRORS,
    DataFolderError,
    WriteError,
    describe_os_error,
    os_errors_as_data_folder_errors,
    os_errors_as_write_errors,
)
from tpm_tui.storage.files.lock import UNSUPPORTED_ERRNOS
from tpm_tui.storage.files.problem import Problem

MOCK_FILE_VERSION = 1
MAX_QUESTION_IDS = 500
"""Number of questions whose last asked day is stored."""


class SavedMock(Struct, frozen=True):
    """Contents of the file."""

    version: int = MOCK_FILE_VERSION
    mock: Mock | None = None
    """The unfinished interview."""
    asked: dict[str, date] = {}
    """Questions of earlier interviews, with the study day on which each was last asked."""
    note_draft: NoteDraft | None = None
    """The debrief note that was being typed."""


class _Versioned(Struct, frozen=True):
    version: int = MOCK_FILE_VERSION


class MockFile:
    """The mock interview file of a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "mock.json"

    def read(self) -> tuple[SavedMock, Problem | None]:
        """Return the saved state, and a notice or None. A damaged file is quarantined and counts as empty.

        Raises:
            DataFolderError: the file cannot be read, or was written by a newer version.
        """
        with os_errors_as_data_folder_errors(str(self.path)):
            try:
                data = private.read_file(self.path)
            except FileNotFoundError:
                return SavedMock(), None
        try:
            version = msgspec.json.decode(data, type=_Versioned).version
            if version > MOCK_FILE_VERSION:
                raise DataFolderError(
                    f"{self.path} was written by a newer tpm-tui; update tpm-tui, or move the file away"
                )
            saved = msgspec.json.decode(data, type=SavedMock)
        except DECODE_ERRORS:
            return SavedMock(), self._quarantine()
        if saved.mock is not None and not saved.mock.is_valid:
            return SavedMock(), self._quarantine()
        return saved, None

    def save(self, state: SavedMock) -> None:
        """Replace the saved state.

        Raises:
            WriteError: nothing was written; the previous state is still there.
        """
        newest = sorted(state.asked.items(), key=lambda item: item[1], reverse=True)[:MAX_QUESTION_IDS]
        data = msgspec.json.encode(msgspec.structs.replace(state, asked=dict(newest)))
        with os_errors_as_write_errors("Mock interview not saved"):
            private.make_private_folder(self.folder)
            # Like reading, replace a symbolic link and do not follow it.
            private.atomic_write(self.path, data, durable=False, through_link=False)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the interview against other processes. The lock is released when this process ends.

        Raises:
            WriteError: another process has the interview open, or the folder is not writable.
        """
        with os_errors_as_write_errors("Cannot start the mock interview"):
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
                    "A mock interview is open in another terminal; quit it there (q), or wait a few "
                    "seconds if its connection was lost"
                ) from None
            except OSError as error:
                if error.errno not in UNSUPPORTED_ERRNOS:
                    raise WriteError(
                        f"Cannot start the mock interview: {describe_os_error(error)}"
                    ) from error
            yield
        finally:
            os.close(lock)

    def _quarantine(self) -> Problem:
        return private.quarantine_damaged(self.path, "mock interview")
