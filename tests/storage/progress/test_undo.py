"""Undo of any action in the store: what it restores, and that it does not read the history each time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tests.storage.stores import (
    AT,
    DAY,
    add_reviews,
    assert_matches_history,
    fresh_id,
    open_store,
    review,
    same_cards,
)
from tpm_tui.core.cards.events import CardAction, CardActionKind, HistoryEntry, Note, Review
from tpm_tui.core.cards.history import note_on
from tpm_tui.core.session.undo import UndoableEntry
from tpm_tui.storage.files import private
from tpm_tui.storage.progress import journal
from tpm_tui.storage.progress.store import Store


def note(question: str, text: str) -> Note:
    return Note(id=fresh_id(), at=AT, day=DAY, question=question, text=text)


def card_action(question: str, action: CardActionKind) -> CardAction:
    return CardAction(id=fresh_id(), at=AT, day=DAY, question=question, action=action)


def undo(store: Store) -> UndoableEntry | None:
    return store.undo_last(DAY, AT, fresh_id())


def redo(store: Store) -> UndoableEntry | None:
    return store.redo_last(DAY, AT, fresh_id())


@pytest.mark.parametrize("between", ["nothing", "reopening"])
@pytest.mark.parametrize(
    "kind", [CardActionKind.BURY, CardActionKind.SUSPEND, CardActionKind.STAR, CardActionKind.RESET]
)
def test_card_action_is_undone_and_redone(tmp_path: Path, kind: CardActionKind, between: str) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a"), review("b"))
    before = dict(store.cards)
    action = store.commit(card_action("a", kind))
    after = dict(store.cards)
    assert after != before
    if between == "reopening":
        store = open_store(tmp_path)
    assert undo(store) == action
    assert same_cards(store.cards, before)
    assert redo(store) == action
    assert same_cards(store.cards, after)
    assert redo(store) is None
    assert_matches_history(store)


class OldCardAction(msgspec.Struct, tag_field="type", tag="card"):
    """The fields that version 0.1 read."""

    id: str
    question: str
    action: CardActionKind


def test_version_0_1_reads_an_undo_as_the_opposite_action(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.commit(card_action("a", CardActionKind.BURY))
    undo(store)
    redo(store)
    lines = (tmp_path / "history" / "2026-11.jsonl").read_bytes().splitlines()
    old = [msgspec.json.decode(line[9:], type=OldCardAction) for line in lines]
    assert [each.action.value for each in old] == ["bury", "unbury", "bury"]


def test_undone_note_is_the_earlier_one(tmp_path: Path) -> None:
    store = open_store(tmp_path)

    def current() -> str:
        return note_on("a", store.question_entries("a"))

    for text in ("first", "second"):
        store.commit(note("a", text))
    undo(store)
    assert current() == "first"
    undo(store)
    assert current() == ""
    redo(store)
    redo(store)
    assert current() == "second"


def test_redone_grade_has_its_answer(tmp_path: Path) -> None:
    (graded,) = add_reviews(open_store(tmp_path), review("a", answer="an answer"))
    assert undo(open_store(tmp_path)) == graded
    redone = redo(open_store(tmp_path))
    assert isinstance(redone, Review)
    assert (redone, redone.answer) == (graded, "an answer")


@pytest.mark.parametrize("kind", ["grade", "note", "star"])
def test_action_of_a_session_open_elsewhere_is_not_undone(tmp_path: Path, kind: str) -> None:
    mine, other = open_store(tmp_path), open_store(tmp_path)
    own = mine.commit(card_action("a", CardActionKind.STAR))
    done: dict[str, HistoryEntry] = {
        "grade": review("b", session="theirs"),
        "note": note("b", "theirs"),
        "star": card_action("b", CardActionKind.STAR),
    }
    theirs = other.commit(done[kind])
    other.live_sessions.claim("theirs")
    assert undo(mine) == own
    assert undo(mine) is None
    other.live_sessions.release("theirs")
    assert undo(mine) == theirs


def test_undo_sees_what_another_process_did(tmp_path: Path) -> None:
    mine, other = open_store(tmp_path), open_store(tmp_path)
    own = mine.commit(card_action("a", CardActionKind.STAR))
    assert undo(mine) == own
    theirs = other.commit(note("a", "theirs"))
    assert redo(mine) is None
    assert undo(mine) == theirs


def test_undo_reads_a_merged_history_again(tmp_path: Path) -> None:
    here, there = open_store(tmp_path / "here"), open_store(tmp_path / "there")
    add_reviews(there, review("x", at=AT - timedelta(hours=1)))
    own = here.commit(card_action("a", CardActionKind.STAR))
    assert undo(here) == own
    for segment in (tmp_path / "there" / "history").iterdir():
        with (tmp_path / "here" / "history" / segment.name).open("ab") as log:
            log.write(segment.read_bytes())
    undone = undo(here)
    assert isinstance(undone, Review)
    assert undone.question == "x"
    assert_matches_history(here)


def test_entries_merged_into_an_earlier_month_are_read(tmp_path: Path) -> None:
    here, there = open_store(tmp_path / "here"), open_store(tmp_path / "there")
    old = AT - timedelta(days=40)
    add_reviews(here, review("a", at=old, day=old.date()), review("a"))
    add_reviews(there, review("a", at=old + timedelta(days=1), day=old.date(), answer="merged"))
    assert len(here.question_entries("a")) == 2
    (segment,) = (tmp_path / "there" / "history").iterdir()
    with (tmp_path / "here" / "history" / segment.name).open("ab") as log:
        log.write(segment.read_bytes())
    assert [each.answer for each in here.question_entries("a") if isinstance(each, Review)][1] == "merged"


def action(number: int) -> HistoryEntry:
    """Return an action; the undo of a drill or of an earlier grade needs the history of its card."""
    question = f"q{number % 3}"
    match number % 4:
        case 0:
            return review(question, answer="text " * 50)
        case 1:
            return replace(review(question), drill=True)
        case 2:
            return card_action(question, (CardActionKind.STAR, CardActionKind.UNSTAR)[number // 4 % 2])
    return note(question, f"note {number}")


def count_reads(monkeypatch: pytest.MonkeyPatch, run: Callable[[], object]) -> tuple[int, int]:
    """Return the lines decoded and the bytes read of the history."""
    lines, size = 0, 0
    decode, read_file = journal.decode_entry, private.read_file

    def count_line(line: bytes) -> HistoryEntry | None:
        nonlocal lines
        lines += 1
        return decode(line)

    def count_bytes(*arguments: object) -> bytes:
        nonlocal size
        data = read_file(*arguments)  # type: ignore[arg-type]
        size += len(data)
        return data

    with monkeypatch.context() as patched:
        patched.setattr(journal, "decode_entry", count_line)
        patched.setattr(private, "read_file", count_bytes)
        run()
    return lines, size


def test_undo_reads_only_what_was_appended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "sync", lambda fd: None)
    store = open_store(tmp_path)
    for number in range(120):
        store.commit(action(number))
    store = open_store(tmp_path)
    reads = [count_reads(monkeypatch, lambda: undo(store)) for _ in range(120)]
    assert undo(store) is None
    # The first undo reads the month, and the first of each of the three questions what is about it.
    assert sorted(lines for lines, _ in reads)[-1 - 3 - 1] <= 3
    month = (store.folder / "history" / "2026-11.jsonl").stat().st_size
    assert sum(size for _, size in reads[40:]) < month
    assert_matches_history(store)
