"""Finding a few entries of the history without decoding the rest."""

from __future__ import annotations

import json
from datetime import date, timedelta

from tpm_tui.core.cards.events import (
    CardAction,
    HistoryEntry,
    Note,
    Redo,
    Review,
    SessionEnd,
    SessionStart,
    Undo,
    active_reviews,
    redoable_undo,
)
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.storage.progress.journal import History

_REVIEW = b'"type":"review"'
_UNDO = b'"type":"undo"'
_REDO = b'"type":"redo"'


def session_entries(history: History, session: str) -> list[HistoryEntry]:
    """The entries of a session in order, with the undos and redos of its reviews. Raises `OSError`."""
    found = merge_entries(history.backwards(_field("session", session), _UNDO, _REDO))
    sat = Review | SessionStart | SessionEnd
    own = {entry.id for entry in found if isinstance(entry, sat) and entry.session == session}
    return [e for e in found if (e.review if isinstance(e, Undo | Redo) else e.id) in own]


def question_entries(history: History, question: str) -> list[HistoryEntry]:
    """The entries about a question in order. Raises `OSError`."""
    found = merge_entries(history.backwards(_field("question", question)))
    about = Review | Undo | Redo | CardAction | Note
    return [e for e in found if isinstance(e, about) and e.question == question]


def newest_active(
    history: History, day: date | None = None, session: str | None = None, question: str | None = None
) -> Review | None:
    """The newest review that was not taken back, of a study day, session or question if given.

    Raises `OSError`.
    """
    wanted = _field("day", day.isoformat()) if day else _field("question", question) if question else _REVIEW
    found: list[HistoryEntry] = []
    standing: list[Review] = []
    for segment in history.segments(wanted, _UNDO, _REDO, since=_month_before(day) if day else ""):
        found += segment
        standing = [
            review
            for review in active_reviews(merge_entries(found))
            if day in (None, review.day)
            and session in (None, review.session)
            and question in (None, review.question)
        ]
        # No undo is in an older segment than its review; but of one day two segments may hold answers.
        if standing and not day:
            break
    return standing[-1] if standing else None


def newest_before(history: History, day: date, count: int) -> list[Review]:
    """So many newest reviews of study days before that one which were not taken back, oldest first.

    Raises `OSError`.
    """
    found: list[HistoryEntry] = []
    standing: list[Review] = []
    for segment in history.segments(_REVIEW, _UNDO, _REDO):
        found += segment
        standing = [review for review in active_reviews(merge_entries(found)) if review.day < day]
        if len(standing) >= count:
            break
    return standing[-count:]


def newest_undone(history: History, day: date) -> Review | None:
    """The review of a study day that a redo brings back, if there is one. Raises `OSError`."""
    segments = history.segments(_REVIEW, _UNDO, _REDO, since=_month_before(day))
    found = merge_entries(entry for segment in segments for entry in segment)
    undo = redoable_undo(found)
    if undo is None:
        return None
    return next((e for e in found if isinstance(e, Review) and e.id == undo.review and e.day == day), None)


def _month_before(day: date) -> str:
    """A segment of which no older one holds anything of that day, whatever the time zone."""
    before = day - timedelta(days=min(31, day.toordinal() - 1))
    return f"{before.year:04}-{before.month:02}.jsonl"


def _field(name: str, value: str) -> bytes:
    """A field as it stands in a line."""
    return f'"{name}":{json.dumps(value)}'.encode("ascii")
