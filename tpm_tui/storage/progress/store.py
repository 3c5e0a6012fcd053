"""The store of a learner's progress: everything that is acknowledged is on disk, whatever happens next.

In the data folder:

    history/2026-11.jsonl   every answer and action, one checked line each: journal and history in one
    progress.json           the cards as a TinyDB file, as of a place in the history (and a backup of it)
    progress.lock           held for the milliseconds of one change
    drafts/                 answers typed and not graded yet
    notes/                  notes typed and not kept yet

A change takes the lock, reads what other sessions appended, decides on that, appends its line and waits for
the disk. Reading takes no lock. The clock is never read here: the time comes in with the entries.
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
from tpm_tui.storage.progress.catch_up import apply_read, catch_up, rebuild
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.journal import History, ReadResult, sanitized
from tpm_tui.storage.progress.snapshot import Snapshot
from tpm_tui.storage.progress.tables import Progress, SessionRecord

__all__ = ["DataFolderError", "Store", "WriteError"]

CHECKPOINT_EVERY = 20
"""Entries after which the progress file is written without being asked: what a crash costs is only time,
as so much more history is read at the next start."""

_AnyEntry = TypeVar("_AnyEntry", bound=HistoryEntry)


class _NothingToUndo(Exception):
    """No review stands that could be taken back, or no undo is in force that could be."""


class Store:
    """A learner's progress. Safe to use from several threads, sessions and processes at once."""

    def __init__(self, folder: Path, rules: Rules) -> None:
        self.folder = folder
        self.rules = rules
        self.drafts = Drafts(folder / "drafts")
        self.note_drafts = Drafts(folder / "notes")
        self._lock = folder / "progress.lock"
        self._history = History(folder / "history")
        self._snapshot = Snapshot(folder)
        self._now = Progress(rules)
        """What memory holds: always what the files hold up to a place."""
        self._own = 0
        """Entries appended by this store since the progress file was written."""
        self._notices: tuple[str, ...] = ()
        self._guard = RLock()

    @classmethod
    def open(cls, folder: Path, rules: Rules) -> Store:
        """The store of a folder. An absent one is an empty store. Takes no lock and writes nothing.

        Raises:
            DataFolderError: a newer version wrote it, it is not private to this user, or it cannot be read.
        """
        store = cls(folder, rules)
        store._add_notice(private.check_folder(folder))
        with os_errors_as_data_folder_errors(f"The progress in {folder}"):
            store._add_notice(store._snapshot.unfinished())
            known, notice = store._snapshot.read_progress()
            store._add_notice(notice)
            store._now = known or store._now
            store._catch_up()
        return store

    @property
    def cards(self) -> Cards:
        """The cards by question id, as of now. A new dict after every change; not to be changed."""
        return self._now.cards

    @property
    def sessions(self) -> tuple[SessionRecord, ...]:
        """The latest sessions, oldest first."""
        return self._now.sessions

    @property
    def notices(self) -> tuple[str, ...]:
        """What the learner should be told once: damage that was found, and what was done about it."""
        return self._notices + self.drafts.notices + self.note_drafts.notices

    def refresh(self) -> bool:
        """Read what other sessions appended; returns whether there was anything. Never waits.

        What cannot be read now is told among the notices and read the next time; so is what comes while
        another thread saves.
        """
        if not self._guard.acquire(blocking=False):
            return False
        try:
            seq = self._now.seq
            self._catch_up()
            return self._now.seq != seq
        except OSError as error:
            self._add_notice(f"The progress in {self.folder} cannot be read: {describe_os_error(error)}.")
            return False
        finally:
            self._guard.release()

    def review(self, question: str, make: Callable[[Card], Review]) -> Review:
        """Write a review, made from the question's newest card; once this returns it is on disk.

        The draft of its session for the question is discarded with it.

        Args:
            question: the id of the question.
            make: makes the review from the card, which another session may just have changed. What it
                raises passes through, and nothing is written.

        Raises:
            WriteError: nothing was written.
        """

        review = self._append(lambda: make(self.cards.get(question) or Card(question)))
        self.drafts.discard(review.question, review.session)
        return review

    def commit(self, entry: HistoryEntry, timeout: float | None = None) -> HistoryEntry:
        """Write an entry; once this returns it is on disk. Returns it with its place in the order.

        Args:
            entry: what to write.
            timeout: seconds to wait for other sessions; by default as long as for any change.

        Raises:
            WriteError: nothing was written.
        """
        return self._append(lambda: entry, timeout)

    def undo_last(self, day: date, at: datetime, id: str, session: str | None = None) -> Review | None:
        """Take back the newest review of a study day that stands, of all sessions or of one.

        Args:
            day: the study day.
            at: now.
            id: a fresh random id for the entry that says so.
            session: only of that session.

        Returns:
            The review, with the text of its answer; None if there is none to take back.

        Raises:
            WriteError: nothing was written.
        """
        with self._guard:
            taken: Review | None = None

            def entry() -> Undo:
                nonlocal taken
                taken = queries.newest_active(self._history, day, session)
                if taken is None:
                    raise _NothingToUndo
                return Undo(id=id, at=at, day=day, review=taken.id, question=taken.question)

            with suppress(_NothingToUndo):
                self._append(entry)
            return taken

    def redo_last(self, day: date, at: datetime, id: str) -> Review | None:
        """Take back the newest undo of a study day that is in force, if nothing was graded since.

        Args:
            day: the study day.
            at: now.
            id: a fresh random id for the entry that says so.

        Returns:
            The review, which stands again; None if there is no such undo.

        Raises:
            WriteError: nothing was written.
        """
        with self._guard:
            again: Review | None = None

            def entry() -> Redo:
                nonlocal again
                again = queries.newest_undone(self._history, day)
                if again is None:
                    raise _NothingToUndo
                return Redo(id=id, at=at, day=day, review=again.id, question=again.question)

            with suppress(_NothingToUndo):
                self._append(entry)
            return again

    def entries(self) -> list[HistoryEntry]:
        """The whole history in order, for reports and statistics.

        Raises:
            DataFolderError: it cannot be read.
        """
        with os_errors_as_data_folder_errors("The history"):
            passage = self._history.read()
        for notice in passage.notices:
            self._add_notice(notice)
        return merge_entries(passage.entries)

    def session_entries(self, session: str) -> list[HistoryEntry]:
        """The entries of one session in order, with the undos of its reviews, whoever took them back.

        Raises:
            DataFolderError: the history cannot be read.
        """
        with os_errors_as_data_folder_errors("The history"):
            return queries.session_entries(self._history, session)

    def question_entries(self, question: str) -> list[HistoryEntry]:
        """The reviews of one question, their undos and what else was done to its card, in order.

        Raises:
            DataFolderError: the history cannot be read.
        """
        with os_errors_as_data_folder_errors("The history"):
            return queries.question_entries(self._history, question)

    def reviews_before(self, day: date, count: int) -> list[Review]:
        """So many newest standing reviews of study days before that one, oldest first.

        Raises:
            DataFolderError: the history cannot be read.
        """
        with os_errors_as_data_folder_errors("The history"):
            return queries.newest_before(self._history, day, count)

    def is_graded(self, question: str, text: str) -> bool:
        """Whether a text is the newest answer to the question that stands.

        Raises:
            DataFolderError: the history cannot be read.
        """
        if question not in self.cards or not self.cards[question].attempts:
            return False
        with os_errors_as_data_folder_errors("The history"):
            newest = queries.newest_active(self._history, question=question)
        return newest is not None and newest.answer == text

    def last_session(self) -> str | None:
        """The id of the session with the newest review that stands.

        Raises:
            DataFolderError: the history cannot be read.
        """
        with os_errors_as_data_folder_errors("The history"):
            newest = queries.newest_active(self._history)
        return newest.session if newest else None

    def rebuild(self, keep_known: bool = False) -> bool:
        """Make the cards anew from the whole history; returns whether they differ from those known.

        Args:
            keep_known: keep cards that know of more answers than the history, parts of which are lost.

        Raises:
            DataFolderError: the history cannot be read.
        """
        with self._guard, os_errors_as_data_folder_errors("The history"):
            before = self._now
            known = replace(before, partial=before.partial or keep_known)
            self._now = rebuild(known, self._history.read(), self.rules)
            self._snapshot.filed = None
            return self._now.cards != before.cards

    def checkpoint(self) -> None:
        """Write the progress file, if it is behind.

        Raises:
            WriteError: it stays behind; no answer is lost by that, only the next start takes longer.
        """
        with self._guard:
            if self._snapshot.behind(self._now):
                with os_errors_as_write_errors("Progress file not written"), locked(self._lock) as notice:
                    self._add_notice(notice)
                    self._catch_up()
                    self._write_progress()

    def close(self) -> None:
        """Write the progress file, if this store changed anything since; then it may still be used.

        Raises:
            WriteError: as for `checkpoint`.
        """
        if self._own:
            self.checkpoint()

    def _append(self, make: Callable[[], _AnyEntry], timeout: float | None = None) -> _AnyEntry:
        """Write the entry that is made once all that others wrote is known; returns it as written."""
        with self._guard, os_errors_as_write_errors("Not saved"):
            private.make_private_folder(self.folder)
            with locked(self._lock, timeout) as notice:
                self._add_notice(notice)
                sizes = self._history.terminate_last_line()
                self._catch_up(sizes)
                made, newest = sanitized(make()), self._now.seq
                entry = cast(_AnyEntry, replace(made, seq=next_seq(newest, made.at), after=newest))
                written = self._history.append(entry, sizes)
                self._own += 1
                self._apply_written(written)
                if self._snapshot.filed is None or self._own >= CHECKPOINT_EVERY:
                    try:
                        self._write_progress()
                    except (OSError, WriteError) as error:
                        cause = describe_os_error(error) if isinstance(error, OSError) else str(error)
                        self._add_notice(f"Your answers are safe, but the progress file is behind: {cause}.")
        return entry

    def _apply_written(self, written: ReadResult | None) -> None:
        """Fold in what was just written: it is saved, and nothing that fails now may say otherwise."""
        with suppress(OSError):  # the line is met again when os_errors_as_data_folder_errors works
            if written:
                with suppress(OutOfOrder):
                    self._now = apply_read(self._now, written, self._history)
                    return
            self._catch_up()

    def _catch_up(self, sizes: dict[str, int] | None = None) -> None:
        if self._snapshot.replaced():
            known, notice = self._snapshot.read_progress()
            self._add_notice(notice)
            self._now = known or Progress(self.rules)
        sizes = self._history.sizes() if sizes is None else sizes
        if sizes == self._now.sizes and self.rules == self._now.rules:
            return
        self._now, notices = catch_up(self._now, self._history, self.rules, sizes)
        for notice in notices:
            self._add_notice(notice)

    def _write_progress(self) -> None:
        self._now, notice = self._snapshot.write(self._now)
        self._add_notice(notice)
        self._own = 0

    def _add_notice(self, notice: str) -> None:
        if notice and notice not in self._notices:
            self._notices = (*self._notices, notice)
