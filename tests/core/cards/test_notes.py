"""Notes: the newest wins, on every machine, and an empty one is none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import NOW, RULES, TODAY, Log, logs
from tpm_tui.core.cards.events import Note
from tpm_tui.core.cards.history import merge_entries, note_on, notes
from tpm_tui.core.cards.replay import replay


def note(text: str, seq: int, question: str = "a", id: str = "") -> Note:
    return Note(id=id or f"n{seq}", seq=seq, at=NOW, day=TODAY, question=question, text=text)


def test_the_note_written_last_is_in_force_whatever_order_the_entries_come_in() -> None:
    entries = [note("new", 2), note("other", 3, "b"), note("old", 1)]
    assert notes(entries) == notes(reversed(entries)) == {"a": "new", "b": "other"}


def test_an_empty_note_removes_the_one_before_and_can_be_followed_by_another() -> None:
    entries = [note("mine", 1), note("", 2)]
    assert (notes(entries), note_on("a", entries)) == ({}, "")
    assert note_on("a", [*entries, note("again", 3)]) == "again"


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 5), st.sampled_from("xyz")), max_size=8))
def test_two_machines_that_merge_agree_on_the_notes(written: list[tuple[str, int, str]]) -> None:
    entries = [note(text, seq, q, f"{q}{seq}{i}") for i, (q, seq, text) in enumerate(written)]
    here, there = entries[::2], entries[1::2]
    assert notes(merge_entries(here, there)) == notes(merge_entries(there, here)) == notes(entries)


@given(logs(clock_back=True))
def test_a_note_moves_no_box(log: Log) -> None:
    assert replay([*log.entries, note("mine", 99)], RULES) == replay(log.entries, RULES)
