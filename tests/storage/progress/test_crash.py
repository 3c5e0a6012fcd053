"""Kills and refusals at every single call to the operating system: what was acknowledged is never lost."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from tests.storage.faults import Died, dying, failing
from tests.storage.stores import (
    AT,
    DAMAGE,
    DAY,
    alike,
    assert_readable,
    assert_sound,
    fresh_id,
    give,
    opened,
    review,
    texts,
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


def absent(folder: Path) -> None:
    """Nothing there yet."""


def at_rest(folder: Path) -> None:
    """Closed in good order."""
    store = opened(folder)
    give(store, review("a"), review("b"), review("c"))
    store.close()


def torn(folder: Path) -> None:
    """Half a line at the end, of an answer that was never acknowledged, and a boxes file behind."""
    at_rest(folder)
    give(opened(folder), review("d"))
    with (folder / "history/2026-11.jsonl").open("ab") as log:
        log.write(b'0badf00d {"type":"revi')


def damaged(folder: Path) -> None:
    """The boxes file is unreadable, and something was left behind of a save."""
    torn(folder)
    (folder / "progress.json").write_bytes(DAMAGE)
    (folder / ".progress.json.0123456789abcdef.tmp").write_bytes(b"{")


STATES: list[Callable[[Path], None]] = [absent, at_rest, torn, damaged]


def work(folder: Path, acknowledged: Entries) -> Store:
    """What a session does to the files; every entry is noted once the store says that it is saved."""
    store = opened(folder)
    for one in (review("a", day=DAY.replace(day=25)), review("b", answer="two\nlines")):
        acknowledged += give(store, one)
    taken = store.undo_last(DAY, AT, "undo-" + fresh_id())
    assert taken is not None
    acknowledged.append(Undo(id="-", at=AT, day=DAY, review=taken.id, question=taken.question))
    acknowledged += give(store, review("e", Grade.EASY, at=AT.replace(month=12)))
    store.checkpoint()
    return store


def assert_kept(folder: Path, before: Entries, acknowledged: Entries, spare: int) -> None:
    """All that was acknowledged is there once, and at most `spare` entries that were not."""
    store = opened(folder)
    found = store.entries()
    ids = [entry.id for entry in found]
    assert len(ids) == len(set(ids))
    assert texts(found).items() >= (texts(before) | texts(acknowledged)).items()
    undone = {entry.review for entry in found if isinstance(entry, Undo)}
    assert undone >= {entry.review for entry in acknowledged if isinstance(entry, Undo)}
    assert len(found) <= len(before) + len(acknowledged) + spare
    assert_sound(store)
    assert opened(folder).cards == store.cards
    assert_readable(folder)


def assert_goes_on(folder: Path) -> None:
    """The next session works, and sweeps up."""
    store = opened(folder)
    give(store, review("next"))
    store.close()
    assert "next" in opened(folder).cards
    assert_sound(opened(folder))
    assert_readable(folder)
    assert not list(folder.glob(".*.tmp"))


@pytest.mark.parametrize("when", ["before", "after", "torn"])
@pytest.mark.parametrize("state", STATES)
def test_a_kill_at_any_call_loses_nothing_acknowledged(
    tmp_path: Path, state: Callable[[Path], None], when: str, counted: Callable[[str, int], None]
) -> None:
    prepared = tmp_path / "prepared"
    state(prepared)
    before = opened(prepared).entries()
    for k in count(1):
        folder = tmp_path / str(k)
        if prepared.exists():
            shutil.copytree(prepared, folder)
        acknowledged: Entries = []
        with dying(k, when) as death, suppress(Died):
            work(folder, acknowledged)
        if not death.dead:
            break
        assert_kept(folder, before, acknowledged, spare=1)
        assert_goes_on(folder)
    assert k > 25, "the fault never met what it was to meet"
    counted("deaths at a call to the operating system", k - 1)


@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_a_kill_during_the_recovery_from_a_kill_loses_nothing_either(
    tmp_path: Path, when: str, counted: Callable[[str, int], None]
) -> None:
    damaged(tmp_path / "prepared")
    acknowledged: Entries = []
    before = opened(tmp_path / "prepared").entries()
    with dying(9, "torn"), pytest.raises(Died):
        work(tmp_path / "prepared", acknowledged)
    for k in range(1, 12):
        folder = tmp_path / str(k)
        shutil.copytree(tmp_path / "prepared", folder)
        again: Entries = []
        with dying(k, when), pytest.raises(Died):
            work(folder, again)
        assert_kept(folder, before, acknowledged + again, spare=2)
    counted("deaths at a call to the operating system, in the recovery from one", k)


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", CAUSES, ids=errno.errorcode.get)
@pytest.mark.parametrize("state", STATES)
def test_a_refusal_at_any_call_is_said_and_memory_stays_what_the_disk_is(
    tmp_path: Path,
    state: Callable[[Path], None],
    code: int,
    lasting: bool,
    counted: Callable[[str, int], None],
) -> None:
    prepared = tmp_path / "prepared"
    state(prepared)
    before = opened(prepared).entries()
    for k in count(1):
        folder = tmp_path / str(k)
        if prepared.exists():
            shutil.copytree(prepared, folder)
        acknowledged: Entries = []
        store, said = None, ""
        with failing(k, code, lasting=lasting, torn=True) as failure:
            try:
                store = opened(folder)
                acknowledged += give(store, review("a", day=DAY.replace(day=25)))
                acknowledged += give(store, review("b"))
                store.checkpoint()
            except WriteError as error:
                said = str(error)
            except DataFolderError as error:
                said = str(error)
                assert not acknowledged
        if not failure.met:
            break
        assert not said or CAUSES[code] in said
        assert said or len(acknowledged) == 2
        assert_kept(folder, before, acknowledged, spare=lasting)
        if store:
            store.refresh()
            assert alike(store.cards, replay(store.entries(), store.rules))
            acknowledged += give(store, review("c"))
            store.close()
            assert_kept(folder, before, acknowledged, spare=lasting)
        assert_goes_on(folder)
    assert k > 25, "the fault never met what it was to meet"
    counted("refusals of a call to the operating system", k - 1)


def test_a_line_that_was_refused_is_cut_off_again(tmp_path: Path) -> None:
    at_rest(tmp_path)
    log = tmp_path / "history/2026-11.jsonl"
    before = log.read_bytes()
    store = opened(tmp_path)
    for k in count(1):
        with failing(k, errno.ENOSPC, torn=True) as failure:
            try:
                give(store, review("z"))
            except WriteError:
                assert log.read_bytes() == before
                assert "z" not in store.cards
        if log.read_bytes() != before:
            break
    assert failure.met or k > 5
    assert "z" in store.cards
