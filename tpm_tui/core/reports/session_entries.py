"""The history entries of sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tpm_tui.core.cards.events import HistoryEntry, Review, SessionEnd, SessionStart
from tpm_tui.core.cards.history import all_attempts


class SessionEntries:
    """The entries of one session."""

    def __init__(self) -> None:
        self.reviews: list[Review] = []
        self.marks: list[SessionStart | SessionEnd] = []

    @property
    def all(self) -> list[Review | SessionStart | SessionEnd]:
        """The active reviews, starts and ends in the order of the log."""
        return sorted([*self.reviews, *self.marks], key=lambda entry: (entry.seq, entry.id))

    @property
    def ended(self) -> bool:
        """Whether an end was logged."""
        return any(isinstance(mark, SessionEnd) for mark in self.marks)

    @property
    def last_day(self) -> date:
        """The study day of the last answer; of the last entry, which there must be, if there is no answer.

        The end may be logged on a later day.
        """
        return max(self.reviews or self.marks, key=lambda entry: (entry.seq, entry.id)).day

    @property
    def mode(self) -> str:
        """The mode of the start entry; `practice` if that entry is missing."""
        return next((mark.mode for mark in self.marks if isinstance(mark, SessionStart)), "practice")


def group_by_session(entries: Sequence[HistoryEntry], sessions: Iterable[str]) -> dict[str, SessionEntries]:
    """Return the entries of each session; empty if the history has none.

    Args:
        entries: the whole history.
        sessions: ids of the sessions.
    """
    by_session = {session: SessionEntries() for session in sessions}
    for review in all_attempts(entries):
        if review.session in by_session:
            by_session[review.session].reviews.append(review)
    for entry in entries:
        if isinstance(entry, SessionStart | SessionEnd) and entry.session in by_session:
            by_session[entry.session].marks.append(entry)
    return by_session
