"""Changes to a data folder: one at a time, also among threads, sessions and processes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import TypeVar, cast

from msgspec.structs import replace

from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.history import next_seq
from tpm_tui.core.errors import TpmError
from tpm_tui.core.session.undo import UndoableEntry
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import WriteError, describe_os_error, os_errors_as_write_errors
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.problem import file_problem
from tpm_tui.storage.progress.current import CurrentProgress
from tpm_tui.storage.progress.journal import History, sanitized

CHECKPOINT_EVERY = 20
"""Number of entries after which the progress file is written automatically. A crash before that loses
nothing; the next start only reads more history."""

_AnyEntry = TypeVar("_AnyEntry", bound=HistoryEntry)


class _NothingFound(TpmError):
    """There is no action to write an entry about."""


class ProgressWriter:
    """Writes entries to the history and the current progress to its file, and reads what others wrote."""

    def __init__(self, folder: Path, history: History, current: CurrentProgress) -> None:
        self.folder = folder
        self.appended = 0
        """Number of entries appended since the progress file was written."""
        self.own_ids: set[str] = set()
        """The ids of all entries appended here."""
        self.own_entries: list[HistoryEntry] = []
        """All entries appended here, in their order."""
        self._lock = folder / "progress.lock"
        self._history = history
        self._current = current
        self._mutex = RLock()

    def refresh(self) -> bool:
        """Read what other sessions appended; return whether there was anything. Never waits."""
        if not self._mutex.acquire(blocking=False):
            return False
        try:
            seq = self._current.value.seq
            self._current.catch_up()
            return self._current.value.seq != seq
        except OSError as error:
            message = f"the progress cannot be read: {describe_os_error(error)}"
            self._current.add_notice(file_problem(self.folder, message))
            return False
        finally:
            self._mutex.release()

    def append(self, make_entry: Callable[[], _AnyEntry], timeout: float | None = None) -> _AnyEntry:
        """Take the lock, catch up, then make and write the entry; return it as written.

        Args:
            make_entry: makes the entry; if it raises, nothing is written and the exception is passed on.
            timeout: seconds to wait for the lock; by default the usual timeout.

        Raises:
            WriteError: nothing was written.
        """
        with self._mutex, os_errors_as_write_errors("Not saved"):
            private.make_private_folder(self.folder)
            with locked(self._lock, timeout) as notice:
                self._current.add_notice(notice)
                sizes = self._history.terminate_last_line()
                self._current.catch_up(sizes)
                made, newest = sanitized(make_entry()), self._current.value.seq
                entry = cast(_AnyEntry, replace(made, seq=next_seq(newest, made.at), after=newest))
                written = self._history.append(entry, sizes)
                self.appended += 1
                self.own_ids.add(entry.id)
                self.own_entries.append(entry)
                self._current.apply_written(written)
                if self._current.should_be_saved_now or self.appended >= CHECKPOINT_EVERY:
                    self._try_to_save_progress()
        return entry

    def append_about(
        self, find: Callable[[], UndoableEntry | None], make_entry: Callable[[UndoableEntry], HistoryEntry]
    ) -> UndoableEntry | None:
        """Append an entry about the action that `find` returns under the lock; return that action.

        Raises:
            WriteError: nothing was written.
        """
        found: list[UndoableEntry] = []

        def make() -> HistoryEntry:
            action = find()
            if action is None:
                raise _NothingFound
            found.append(action)
            return make_entry(action)

        with suppress(_NothingFound):
            self.append(make)
        return found[0] if found else None

    def rebuild(self, keep_known: bool) -> bool:
        """Rebuild the cards, as `CurrentProgress.rebuild` does."""
        with self._mutex:
            return self._current.rebuild(keep_known)

    def checkpoint(self, timeout: float | None = None) -> None:
        """Write the progress file, if it is not up to date.

        Args:
            timeout: seconds to wait for the lock; by default the usual timeout.

        Raises:
            WriteError: the file was not written.
        """
        with self._mutex:
            if not self._current.is_saved:
                with (
                    os_errors_as_write_errors("Progress file not saved"),
                    locked(self._lock, timeout) as notice,
                ):
                    self._current.add_notice(notice)
                    self._current.catch_up()
                    self._save_progress()

    def _try_to_save_progress(self) -> None:
        """Write the progress file; an error is only a notice, since the history has everything."""
        try:
            self._save_progress()
        except (OSError, WriteError) as error:
            cause = describe_os_error(error) if isinstance(error, OSError) else str(error)
            message = f"your answers are saved, but the progress file could not be updated: {cause}"
            self._current.add_notice(file_problem(self.folder, message, severity="warning"))

    def _save_progress(self) -> None:
        self._current.save()
        self.appended = 0
