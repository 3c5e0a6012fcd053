"""What a save looks at: no more with the years, and still everything that others did."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.storage.faults import System, system
from tests.storage.stores import AT, assert_sound, give, opened, review
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import Review
from tpm_tui.storage.files import private
from tpm_tui.storage.progress import store as store_module
from tpm_tui.storage.progress.journal import History, encode_entry

OLD = "2026-10.jsonl"
LONG_AGO = 1_700_000_000


@contextmanager
def looks() -> Iterator[list[str]]:
    """The calls that look at files or folders."""
    calls: list[str] = []

    def note(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        calls.append(name)
        return real(*args)

    with system(System(note, ("stat", "lstat", "fstat", "scandir", "listdir", "pread", "open"))):
        yield calls


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with two months."""
    store = opened(tmp_path)
    give(store, review("a", at=AT - timedelta(days=31)), review("b"))
    store.close()
    return tmp_path


def age(folder: Path) -> None:
    """As if nothing had been created, removed or replaced in the history for long."""
    os.utime(folder / "history", (LONG_AGO, LONG_AGO))


def with_more(path: Path, *reviews: Review) -> bytes:
    return path.read_bytes() + b"".join(map(encode_entry, reviews))


def test_a_save_looks_at_no_month_but_the_newest(folder: Path) -> None:
    store = opened(folder)
    age(folder)
    give(store, review("c"))
    with looks() as calls:
        give(store, review("d"))
    assert "scandir" not in calls
    assert_sound(store)


def test_a_month_that_was_replaced_counts_in_the_next_save(folder: Path) -> None:
    store = opened(folder)
    age(folder)
    give(store, review("c"))
    path = folder / "history" / OLD
    private.atomic_write(path, with_more(path, review("merged", at=AT - timedelta(days=31))), durable=False)
    give(store, review("d"))
    assert {"a", "b", "c", "d", "merged"} <= store.cards.keys()
    assert_sound(store)


def test_a_month_that_another_session_began_is_appended_to(folder: Path) -> None:
    store, other = opened(folder), opened(folder)
    age(folder)
    give(store, review("c"))
    give(other, review("december", at=AT + timedelta(days=30)))
    give(store, review("d"))
    assert {"c", "d", "december"} <= store.cards.keys()
    assert (folder / "history" / "2026-12.jsonl").read_bytes().count(b"\n") == 2
    assert_sound(store)


def test_a_change_just_before_the_last_look_is_looked_at_once_more(folder: Path) -> None:
    """A file system gives two changes within its tick one time, so that the second would pass unseen."""
    store = opened(folder)
    give(store, review("c"))
    at = (folder / "history").stat()
    path = folder / "history" / OLD
    private.atomic_write(path, with_more(path, review("merged", at=AT - timedelta(days=31))), durable=False)
    os.utime(folder / "history", ns=(at.st_atime_ns, at.st_mtime_ns))
    give(store, review("d"))
    assert "merged" in store.cards


def test_a_month_that_grew_in_place_is_met_when_reading_and_stays_met(folder: Path) -> None:
    store = opened(folder)
    age(folder)
    give(store, review("c"))
    path = folder / "history" / OLD
    path.write_bytes(with_more(path, review("synced", at=AT - timedelta(days=31))))
    store.refresh()
    assert "synced" in store.cards
    give(store, review("d"))
    assert {"synced", "d"} <= store.cards.keys()
    assert store.notices == ()
    assert_sound(store)


def test_what_others_write_where_nothing_can_be_locked_is_met(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = opened(folder), opened(folder)
    monkeypatch.setattr(store_module, "locked", lambda path, timeout: nullcontext(""))

    def make(card: Card) -> Review:
        give(other, review("theirs"))
        return review("ours")

    store.review("ours", make)
    assert {"ours", "theirs"} <= store.cards.keys()


def test_what_was_appended_reads_as_it_was_returned(tmp_path: Path) -> None:
    history = History(tmp_path)
    first = history.append(review("a"), {})
    assert first is not None
    assert (first.end, first.sizes) == (history.read().end, history.sizes())
    second = history.append(review("b", at=AT + timedelta(days=30)), first.sizes)
    assert second is not None
    assert history.read(first.end) == second
