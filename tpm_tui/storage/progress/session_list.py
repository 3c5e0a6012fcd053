"""The list of the latest sessions in the progress file."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from tpm_tui.core.cards.events import HistoryEntry, Review, SessionEnd, SessionStart
from tpm_tui.storage.progress.tables import SessionRecord

MAX_SESSIONS = 50
"""Number of sessions listed in the progress file. The limit keeps its size constant over the years."""


def update_session_list(
    sessions: tuple[SessionRecord, ...], entries: Iterable[HistoryEntry]
) -> tuple[SessionRecord, ...]:
    """Return the session list updated with more entries."""
    by_id = {record.key: record for record in sessions}
    for entry in entries:
        match entry:
            case SessionStart(session=session, mode=mode, at=at):
                by_id[session] = SessionRecord(session, at, mode)
            case Review(session=session, at=at):
                by_id.setdefault(session, SessionRecord(session, at))
            case SessionEnd(session=session, at=at) if session in by_id:
                by_id[session] = replace(by_id[session], ended=at)
            case _:
                pass
    return tuple(by_id.values())[-MAX_SESSIONS:]
