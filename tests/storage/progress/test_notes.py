"""Notes and recall cards in the history are read back, with untrusted text cleaned."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tpm_tui.core.cards.events import HistoryEntry, Note, Recalled
from tpm_tui.core.cards.history import note_on
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.progress.journal import decode_entry, encode_entry
from tpm_tui.storage.progress.store import Store

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
UNTRUSTED = "The mill\x1b]52;c;eA==\x07 of \u202e2019.\nI rang."


def note(text: str, id: str = "n1", seq: int = 1) -> Note:
    return Note(id=id, seq=seq, at=AT, day=DAY, question="late-crane", text=text)


@pytest.mark.parametrize(
    "entry",
    [
        note(UNTRUSTED),
        Recalled(
            id="k1",
            seq=1,
            at=AT,
            day=DAY,
            session=UNTRUSTED,
            question="late-crane",
            card=UNTRUSTED,
            made=False,
        ),
    ],
)
def test_untrusted_text_of_synced_history_is_cleaned(entry: HistoryEntry) -> None:
    read = decode_entry(encode_entry(entry).rstrip(b"\n"))
    assert type(read) is type(entry)
    assert "\x1b" not in repr(read)
    assert "\\x1b" not in repr(read)
    assert "\u202e" not in str(getattr(read, "text", "") or getattr(read, "card", ""))
    assert "The mill" in repr(read)


def test_committed_note_is_read_by_another_session(tmp_path: Path) -> None:
    one, other = Store.open(tmp_path, Rules()), Store.open(tmp_path, Rules())
    one.commit(note("old", "n1"))
    other.commit(note("new", "n2"))
    again = Store.open(tmp_path, Rules())
    assert note_on("late-crane", again.question_entries("late-crane")) == "new"
    assert again.cards == {}
