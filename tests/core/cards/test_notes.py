"""Notes: the newest one is current, and an empty one removes the note."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import NOW, RULES, TODAY, Log, logs
from tpm_tui.core.cards.events import Note
from tpm_tui.core.cards.history import current_notes, merge_entries, note_on
from tpm_tui.core.cards.replay import replay


def note(text: str, seq: int, question: str = "a", id: str = "") -> Note:
    return Note(id=id or f"n{seq}", seq=seq, at=NOW, day=TODAY, question=question, text=text)


def test_newest_note_is_current_in_any_entry_order() -> None:
    entries = [note("new", 2), note("other", 3, "b"), note("old", 1)]
    assert current_notes(entries) == current_notes(reversed(entries)) == {"a": "new", "b": "other"}


def test_empty_note_removes_previous_note() -> None:
    entries = [note("mine", 1), note("", 2)]
    assert (current_notes(entries), note_on("a", entries)) == ({}, "")
    assert note_on("a", [*entries, note("again", 3)]) == "again"


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 5), st.sampled_from("xyz")), max_size=8))
def test_merged_notes_do_not_depend_on_merge_order(written: list[tuple[str, int, str]]) -> None:
    entries = [note(text, seq, q, f"{q}{seq}{i}") for i, (q, seq, text) in enumerate(written)]
    here, there = entries[::2], entries[1::2]
    assert (
        current_notes(merge_entries(here, there))
        == current_notes(merge_entries(there, here))
        == current_notes(entries)
    )


@given(logs(clock_back=True))
def test_note_changes_no_card(log: Log) -> None:
    assert replay([*log.entries, note("mine", 99)], RULES) == replay(log.entries, RULES)
