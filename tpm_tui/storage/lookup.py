"""Finding a few entries of the history without decoding the rest."""

from __future__ import annotations

import json
from datetime import date

from tpm_tui.core.review import CardAction, HistoryEntry, Review, SessionEnd, SessionStart, Undo
from tpm_tui.storage.history import History
from tpm_tui.storage.recovery import in_order

_REVIEW = b'"type":"review"'
_UNDO = b'"type":"undo"'


def of_session(history: History, session: str) -> list[HistoryEntry]:
    """The entries of a session in order, with the undos of its reviews. Raises `OSError`."""
    found = in_order(history.backwards(_field("session", session), _UNDO))
    sat = Review | SessionStart | SessionEnd
    own = {entry.id for entry in found if isinstance(entry, sat) and entry.session == session}
    return [e for e in found if (e.review if isinstance(e, Undo) else e.id) in own]


def of_question(history: History, question: str) -> list[HistoryEntry]:
    """The entries about a question in order. Raises `OSError`."""
    found = in_order(history.backwards(_field("question", question)))
    return [e for e in found if isinstance(e, Review | Undo | CardAction) and e.question == question]


def newest_standing(history: History, day: date | None = None, session: str | None = None) -> Review | None:
    """The newest review that was not taken back, of a study day or a session if given. Raises `OSError`."""
    undone: set[str] = set()
    wanted = _field("day", day.isoformat()) if day else _REVIEW
    for entry in history.backwards(wanted, _UNDO):
        if isinstance(entry, Undo):
            undone.add(entry.review)
        elif (
            isinstance(entry, Review)
            and entry.id not in undone
            and day in (None, entry.day)
            and session in (None, entry.session)
        ):
            return entry
    return None


def _field(name: str, value: str) -> bytes:
    """A field as it stands in a line."""
    return f'"{name}":{json.dumps(value)}'.encode("ascii")
