"""The store of a learner's progress: a change is on disk before it is confirmed.

In the data folder:

    history/2026-11.jsonl   every answer and action, one line each with a checksum: journal and history in one
    progress.json           the cards as a TinyDB file, as of a position in the history (and a backup of it)
    progress.lock           locked for a few milliseconds per change
    drafts/                 answers typed but not graded yet
    notes/                  notes typed but not saved yet

A change takes the lock, reads what other sessions appended, is computed from that, appends its line and waits
for the disk. Reading takes no lock. The clock is never read here: times come from the entries.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from threading import RLock
from typing import TypeVar, cast

from msgspec.structs import replace

from tpm_tui.core.cards.card import Card, OutOfOrder
from tpm_tui.core.cards.events import HistoryEntry, Redo, Review, Undo
from tpm_tui.core.cards.history import merge_entries, next_seq
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import (
    DataFolderError,
    WriteError,
    describe_os_error,
    os_errors_as_data_folder_errors,
    os_errors_as_write_errors,
)
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.progress import queries
from tpm_tui.storage.progress.catch_up import apply_entries, catch_up, rebuild
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.journal import History, ReadResult, sanitized
from tpm_tui.storage.progress.snapshot import Snapshot
from tpm_tui.storage.progress.tables import Progress, SessionRecord

__all__ = ["DataFolderError", "Store", "WriteError"]

CHECKPOINT_EVERY = 20
"""Number of entries after which the progress file is written automatically. A crash before that loses
nothing; the next start only reads more history."""

_AnyEntry = TypeVar("_AnyEntry", bound=HistoryEntry)


class _NothingToUndo(Exception):
    """There is no active review to undo, or no undone review to redo."""


class Store:
    """A learner's progress. Safe for concurrent use by several threads, sessions and processes."""

    def __init__(self, folder: Path, rules: Rules) -> None:
        self.folder = folder
        self.rules = rules
        self.drafts = Drafts(folder / "drafts")
        self.note_drafts = Drafts(folder / "notes")
        self._lock = folder / "progress.lock"
        self._history = History(folder / "history")
        self._snapshot = Snapshot(folder)
        self._progress = Progress(rules)
        """The progress in memory: always that of the files up to some position."""
        self._appended = 0
        """Number of entries appended by this store since the progress file was written."""
        self._notices: tuple[str, ...] = ()
        self._mutex = RLock()

    @classmethod
    def open(cls, folder: Path, rules: Rules) -> Store:
        """Open the store of a folder; a missing folder is an empty store. Takes no lock and writes nothing.

        Raises:
            DataFolderError: the folder was written by a newer version, is not private to this user, or
                cannot be read.
        """
        store = cls(folder, rules)
        store._add_notice(private.check_folder(folder))
        with os_errors_as_data_folder_errors(f"The progress in {folder}"):
            store._add_notice(store._snapshot.interrupted_restore())
            known, notice = store._snapshot.read()
            store._add_notice(notice)
            store._progress = known or store._progress
            store._catch_up()
        return store

    @property
    def cards(self) -> Cards:
        """The current cards by question id. A new dict after every change; do not modify it."""
        return self._progress.cards

    @property
    def sessions(self) -> tuple[SessionRecord, ...]:
        """The latest sessions, oldest first."""
        return self._progress.sessions

    @property
    def notices(self) -> tuple[str, ...]:
        """Notices to show the learner once: damage that was found, and how it was handled."""
        return self._notices + self.drafts.notices + self.note_drafts.notices

    def refresh(self) -> bool:
        """Read what other sessions appended; return whether there was anything. Never waits.

        A read error becomes a notice and the entries are read the next time, as are entries that arrive
        while another thread saves.
        """
        if not self._mutex.acquire(blocking=False):
            return False
        try:
            seq = self._progress.seq
            self._catch_up()
            return self._progress.seq != seq
        except OSError as error:
            self._add_notice(f"The progress in {self.folder} cannot be read: {describe_os_error(error)}.")
            return False
        finally:
            self._mutex.release()

    def review(self, question: str, make_review: Callable[[Card], Review]) -> Review:
        """Write a review made from the question's current card; it is on disk when this returns.

        The session's draft for the question is discarded.

        Args:
            question: the question id.
            make_review: makes the review from the card, which another session may just have changed. If it
                raises, nothing is written and the exception is passed on.

        Raises:
            WriteError: nothing was written.
        """

        review = self._append(lambda: make_review(self.cards.get(question) or Card(question)))
        self.drafts.discard(review.question, review.session)
        return review

    def commit(self, entry: HistoryEntry, timeout: float | None = None) -> HistoryEntry:
        """Write an entry; it is on disk when this returns. Return it with its sequence number.

        Args:
            entry: what to write.
            timeout: seconds to wait for the lock; by default the usual timeout.

        Raises:
            WriteError: nothing was written.
        """
        return self._append(lambda: entry, timeout)

    def undo_last(self, day: date, at: datetime, id: str, session: str | None = None) -> Review | None:
        """Undo the newest active review of a study day, of all sessions or of one.

        Args:
            day: the study day.
            at: the current time.
            id: a new random id for the undo entry.
            session: limits the search to that session.

        Returns:
            The undone review, with the text of its answer; None if there is nothing to undo.

        Raises:
            WriteError: nothing was written.
        """
        with self._mutex:
            undone: Review | None = None

            def make_undo() -> Undo:
                nonlocal undone
                undone = queries.newest_active(self._history, day, session)
                if undone is None:
                    raise _NothingToUndo
                return Undo(id=id, at=at, day=day, review=undone.id, question=undone.question)

            with suppress(_NothingToUndo):
                self._append(make_undo)
            return undone

    def redo_last(self, day: date, at: datetime, id: str) -> Review | None:
        """Redo the newest undone review of a study day, if nothing was graded since.

        Args:
            day: the study day.
            at: the current time.
            id: a new random id for the redo entry.

        Returns:
            The redone review; None if there is nothing to redo.

        Raises:
            WriteError: nothing was written.
        """
        with self._mutex:
            redone: Review | None = None

            def make_redo() -> Redo:
                nonlocal redone
                redone = queries.newest_undone(self._history, day)
                if redone is None:
                    raise _NothingToUndo
                return Redo(id=id, at=at, day=day, review=redone.id, question=redone.question)

            with suppress(_NothingToUndo):
                self._append(make_redo)
            return redone

    def entries(self) -> list[HistoryEntry]:
        """Return the whole history in order, for reports and statistics.

        Raises:
            DataFolderError: it cannot be read.
        """
        with os_errors_as_data_folder_errors("The history"):
            result = self._history.read()
        for notice in result.notices:
            self._add_notice(notice)
        return merge_entries(result.entries)

    def session_entries(self, session: str) -> list[HistoryEntry]:
        """Return the entries of one session in order, with the undos and redos of its reviews by any session.

        Raises:
            DataFolderError: the history cannot be read.
        """
        with os_errors_as_data_folder_errors("The history"):
            return queries.session_entries(self._history, session)

    def question_entries(self, question: str) -> list[HistoryEntry]:
        """Return the entries about one question in order: reviews, undos, redos, card actions and notes.

        Raises:
            DataFolderError: the history cannot be read.
        """
        with os_errors_as_data_folder_errors("The history"):
            return queries.question_entries(self._history, question)

    def reviews_before(self, day: date, count: int) -> list[Review]:
        """Return the newest active reviews before a study day, at most `count`, oldest first.

        Raises:
            DataFolderError: the history cannot be read.
        """
        with os_errors_as_data_folder_errors("The history"):
            return queries.newest_before(self._history, day, count)

    def is_graded(self, question: str, text: str) -> bool:
        """Return whether a text is the newest active answer to the question.

        Raises:
            DataFolderError: the history cannot be read.
        """
        if question not in self.cards or not self.cards[question].attempts:
            return False
        with os_errors_as_data_folder_errors("The history"):
            newest = queries.newest_active(self._history, question=question)
        return newest is not None and newest.answer == text

    def last_session(self) -> str | None:
        """Return the id of the session with the newest active review.

        Raises:
            DataFolderError: the history cannot be read.
        """
        with os_errors_as_data_folder_errors("The history"):
            newest = queries.newest_active(self._history)
        return newest.session if newest else None

    def rebuild(self, keep_known: bool = False) -> bool:
        """Rebuild the cards from the whole history; return whether they changed.

        Args:
            keep_known: keep cards with more attempts than the history, for when parts of it are lost.

        Raises:
            DataFolderError: the history cannot be read.
        """
        with self._mutex, os_errors_as_data_folder_errors("The history"):
            before = self._progress
            known = replace(before, partial=before.partial or keep_known)
            self._progress = rebuild(known, self._history.read(), self.rules)
            self._snapshot.on_disk = None
            return self._progress.cards != before.cards

    def checkpoint(self) -> None:
        """Write the progress file, if it is not up to date.

        Raises:
            WriteError: the file was not written. No answer is lost; only the next start takes longer.
        """
        with self._mutex:
            if self._snapshot.is_behind(self._progress):
                with os_errors_as_write_errors("Progress file not saved"), locked(self._lock) as notice:
                    self._add_notice(notice)
                    self._catch_up()
                    self._write_progress()

    def close(self) -> None:
        """Write the progress file, if this store appended anything since. The store stays usable.

        Raises:
            WriteError: as for `checkpoint`.
        """
        if self._appended:
            self.checkpoint()

    def _append(self, make_entry: Callable[[], _AnyEntry], timeout: float | None = None) -> _AnyEntry:
        """Take the lock, catch up, then make and write the entry; return it as written."""
        with self._mutex, os_errors_as_write_errors("Not saved"):
            private.make_private_folder(self.folder)
            with locked(self._lock, timeout) as notice:
                self._add_notice(notice)
                sizes = self._history.terminate_last_line()
                self._catch_up(sizes)
                made, newest = sanitized(make_entry()), self._progress.seq
                entry = cast(_AnyEntry, replace(made, seq=next_seq(newest, made.at), after=newest))
                written = self._history.append(entry, sizes)
                self._appended += 1
                self._apply_written(written)
                if self._snapshot.on_disk is None or self._appended >= CHECKPOINT_EVERY:
                    try:
                        self._write_progress()
                    except (OSError, WriteError) as error:
                        cause = describe_os_error(error) if isinstance(error, OSError) else str(error)
                        self._add_notice(
                            f"Your answers are saved, but the progress file could not be updated: {cause}."
                        )
        return entry

    def _apply_written(self, written: ReadResult | None) -> None:
        """Apply what was just written. It is saved, so a read error here must not look like a failure."""
        with suppress(OSError):  # the line is read again once reading works
            if written:
                with suppress(OutOfOrder):
                    self._progress = apply_entries(self._progress, written, self._history)
                    return
            self._catch_up()

    def _catch_up(self, sizes: dict[str, int] | None = None) -> None:
        if self._snapshot.was_restored():
            known, notice = self._snapshot.read()
            self._add_notice(notice)
            self._progress = known or Progress(self.rules)
        sizes = self._history.sizes() if sizes is None else sizes
        if sizes == self._progress.sizes and self.rules == self._progress.rules:
            return
        self._progress, notices = catch_up(self._progress, self._history, self.rules, sizes)
        for notice in notices:
            self._add_notice(notice)

    def _write_progress(self) -> None:
        self._progress, notice = self._snapshot.write(self._progress)
        self._add_notice(notice)
        self._appended = 0

    def _add_notice(self, notice: str) -> None:
        if notice and notice not in self._notices:
            self._notices = (*self._notices, notice)
