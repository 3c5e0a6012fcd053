"""A save checks a constant number of files, and still notices changes by other programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.storage.faults import FakeOs, patched_os
from tests.storage.stores import AT, add_reviews, assert_matches_history, open_store, review
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import Review
from tpm_tui.storage.files import private
from tpm_tui.storage.progress import writer as writer_module
from tpm_tui.storage.progress.journal import History, encode_entry

OLD = "2026-10.jsonl"
LONG_AGO = 1_700_000_000


@contextmanager
def recorded_reads() -> Iterator[list[str]]:
    """Record the calls that read files or folders."""
    calls: list[str] = []

    def record(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        calls.append(name)
        return real(*args)

    with patched_os(FakeOs(record, ("stat", "lstat", "fstat", "scandir", "listdir", "pread", "open"))):
        yield calls


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with two months of history."""
    store = open_store(tmp_path)
    add_reviews(store, review("a", at=AT - timedelta(days=31)), review("b"))
    store.close()
    return tmp_path


def backdate(folder: Path) -> None:
    """Make the history folder look unchanged for a long time."""
    os.utime(folder / "history", (LONG_AGO, LONG_AGO))


def with_reviews(path: Path, *reviews: Review) -> bytes:
    return path.read_bytes() + b"".join(map(encode_entry, reviews))


def test_save_checks_only_newest_month(folder: Path) -> None:
    store = open_store(folder)
    backdate(folder)
    add_reviews(store, review("c"))
    with recorded_reads() as calls:
        add_reviews(store, review("d"))
    assert "scandir" not in calls
    assert_matches_history(store)


def test_replaced_month_is_read_at_next_save(folder: Path) -> None:
    store = open_store(folder)
    backdate(folder)
    add_reviews(store, review("c"))
    path = folder / "history" / OLD
    private.atomic_write(
        path, with_reviews(path, review("merged", at=AT - timedelta(days=31))), durable=False
    )
    add_reviews(store, review("d"))
    assert {"a", "b", "c", "d", "merged"} <= store.cards.keys()
    assert_matches_history(store)


def test_month_started_by_other_session_is_appended_to(folder: Path) -> None:
    store, other = open_store(folder), open_store(folder)
    backdate(folder)
    add_reviews(store, review("c"))
    add_reviews(other, review("december", at=AT + timedelta(days=30)))
    add_reviews(store, review("d"))
    assert {"c", "d", "december"} <= store.cards.keys()
    assert (folder / "history" / "2026-12.jsonl").read_bytes().count(b"\n") == 2
    assert_matches_history(store)


def test_recent_change_is_checked_again(folder: Path) -> None:
    """A file system may give two quick changes the same time, so the second could go unnoticed."""
    store = open_store(folder)
    add_reviews(store, review("c"))
    at = (folder / "history").stat()
    path = folder / "history" / OLD
    private.atomic_write(
        path, with_reviews(path, review("merged", at=AT - timedelta(days=31))), durable=False
    )
    os.utime(folder / "history", ns=(at.st_atime_ns, at.st_mtime_ns))
    add_reviews(store, review("d"))
    assert "merged" in store.cards


def test_month_that_grew_in_place_is_read_and_kept(folder: Path) -> None:
    store = open_store(folder)
    backdate(folder)
    add_reviews(store, review("c"))
    path = folder / "history" / OLD
    path.write_bytes(with_reviews(path, review("synced", at=AT - timedelta(days=31))))
    store.refresh()
    assert "synced" in store.cards
    add_reviews(store, review("d"))
    assert {"synced", "d"} <= store.cards.keys()
    assert store.notices == ()
    assert_matches_history(store)


def test_concurrent_write_without_locks_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, other = open_store(folder), open_store(folder)
    monkeypatch.setattr(writer_module, "locked", lambda path, timeout: nullcontext(""))

    def make(card: Card) -> Review:
        add_reviews(other, review("theirs"))
        return review("ours")

    store.review("ours", make)
    assert {"ours", "theirs"} <= store.cards.keys()


def test_append_returns_what_read_returns(tmp_path: Path) -> None:
    history = History(tmp_path)
    first = history.append(review("a"), {})
    assert first is not None
    assert (first.end, first.sizes) == (history.read().end, history.sizes())
    second = history.append(review("b", at=AT + timedelta(days=30)), first.sizes)
    assert second is not None
    assert history.read(first.end) == second
