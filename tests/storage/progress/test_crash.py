"""Kills and errors at every single call to the operating system lose no confirmed change."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from tests.storage.faults import SimulatedCrash, crash_at, fail_at
from tests.storage.stores import (
    AT,
    DAMAGED_PROGRESS,
    DAY,
    add_reviews,
    answers_by_id,
    assert_matches_history,
    assert_readable,
    fresh_id,
    open_store,
    review,
    same_cards,
)
from tpm_tui.core.cards.events import HistoryEntry, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.replay import replay
from tpm_tui.storage.progress.store import DataFolderError, Store, WriteError

Entries = list[HistoryEntry]
CAUSES = {
    errno.ENOSPC: "the disk is full",
    errno.EIO: "the disk reported an error",
    errno.EACCES: "permission was denied",
    errno.EROFS: "the file system is read-only",
}

pytestmark = pytest.mark.usefixtures("no_waiting")


def leave_missing(folder: Path) -> None:
    """Leave the folder missing."""


def create_closed(folder: Path) -> None:
    """Create a store that was closed normally."""
    store = open_store(folder)
    add_reviews(store, review("a"), review("b"), review("c"))
    store.close()


def create_torn(folder: Path) -> None:
    """Create a torn last line, of an unconfirmed answer, and a progress file that is behind."""
    create_closed(folder)
    add_reviews(open_store(folder), review("d"))
    with (folder / "history/2026-11.jsonl").open("ab") as log:
        log.write(b'0badf00d {"type":"revi')


def create_damaged(folder: Path) -> None:
    """Create an unreadable progress file and a leftover temp file."""
    create_torn(folder)
    (folder / "progress.json").write_bytes(DAMAGED_PROGRESS)
    (folder / ".progress.json.0123456789abcdef.tmp").write_bytes(b"{")


STATES: list[Callable[[Path], None]] = [leave_missing, create_closed, create_torn, create_damaged]


def run_session(folder: Path, acknowledged: Entries) -> Store:
    """Do what a session does to the files, and add every confirmed entry to `acknowledged`."""
    store = open_store(folder)
    for one in (review("a", day=DAY.replace(day=25)), review("b", answer="two\nlines")):
        acknowledged += add_reviews(store, one)
    undone = store.undo_last(DAY, AT, "undo-" + fresh_id())
    assert undone is not None
    acknowledged.append(Undo(id="-", at=AT, day=DAY, review=undone.id, question=undone.question))
    acknowledged += add_reviews(store, review("e", Grade.EASY, at=AT.replace(month=12)))
    store.checkpoint()
    return store


def assert_saved(folder: Path, before: Entries, acknowledged: Entries, extra: int) -> None:
    """Check that every acknowledged entry exists once, with at most `extra` other new entries."""
    store = open_store(folder)
    found = store.entries()
    ids = [entry.id for entry in found]
    assert len(ids) == len(set(ids))
    assert answers_by_id(found).items() >= (answers_by_id(before) | answers_by_id(acknowledged)).items()
    undone = {entry.review for entry in found if isinstance(entry, Undo)}
    assert undone >= {entry.review for entry in acknowledged if isinstance(entry, Undo)}
    assert len(found) <= len(before) + len(acknowledged) + extra
    assert_matches_history(store)
    assert open_store(folder).cards == store.cards
    assert_readable(folder)


def assert_usable(folder: Path) -> None:
    """Check that the next session works and removes temp files."""
    store = open_store(folder)
    add_reviews(store, review("next"))
    store.close()
    assert "next" in open_store(folder).cards
    assert_matches_history(open_store(folder))
    assert_readable(folder)
    assert not list(folder.glob(".*.tmp"))


@pytest.mark.slow(120)
@pytest.mark.parametrize("when", ["before", "after", "torn"])
@pytest.mark.parametrize("state", STATES)
def test_kill_at_any_call_loses_no_confirmed_change(
    tmp_path: Path, state: Callable[[Path], None], when: str, counted: Callable[[str, int], None]
) -> None:
    prepared = tmp_path / "prepared"
    state(prepared)
    before = open_store(prepared).entries()
    for k in count(1):
        folder = tmp_path / str(k)
        if prepared.exists():
            shutil.copytree(prepared, folder)
        acknowledged: Entries = []
        with crash_at(k, when) as crash, suppress(SimulatedCrash):
            run_session(folder, acknowledged)
        if not crash.crashed:
            break
        assert_saved(folder, before, acknowledged, extra=1)
        assert_usable(folder)
    assert k > 25, "the failure never hit the intended call"
    counted("crashes at a system call", k - 1)


@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_kill_during_recovery_loses_no_confirmed_change(
    tmp_path: Path, when: str, counted: Callable[[str, int], None]
) -> None:
    create_damaged(tmp_path / "prepared")
    acknowledged: Entries = []
    before = open_store(tmp_path / "prepared").entries()
    with crash_at(9, "torn"), pytest.raises(SimulatedCrash):
        run_session(tmp_path / "prepared", acknowledged)
    for k in range(1, 12):
        folder = tmp_path / str(k)
        shutil.copytree(tmp_path / "prepared", folder)
        again: Entries = []
        with crash_at(k, when), pytest.raises(SimulatedCrash):
            run_session(folder, again)
        assert_saved(folder, before, acknowledged + again, extra=2)
    counted("crashes at a system call during the recovery from a crash", k)


@pytest.mark.slow(120)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", CAUSES, ids=errno.errorcode.get)
@pytest.mark.parametrize("state", STATES)
def test_error_at_any_call_is_reported_and_loses_nothing(
    tmp_path: Path,
    state: Callable[[Path], None],
    code: int,
    lasting: bool,
    counted: Callable[[str, int], None],
) -> None:
    prepared = tmp_path / "prepared"
    state(prepared)
    before = open_store(prepared).entries()
    for k in count(1):
        folder = tmp_path / str(k)
        if prepared.exists():
            shutil.copytree(prepared, folder)
        acknowledged: Entries = []
        store, message = None, ""
        with fail_at(k, code, lasting=lasting, torn=True) as failure:
            try:
                store = open_store(folder)
                acknowledged += add_reviews(store, review("a", day=DAY.replace(day=25)))
                acknowledged += add_reviews(store, review("b"))
                store.checkpoint()
            except WriteError as error:
                message = str(error)
            except DataFolderError as error:
                message = str(error)
                assert not acknowledged
        if not failure.triggered:
            break
        assert not message or CAUSES[code] in message
        assert message or len(acknowledged) == 2
        assert_saved(folder, before, acknowledged, extra=lasting)
        if store:
            store.refresh()
            assert same_cards(store.cards, replay(store.entries(), store.rules))
            acknowledged += add_reviews(store, review("c"))
            store.close()
            assert_saved(folder, before, acknowledged, extra=lasting)
        assert_usable(folder)
    assert k > 25, "the failure never hit the intended call"
    counted("errors of a call to the operating system", k - 1)


def test_failed_append_is_truncated(tmp_path: Path) -> None:
    create_closed(tmp_path)
    log = tmp_path / "history/2026-11.jsonl"
    before = log.read_bytes()
    store = open_store(tmp_path)
    for k in count(1):
        with fail_at(k, errno.ENOSPC, torn=True) as failure:
            try:
                add_reviews(store, review("z"))
            except WriteError:
                assert log.read_bytes() == before
                assert "z" not in store.cards
        if log.read_bytes() != before:
            break
    assert failure.triggered or k > 5
    assert "z" in store.cards
