"""Add lines to the files of several months: prepared without the lock, put in place under it.

Writing a file and waiting for the disk takes milliseconds, and a history can have hundreds of months. So the
new files are written under temporary names first. Under the lock they only get their names, unless the file
of a month was changed in the meantime, usually by an answer in the newest one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from tpm_tui.storage.files import private
from tpm_tui.storage.files.temp_names import temp_name


class _PreparedMonth(Struct, frozen=True):
    """The new file of a month under a temporary name."""

    path: str
    lines: Sequence[bytes]
    """The added lines."""
    temp: str
    before: private.FileState | None
    """The file that it was made from."""


class PreparedMonths:
    """The new files of some months of a history."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._months: list[_PreparedMonth] = []

    def prepare(self, name: str, lines: Sequence[bytes]) -> None:
        """Write the new file of a month, durably.

        Raises:
            OSError: it cannot be written.
        """
        path = os.path.join(self._folder, name)
        before, temp = private.file_state(path), temp_name(path)
        self._months.append(_PreparedMonth(path, lines, temp, before))
        with private.open_file(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as fd:
            private.write_all(fd, _with_lines(path, lines))
            private.sync(fd)

    def put_in_place(self) -> None:
        """Replace the files, oldest month first. Requires the lock.

        Raises:
            OSError: not all were replaced; each file is complete, either the old or the new version.
        """
        for month in self._months:
            if private.file_state(month.path) == month.before:
                os.replace(month.temp, month.path)
            else:
                private.atomic_write(month.path, _with_lines(month.path, month.lines), durable=True)
        private.sync_folder(self._folder)

    def remove_temp_files(self) -> None:
        """Remove the files that were not put in place."""
        for month in self._months:
            private.remove(month.temp)


@contextmanager
def prepared_months(folder: Path, months: Mapping[str, Sequence[bytes]]) -> Iterator[PreparedMonths]:
    """Prepare the files of months with more lines, by name; they are removed if they are not put in place.

    Raises:
        OSError: one cannot be written.
    """
    prepared = PreparedMonths(folder)
    try:
        for name, lines in sorted(months.items()):
            prepared.prepare(name, lines)
        yield prepared
    finally:
        prepared.remove_temp_files()


def _with_lines(path: str, lines: Sequence[bytes]) -> bytes:
    """Return the bytes of a file with those lines added that it does not have yet."""
    try:
        before = private.read_file(path)
    except FileNotFoundError:
        before = b""
    known = set(before.split(b"\n"))
    if before and not before.endswith(b"\n"):
        before += b"\n"
    return before + b"".join(line + b"\n" for line in lines if line not in known)
