"""The store of a learner's progress: a change is on disk before it is confirmed.

In the data folder:

    history/2026-11.jsonl   every answer and action, one line each with a checksum: journal and history in one
    progress.json           the cards as a TinyDB file, as of a position in the history (and a backup of it)
    progress.lock           locked for a few milliseconds per change
    drafts/                 answers typed but not graded yet
    notes/                  notes typed but not saved yet
    versions/               own versions of answers, typed but not saved yet
    live/                   a locked file for each session that is open

A change takes the lock, reads what other sessions appended, is computed from that, appends its line and waits
for the disk. Reading takes no lock. The clock is never read here: times come from the entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import (
    AskedQuestion,
    HistoryEntry,
    InterviewNote,
    Review,
    SecondMarking,
    StoryUse,
)
from tpm_tui.core.cards.history import current_notes, merge_entries
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.session.undo import UndoableEntry, redo_entry, undo_entry
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DataFolderError, WriteError, os_errors_as_data_folder_errors
from tpm_tui.storage.files.lock import SHORT_TIMEOUT
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress import queries
from tpm_tui.storage.progress.current import CurrentProgress
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.journal import History
from tpm_tui.storage.progress.live_sessions import LiveSessions
from tpm_tui.storage.progress.tables import SessionRecord
from tpm_tui.storage.progress.writer import ProgressWriter

if TYPE_CHECKING:
    from tpm_tui.core.stories.changes import OwnTextChange

__all__ = ["DataFolderError", "Store", "WriteError"]


class Store:
    """A learner's progress. Safe for concurrent use by several threads, sessions and processes.

    Methods that read the history raise `DataFolderError` if it cannot be read, and methods that write raise
    `WriteError` if nothing was written.
    """

    def __init__(self, folder: Path, rules: Rules) -> None:
        self.folder = folder
        self.rules = rules
        self.live_sessions = LiveSessions(folder / "live")
        self.drafts = Drafts(folder / "drafts", self.live_sessions)
        self.note_drafts = Drafts(folder / "notes", self.live_sessions)
        self.version_drafts = Drafts(folder / "versions", self.live_sessions)
        self.own_text_changes: list[OwnTextChange] = []
        """The changes of stories and lists by this process that can be undone, oldest first."""
        self._history = History(folder / "history")
        self._current = CurrentProgress(folder, rules, self._history)
        self._writer = ProgressWriter(folder, self._history, self._current)

    @classmethod
    def open(cls, folder: Path, rules: Rules) -> Store:
        """Open the store of a folder; a missing folder is an empty store. Takes no lock and writes nothing.

        Raises:
            DataFolderError: the folder was written by a newer version, is not private to this user, or
                cannot be read.
        """
        store = cls(folder, rules)
        store._current.add_notice(private.check_folder(folder))
        with os_errors_as_data_folder_errors(f"The progress in {folder}"):
            store._current.open()
        return store

    @property
    def cards(self) -> Cards:
        """The current cards by question id. A new dict after every change; do not modify it."""
        return self._current.value.cards

    @property
    def sessions(self) -> tuple[SessionRecord, ...]:
        """The latest sessions, oldest first."""
        return self._current.value.sessions

    @property
    def has_entries(self) -> bool:
        """Whether the history has any entry, also one that cannot be read."""
        return bool(self._current.value.seq or self._current.value.sizes)

    @property
    def notices(self) -> tuple[Problem, ...]:
        """Problems to show the learner once: what was found, and how it was handled."""
        drafts = self.drafts, self.note_drafts, self.version_drafts
        return (*self._current.notices, *(notice for each in drafts for notice in each.notices))

    def refresh(self) -> bool:
        """Read what other sessions appended; return whether there was anything. Never waits.

        A read error becomes a notice and the entries are read the next time, as are entries that arrive
        while another thread saves.
        """
        return self._writer.refresh()

    def review(self, question: str, make_review: Callable[[Card], Review]) -> Review:
        """Write a review made from the question's current card; it is on disk when this returns.

        The session's draft for the question is discarded.

        Args:
            question: the question id.
            make_review: makes the review from the card, which another session may just have changed. If it
                raises, nothing is written and the exception is passed on.
        """
        review = self._writer.append(lambda: make_review(self.cards.get(question) or Card(question)))
        self.drafts.discard(review.question, review.session)
        return review

    def commit(self, entry: HistoryEntry, timeout: float | None = None) -> HistoryEntry:
        """Write an entry; it is on disk when this returns. Return it with its sequence number.

        Args:
            entry: what to write.
            timeout: seconds to wait for the lock; by default the usual timeout.
        """
        return self._writer.append(lambda: entry, timeout)

    def undo_last(self, day: date, at: datetime, id: str, since: date | None = None) -> UndoableEntry | None:
        """Undo the last action, whatever it was. Actions of a session that is open elsewhere are left out.

        Args:
            day: the study day.
            at: the current time.
            id: a new random id for the entry that undoes it.
            since: the first study day whose actions can be undone; by default `day`.

        Returns:
            What was undone; None if there is nothing to undo.
        """

        def undo(action: UndoableEntry) -> HistoryEntry:
            return undo_entry(action, self._current.cache.question_entries(action.question), id, at, day)

        def find() -> UndoableEntry | None:
            actions = self._current.cache.action_stack(since or day, day)
            return actions.last_done(self._may_be_done_elsewhere)

        return self._writer.append_about(find, undo)

    def undo_marking(
        self, find: Callable[[list[SecondMarking]], SecondMarking | None], day: date, at: datetime, id: str
    ) -> bool:
        """Undo a second marking, of any day; return whether there was one.

        Args:
            find: returns the marking to undo from all of them in order, also those undone and their undos.
            day: the study day.
            at: the current time.
            id: a new random id for the entry that undoes it.
        """
        undone = self._writer.append_about(
            lambda: find(self.second_markings()), lambda action: undo_entry(action, (), id, at, day)
        )
        return undone is not None

    def redo_last(self, day: date, at: datetime, id: str, since: date | None = None) -> UndoableEntry | None:
        """Redo the action that was undone last, if nothing was done since; arguments as in `undo_last`.

        Returns:
            What was redone; None if there is nothing to redo.
        """

        def find() -> UndoableEntry | None:
            actions = self._current.cache.action_stack(since or day, day)
            return actions.last_undone(self._may_be_done_elsewhere)

        return self._writer.append_about(find, lambda action: redo_entry(action, id, at, day))

    def _may_be_done_elsewhere(self, action: UndoableEntry) -> bool:
        """Return whether an action may be that of a session which is open in another process.

        Only reviews record their session. Other actions count as done there while any session is.
        """
        if action.id in self._writer.own_ids:
            return False
        if isinstance(action, Review):
            return self.live_sessions.is_open_elsewhere(action.session)
        return self.live_sessions.is_any_open_elsewhere()

    def entries(self) -> list[HistoryEntry]:
        """Return the whole history in order, for reports and statistics."""
        with _reading_history():
            result = self._history.read()
        for notice in result.notices:
            self._current.add_notice(notice)
        return merge_entries(result.entries)

    def session_entries(self, session: str) -> list[HistoryEntry]:
        """Return the entries of a session in order, with undos and redos of its reviews by any session."""
        with _reading_history():
            return queries.session_entries(self._history, session)

    def question_entries(self, question: str) -> list[HistoryEntry]:
        """Return the entries about a question in order: all types in `queries.QuestionEntry`."""
        with _reading_history():
            return self._current.cache.question_entries(question)

    def interview_notes(self) -> list[InterviewNote]:
        """Return all notes on interviews in order."""
        with _reading_history():
            return queries.interview_notes(self._history)

    def story_uses(self) -> list[StoryUse]:
        """Return the uses of stories that are not undone, in order."""
        with _reading_history():
            return queries.story_uses(self._history)

    def story_of_review(self, review: str) -> str:
        """Return the id of the story that was used in a graded answer, also if that is undone; or ""."""
        with _reading_history():
            return queries.story_of_review(self._history, review)

    def second_markings(self) -> list[SecondMarking]:
        """Return all second markings of old answers in order, with their undos and redos."""
        with _reading_history():
            return queries.second_markings(self._history)

    def asked_questions(self) -> list[AskedQuestion]:
        """Return all entries about questions that were asked in interviews, in order."""
        with _reading_history():
            return queries.asked_questions(self._history)

    def reviews_before(self, day: date, count: int) -> list[Review]:
        """Return the newest active reviews before a study day, at most `count`, oldest first."""
        with _reading_history():
            return queries.newest_before(self._history, day, count)

    def own_reviews(self) -> list[Review]:
        """Return the reviews that this process has written and that are not undone, oldest first."""
        return active_reviews(self._writer.own_entries)

    def notes(self) -> dict[str, str]:
        """Return the current note of each question that has one."""
        with _reading_history():
            return current_notes(queries.note_entries(self._history))

    def is_graded(self, question: str, session: str, text: str) -> bool:
        """Return whether a text is the newest active answer to the question, an empty one in that session."""
        if question not in self.cards or not self.cards[question].attempts:
            return False
        with _reading_history():
            newest = queries.newest_active(self._history, question=question)
        return newest is not None and newest.answer == text and (bool(text) or newest.session == session)

    def last_session(self) -> str | None:
        """Return the id of the session with the newest active review."""
        with _reading_history():
            newest = queries.newest_active(self._history)
        return newest.session if newest else None

    def rebuild(self, keep_known: bool = False) -> bool:
        """Rebuild the cards from the whole history; return whether they changed.

        Args:
            keep_known: keep cards with more attempts than the history, for when parts of it are lost.
        """
        with _reading_history():
            return self._writer.rebuild(keep_known)

    def checkpoint(self) -> None:
        """Write the progress file, if it is not up to date.

        If that fails, no answer is lost; only the next start takes longer.
        """
        self._writer.checkpoint()

    def close(self) -> None:
        """Write the progress file, if this store appended or recomputed anything. The store stays usable."""
        if self._writer.appended or self._current.recomputed:
            self._writer.checkpoint()

    def save_recomputed_boxes(self) -> None:
        """Write the boxes if a change of the rules made them be recomputed, so that it happens only once.

        Best effort, for commands that only read: waits `SHORT_TIMEOUT` for the lock, and ignores errors.
        """
        if self._current.recomputed:
            with suppress(WriteError):
                self._writer.checkpoint(SHORT_TIMEOUT)


@contextmanager
def _reading_history() -> Iterator[None]:
    with os_errors_as_data_folder_errors("The history"):
        yield
