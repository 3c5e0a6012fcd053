"""The progress in memory: always that of the files up to some position.

The store takes care of threads, and of the lock that writing requires.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from tpm_tui.core.cards.card import OutOfOrder
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.catch_up import apply_entries, catch_up, rebuild
from tpm_tui.storage.progress.entry_cache import EntryCache
from tpm_tui.storage.progress.journal import History, ReadResult
from tpm_tui.storage.progress.missing_history import missing_history_problem
from tpm_tui.storage.progress.snapshot import Snapshot
from tpm_tui.storage.progress.tables import Progress


class CurrentProgress:
    """The progress up to the newest entry read, and the file that it is saved in."""

    def __init__(self, folder: Path, rules: Rules, history: History) -> None:
        self.rules = rules
        self.value = Progress(rules)
        self.notices: tuple[Problem, ...] = ()
        """Problems to show the learner once."""
        self.recomputed = False
        """Whether the boxes were computed by other rules than those in the file."""
        self._folder = folder
        self._history = history
        self.cache = EntryCache(history)
        """Entries that were read already."""
        self._snapshot = Snapshot(folder)

    def open(self) -> None:
        """Read the progress file, then what was appended to the history since.

        Raises:
            DataFolderError: a newer version wrote it.
            OSError: file or history cannot be read.
        """
        self.add_notice(self._snapshot.interrupted_restore())
        self._read_file()
        self.catch_up()
        if not self.value.seq and not self.value.sizes:
            self.add_notice(missing_history_problem(self._folder))

    @property
    def is_saved(self) -> bool:
        """Whether the progress file holds all of the progress."""
        return not self._snapshot.is_behind(self.value)

    @property
    def should_be_saved_now(self) -> bool:
        """Whether the file must not wait for the next checkpoint: it is missing, or made by other rules."""
        return self._snapshot.on_disk is None or self.recomputed

    def catch_up(self, sizes: dict[str, int] | None = None) -> None:
        """Read what was appended to the history since.

        Args:
            sizes: current bytes of every segment, if already known.

        Raises:
            OSError: the history cannot be read.
        """
        if self._snapshot.was_restored():
            self._read_file()
        sizes = self._history.sizes() if sizes is None else sizes
        is_current = self.value.is_by_rules(self.rules)
        if sizes == self.value.sizes and is_current:
            return
        self.recomputed = self.recomputed or (self.value.seq > 0 and not is_current)
        self.value, notices = catch_up(self.value, self._history, self.rules, sizes, self.cache)
        for notice in notices:
            self.add_notice(notice)

    def apply_written(self, written: ReadResult | None) -> None:
        """Apply what was just appended. It is saved, so a read error here must not look like a failure.

        Args:
            written: the result of `History.append`.
        """
        with suppress(OSError):  # the line is read again once reading works
            if written:
                with suppress(OutOfOrder):
                    self.value = apply_entries(self.value, written, self.cache)
                    return
            self.catch_up()

    def rebuild(self, keep_known: bool) -> bool:
        """Rebuild the cards from the whole history; return whether they changed.

        Args:
            keep_known: keep cards with more attempts than the history.

        Raises:
            OSError: the history cannot be read.
        """
        before = self.value
        known = replace(before, partial=before.partial or keep_known)
        self.value = rebuild(known, self._history.read(), self.rules)
        self._snapshot.on_disk = None
        return self.value.cards != before.cards

    def save(self) -> None:
        """Write the progress file, merged with newer progress found there.

        Raises:
            WriteError: a newer version of tpm-tui wrote the file in the meantime.
            OSError: the write failed; the file is still complete, either the old or the new version.
        """
        self.value, notice = self._snapshot.write(self.value)
        self.recomputed = False
        self.add_notice(notice)

    def add_notice(self, notice: Problem | None) -> None:
        """Add a problem to show the learner, unless it is already there."""
        if notice and notice not in self.notices:
            self.notices = (*self.notices, notice)

    def _read_file(self) -> None:
        known, notice = self._snapshot.read()
        self.add_notice(notice)
        self.value = known or Progress(self.rules)
