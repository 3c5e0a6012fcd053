"""Entries of the history in memory, so that an undo reads only what was appended since the last one."""

from __future__ import annotations

from datetime import date
from threading import RLock

from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.session.undo import ActionStack
from tpm_tui.storage.progress.journal import History, LogPosition, ReadResult
from tpm_tui.storage.progress.queries import QuestionEntry, action_stack, question_entries


class EntryCache:
    """The entries of single questions, and the actions that can be undone. May be used in any thread.

    The methods raise `OSError` if the history cannot be read.
    """

    def __init__(self, history: History) -> None:
        self._history = history
        self._lock = RLock()
        self._known = ReadResult([], LogPosition(), {})
        """How far the history was read; it holds no entries."""
        self._questions: dict[str, dict[str, HistoryEntry]] = {}
        """The entries of each question that was needed, by their ids."""
        self._actions: ActionStack | None = None
        self._days = (date.min, date.min)
        """The study days of `_actions`."""
        self._newest = 0
        """The sequence number up to which `_actions` has all entries."""

    def question_entries(self, question: str) -> list[HistoryEntry]:
        """Return the entries about a question in order, of all types in `QuestionEntry`."""
        with self._lock:
            self._update()
            if question not in self._questions:
                found = question_entries(self._history, question)
                self._questions[question] = {entry.id: entry for entry in found}
            return merge_entries(self._questions[question].values())

    def action_stack(self, first: date, last: date) -> ActionStack:
        """Return the actions of some study days; the caller must not change it.

        Args:
            first: the first study day.
            last: the last study day.
        """
        with self._lock:
            self._update()
            if self._actions is None or self._days != (first, last):
                self._actions, self._newest = action_stack(self._history, first, last)
                self._days = first, last
            return self._actions

    def _update(self) -> None:
        """Read what was appended; drop everything if the history changed otherwise, as in a merge."""
        sizes = self._history.sizes()
        if sizes == self._known.sizes:
            return
        if not self._is_appended(sizes):
            self._questions, self._actions = {}, None
        if self._questions or self._actions is not None:
            result = self._history.read(self._known.end, sizes)
            for entry in result.entries:
                self._add(entry)
            self._known = ReadResult([], result.end, result.sizes)
        else:
            newest = max(sizes, default="")
            self._known = ReadResult([], LogPosition(newest, sizes.get(newest, 0)), sizes)

    def _is_appended(self, sizes: dict[str, int]) -> bool:
        """Whether the history only grew at its end."""
        known = self._known.sizes
        end = max(known, default="")
        return (
            all(
                name > end
                if name not in known
                else size == known[name] or (name == end and size > known[name])
                for name, size in sizes.items()
            )
            and known.keys() <= sizes.keys()
        )

    def _add(self, entry: HistoryEntry) -> None:
        if isinstance(entry, QuestionEntry):
            known = self._questions.get(entry.question)
            if known is not None and known.setdefault(entry.id, entry) != entry:
                del self._questions[entry.question]  # damage or tampering: two entries with one id
        if self._actions is None:
            return
        if entry.seq > self._newest:
            self._actions.add(entry)
            self._newest = entry.seq
        else:
            self._actions = None  # merged into the newest month, or read twice
