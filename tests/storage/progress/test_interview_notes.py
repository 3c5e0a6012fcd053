"""Notes on interviews are stored in the history, beside the entries about questions."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.storage.stores import AT, DAY, add_reviews, assert_matches_history, open_store, review
from tpm_tui.core.cards.events import InterviewNote
from tpm_tui.storage.progress.journal import decode_entry, encode_entry


def note(id: str, text: str) -> InterviewNote:
    return InterviewNote(id=id, at=AT, day=DAY, interview=DAY - timedelta(days=2), name="onsite", text=text)


def test_notes_are_read_back_in_order(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.commit(note("i1", 'said "type":"interview" twice'))
    add_reviews(store, review(answer='"type":"interview"'))
    store.commit(note("i2", "well"))
    assert [each.id for each in open_store(tmp_path).interview_notes()] == ["i1", "i2"]
    assert not store.rebuild()
    assert_matches_history(store)


def test_note_is_no_action_that_undo_finds(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review())
    store.commit(note("i1", "well"))
    undone = store.undo_last(DAY, AT, "u1")
    assert undone is not None
    assert undone.question == "late-recovery"


def test_text_of_a_note_is_cleaned() -> None:
    read = decode_entry(encode_entry(note("i1", "well\x1b[2J")).rstrip(b"\n"))
    assert isinstance(read, InterviewNote)
    assert "\x1b" not in read.text
