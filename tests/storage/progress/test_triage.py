"""Triage entries are stored with a checksum, cached in the progress file, and shared between sessions."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from tests.storage.stores import AT, DAY, RULES, add_reviews, assert_matches_history, open_store, review
from tpm_tui.core.cards.events import Triage
from tpm_tui.core.cards.leitner import RULES_VERSION
from tpm_tui.storage.progress.journal import decode_entry, encode_entry
from tpm_tui.storage.progress.tables import (
    FILE,
    decode_progress,
    encode_tables,
    progress_tables,
    read_progress,
)


def triage(id: str, known: bool = True, question: str = "late-recovery") -> Triage:
    return Triage(id=id, at=AT, day=DAY, question=question, known=known)


def test_triage_is_read_back_with_cleaned_text() -> None:
    read = decode_entry(encode_entry(triage("t1", question="late\x1b[2J")).rstrip(b"\n"))
    assert isinstance(read, Triage)
    assert read.known
    assert "\x1b" not in read.question


def test_triage_survives_progress_file_and_rebuild(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.commit(triage("t1"))
    store.commit(triage("t2", known=False, question="conflict"))
    store.checkpoint()
    saved = read_progress(tmp_path / FILE)
    assert saved
    assert [card.known for card in saved.cards.values()] == [True, False]
    assert open_store(tmp_path).cards == store.cards
    assert not store.rebuild()
    assert_matches_history(store)


def test_triage_of_another_session_is_applied(tmp_path: Path) -> None:
    one, other = open_store(tmp_path), open_store(tmp_path)
    one.commit(triage("t1"))
    assert other.refresh()
    assert other.cards["late-recovery"].comes_last
    other.commit(triage("t2", known=False))
    assert one.refresh()
    assert one.cards["late-recovery"].known is False


def test_triage_remains_when_a_single_card_is_rebuilt(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.commit(triage("t1"))
    add_reviews(store, review())
    store.undo_last(DAY, AT, "u1")
    store.redo_last(DAY, AT, "v1")
    store.undo_last(DAY, AT, "u2")
    assert store.cards["late-recovery"].comes_last
    assert_matches_history(store)


def test_progress_file_of_earlier_rules_is_computed_with_triage(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.commit(triage("t1"))
    store.checkpoint()
    saved = read_progress(tmp_path / FILE)
    assert saved
    without = {question: replace(card, known=None) for question, card in saved.cards.items()}
    older = encode_tables(progress_tables(replace(saved, cards=without, rules_version=RULES_VERSION - 1)))
    assert decode_progress(older).cards["late-recovery"].known is None
    (tmp_path / FILE).write_bytes(older)
    opened = open_store(tmp_path, RULES)
    assert opened.cards["late-recovery"].comes_last
    assert opened.notices == ()
